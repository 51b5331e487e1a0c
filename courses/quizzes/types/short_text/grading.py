"""Short text: the value is what was typed. It is right when an accepted answer takes it, apart
from spaces, punctuation at the ends and, unless the author says they matter, case and accents.

Answers may earn a share of their own. What is written out goes before what a star takes, and that
before what is taken for a slip.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from courses.quizzes.types.shares import fraction
from courses.quizzes.types.short_text.reading import Wanted, normal_form, wanted
from courses.quizzes.types.short_text.slips import slips_between
from courses.quizzes.types.values import ONE, Mark, Spec, Value, blank, mark


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer that the author foresaw. `place`: where it stands in `accepted` or `answers`."""

    wanted: Wanted
    share: Decimal
    place: tuple[str, int]
    feedback: str = ""


def grade(spec: Spec, value: Value) -> Mark:
    typed = value if isinstance(value, str) else ""
    if not typed.strip():
        return blank(spec, {"matched": None})
    found, is_slip = matched_answer(spec, typed)
    general = spec.get("feedback_html", "")
    if found is None:
        return mark(Decimal(0), [general], {"matched": None})
    name, place = found.place
    parts = {"matched": place} if name == "accepted" else {"matched": None, name: place}
    share = found.share
    if is_slip:
        share, parts["slip"] = share * fraction(spec, "typo_share"), True
    return mark(share, [found.feedback, general], parts)


def matched_answer(spec: Spec, typed: str) -> tuple[Candidate | None, bool]:
    """The answer that was typed, if any, and whether it takes a slip to see it."""
    read = normal_form(
        typed,
        spec.get("language", ""),
        accents_matter=bool(spec.get("accents_matter")),
        case_matters=bool(spec.get("case_matters")),
    )
    starred = []
    foreseen = list(candidates(spec))
    for candidate in foreseen:
        if candidate.wanted.has_stars:
            starred.append(candidate)
        elif candidate.wanted.text == read:
            return candidate, False
    for candidate in starred:
        if candidate.wanted.takes(read):
            return candidate, False
    return (_slipped(spec, foreseen, read), True) if "typo_share" in spec else (None, False)


def _slipped(spec: Spec, foreseen: list[Candidate], read: str) -> Candidate | None:
    """The nearest answer that earns something, the first of equals."""
    language = spec.get("language", "")
    nearest, fewest = None, 9
    for candidate in foreseen:
        if candidate.share > 0 and not candidate.wanted.has_stars:
            slips = slips_between(read, candidate.wanted.text, language)
            if slips is not None and slips < fewest:
                nearest, fewest = candidate, slips
    return nearest


def candidates(spec: Spec) -> Iterator[Candidate]:
    how = (
        spec.get("language", ""),
        bool(spec.get("accents_matter")),
        bool(spec.get("case_matters")),
        bool(spec.get("stars")),
    )
    for index, text in enumerate(spec["accepted"]):
        yield Candidate(wanted(text, *how), ONE, ("accepted", index))
    for index, row in enumerate(spec.get("answers", ())):
        said = row.get("feedback_html", "")
        yield Candidate(wanted(row["text"], *how), fraction(row, "share"), ("answers", index), said)
