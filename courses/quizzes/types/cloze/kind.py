"""Running text with gaps. The value is {gap id: what was typed or the option's id}.

Spec: {"stem", "passage", "accents_matter", "case_matters", "typo_share", "feedback"}; how gaps are
written into the passage stands in syntax.py. What is stored has "gaps" beside it (gaps.py), with
the ids g1, g2, … in the order of the text.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from content.markup import MarkupError
from courses.quizzes.types.base import Kind, MalformedAnswer, Problem, in_order
from courses.quizzes.types.checks import MAX_STEM, common_problems, text_of, too_long
from courses.quizzes.types.cloze.forms import ClozeForm
from courses.quizzes.types.cloze.gaps import OPTIONS, gaps_of, number_key, stored_gaps, text_key
from courses.quizzes.types.cloze.grading import said_to
from courses.quizzes.types.cloze.problems import passage_faults, said_at, words_for
from courses.quizzes.types.cloze.running_text import misplaced, pieces, with_marks
from courses.quizzes.types.cloze.syntax import MAX_ANSWER, Fault, Gap, Passage, parse
from courses.quizzes.types.numeric.kind import KIND as NUMERIC
from courses.quizzes.types.numeric.kind import understood
from courses.quizzes.types.rendering import block_html
from courses.quizzes.types.short_text.kind import KIND as SHORT_TEXT
from courses.quizzes.types.values import ZERO, Mark, Spec, Value


class Cloze(Kind):
    name = "cloze"
    form_class = ClozeForm
    place = 90
    label = gettext_lazy("Cloze")
    purpose = gettext_lazy("A running text with gaps to type into or to choose for.")
    example = gettext_lazy(
        "The IAEA sits in [[Vienna|Wien]], has [[=178±2 States]] and [[*inspects|arrests|trains]]."
    )

    def validate(self, spec: Spec) -> list[Problem]:
        found = common_problems(spec) + too_long(spec, "passage", "passage", most=MAX_STEM)
        if any(problem.field == "passage" for problem in found):
            return found
        passage = parse(text_of(spec, "passage"))
        found += [Problem("passage", words) for words in passage_faults(passage)]
        found += [Problem("passage", words) for words in _place_faults(passage)]
        return found + _key_problems(spec, passage)

    def structure(self, spec: Spec) -> Any:
        gaps = [[gap["sort"], gap["weight"], _shared_key(gap)] for gap in gaps_of(spec)]
        return [*(spec.get(name) for name in OPTIONS), gaps]

    def tidy(self, spec: dict[str, Any], *, salt: str) -> dict[str, Any]:
        gaps = parse(text_of(spec, "passage")).gaps
        options = SHORT_TEXT.tidy({**_options(spec), "accepted": []}, salt=salt)
        return {
            "stem": text_of(spec, "stem"),
            "passage": text_of(spec, "passage"),
            **_options(options),
            "gaps": stored_gaps(gaps, {**spec, **_options(options)}, salt),
            "feedback": text_of(spec, "feedback"),
        }

    def prepare(self, spec: Spec, *, language: str, salt: str = "") -> dict[str, Any]:
        made = super().prepare(spec, language=language, salt=salt)
        parts = parse(made["passage"]).parts
        return {**made, "passage_html": block_html(with_marks(parts))}

    def choice_ids(self, spec: Spec) -> list[str] | None:
        """The options of all gaps: each gap takes its own from the shuffled list."""
        ids = [option["id"] for gap in gaps_of(spec) for option in gap.get("options", ())]
        return sorted(ids) or None

    def read_value(self, data: Mapping[str, Sequence[str]], prefix: str) -> Value:
        start = f"{prefix}-"
        given = {n.removeprefix(start): v[-1] for n, v in data.items() if n.startswith(start) and v}
        return {gap: text for gap, text in given.items() if text.strip()} or None

    def is_blank(self, value: Value) -> bool:
        given = value.values() if isinstance(value, dict) else [value]
        return super().is_blank(value) or not any(str(text or "").strip() for text in given)

    def is_unfinished(self, spec: Spec, value: Value) -> bool:
        return isinstance(value, dict) and len(value) < len(gaps_of(spec))

    def what_lacks(self, spec: Spec, value: Value) -> str:
        count = len(gaps_of(spec)) - len(value)
        words = ngettext("%(count)d gap is open", "%(count)d gaps are open", count)
        return words % {"count": count}

    def check_value(self, spec: Spec, value: Value) -> Value:
        if self.is_blank(value):
            return None
        gaps = {gap["id"]: gap for gap in gaps_of(spec)}
        if not isinstance(value, dict) or not set(value) <= set(gaps):
            raise MalformedAnswer(_("Fill the gaps of the text."))
        checked = {
            gap_id: _checked(spec, gap, value.get(gap_id), number)
            for number, (gap_id, gap) in enumerate(gaps.items(), 1)
        }
        return {gap_id: given for gap_id, given in checked.items() if given is not None} or None

    def in_words(self, spec: Spec, value: Value) -> str:
        given = value if isinstance(value, dict) else {}
        said = [
            f"{number}: {_given(gap, given[gap['id']])}"
            for number, gap in enumerate(gaps_of(spec), 1)
            if given.get(gap["id"])
        ]
        return "; ".join(said)

    def how_read(self, spec: Spec, value: Value, prefix: str) -> dict[str, str]:
        given = value if isinstance(value, dict) else {}
        read = {gap["id"]: _read(spec, gap, given.get(gap["id"])) for gap in gaps_of(spec)}
        return {f"{prefix}-{gap_id}": words for gap_id, words in read.items() if words}

    def question_context(
        self, spec: Spec, value: Value, order: Sequence[str] | None
    ) -> dict[str, Any]:
        given = value if isinstance(value, dict) else {}
        gaps = [
            {**gap, "number": number, "given": given.get(gap["id"]) or "", "unit": _unit(gap)}
            for number, gap in enumerate(gaps_of(spec), 1)
        ]
        for gap in gaps:
            gap["read"] = _read(spec, gap, gap["given"])
            gap["options"] = in_order(gap.get("options", ()), order or self.choice_ids(spec))
        by_number: dict[int, dict[str, Any]] = {gap["number"]: gap for gap in gaps}
        shown = [
            {"html": html, "gap": by_number.get(number)}
            for html, number in pieces(spec.get("passage_html", ""))
        ]
        return {"pieces": shown, "gaps": gaps, "most": MAX_ANSWER}

    def review_context(
        self, spec: Spec, value: Value, mark: Mark, order: Sequence[str] | None
    ) -> dict[str, Any]:
        context = self.question_context(spec, value, order)
        for gap in context["gaps"]:
            gap["state"] = mark.parts.get(gap["id"], "missed")
            gap["said"] = _given(gap, gap["given"]) if gap["given"] else ""
            if gap["unit"] and gap["said"].casefold().endswith(gap["unit"].casefold()):
                gap["unit"] = ""  # typed with the number
            gap["right"] = _right(gap, spec)
            gap["said_html"] = said_to(gap, gap["given"], spec["language"])
        return context


def _options(spec: Mapping[str, Any]) -> dict[str, Any]:
    return {name: spec[name] for name in OPTIONS if name in spec}


def _place_faults(passage: Passage) -> list[str]:
    try:
        html = block_html(with_marks(passage.parts))
    except MarkupError:  # said when it is prepared, as of every text
        return []
    gaps = passage.gaps
    astray = [gaps[number - 1] for number in misplaced(html, len(gaps))]
    return [words_for(Fault("place", gap.line, gap.column)) for gap in astray]


def _key_problems(spec: Spec, passage: Passage) -> list[Problem]:
    """What short text and numeric say of their gaps, there; of shared options, at their fields."""
    found: dict[str, Problem] = {}
    for gap in passage.gaps:
        for problem in _own_problems(gap, spec):
            is_shared = problem.field in OPTIONS
            words = problem.message if is_shared else said_at(gap, problem.message)
            found[words] = Problem(problem.field if is_shared else "passage", words)
    return list(found.values())


def _own_problems(gap: Gap, spec: Spec) -> list[Problem]:
    if gap.sort == "number":
        return NUMERIC.validate({"stem": "-", **number_key(gap)})
    return SHORT_TEXT.validate({"stem": "-", **text_key(gap, spec)}) if gap.sort == "text" else []


def _shared_key(gap: Mapping[str, Any]) -> Any:
    if gap["sort"] == "select":
        return [option["correct"] for option in gap["options"]]
    return NUMERIC.structure(gap["key"]) if gap["sort"] == "number" else None


def _checked(spec: Spec, gap: Mapping[str, Any], given: Any, number: int) -> str | None:
    """The gap's answer in its one form. Raises MalformedAnswer that names the gap."""
    try:
        if gap["sort"] == "select":
            return _checked_option(gap, given)
        member = NUMERIC if gap["sort"] == "number" else SHORT_TEXT
        key = {**gap["key"], "language": spec["language"]}
        checked: str | None = member.check_value(key, given)
    except MalformedAnswer as error:
        words = _("Gap %(number)d: %(sentence)s")
        raise MalformedAnswer(words % {"number": number, "sentence": error}) from error
    return checked


def _checked_option(gap: Mapping[str, Any], given: Any) -> str | None:
    if given in (None, ""):
        return None
    if not isinstance(given, str) or given not in [option["id"] for option in gap["options"]]:
        raise MalformedAnswer(_("This is not one of the choices. Choose again from the list."))
    return given


def _unit(gap: Mapping[str, Any]) -> str:
    return str(gap["key"].get("unit", "")) if gap["sort"] == "number" else ""


def _read(spec: Spec, gap: Mapping[str, Any], given: Any) -> str:
    """Of a number, as Kind.how_read."""
    if gap["sort"] != "number":
        return ""
    return understood({**gap["key"], "language": spec["language"]}, given)


def _given(gap: Mapping[str, Any], given: Any) -> str:
    texts = {option["id"]: option["text"] for option in gap.get("options", ())}
    return str(texts.get(str(given), given))


def _right(gap: Mapping[str, Any], spec: Spec) -> str:
    if gap["sort"] == "select":
        return next((str(o["text"]) for o in gap["options"] if o["correct"]), "")
    member = NUMERIC if gap["sort"] == "number" else SHORT_TEXT
    mark = Mark(ZERO, "wrong")
    key = {**gap["key"], "language": spec["language"]}
    return str(member.review_context(key, None, mark, None)["answer"])


KIND = Cloze()
