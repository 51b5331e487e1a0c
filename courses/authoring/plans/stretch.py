"""A lesson's own text, to be read or to be split at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from content.models import Passage
from content.planning.alike import spelled_in
from content.planning.sizes import minutes_for
from content.planning.turns import turns
from content.spellings import rewritten_in, written_alike
from content.topics.leaning import Lean, lean_of
from courses.authoring.plans.queries import LessonRow, Workbench

# Passages of a lesson that are read, or offered to split at, at once.
PASSAGES_AT_ONCE = 60
# Of the strongest turn of the subject in the text: from here on it is worth saying.
CLEAR_TURN = 0.7


@dataclass(frozen=True, slots=True)
class SplitPoint:
    """A passage of a lesson, with its `text` as the draft will have it and the names that the
    report writes in other ways, `as_printed`. The heading is named where a section begins, `turns`
    says that the subject may be another from here on, `leans` that it goes on from the passage
    before it. The minutes are those of both parts, if split here."""

    passage: Passage
    heading: str
    is_first: bool
    text: str
    as_printed: tuple[str, ...] = ()
    turns: bool = False
    leans: bool = False
    minutes: int = 0
    minutes_after: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Passages of a lesson from number `at` (from 0) on; `count` is how many it has in all."""

    points: tuple[SplitPoint, ...]
    at: int
    count: int

    @property
    def best(self) -> SplitPoint | None:
        """Where one would look first: where a section begins, else the subject turns, with a
        passage that can stand first; of those the one that leaves the parts most alike."""
        every = [point for point in self.points if not point.is_first]
        later = [point for point in every if not point.leans] or every
        chosen = [one for one in later if one.heading] or [one for one in later if one.turns]
        return min(chosen or later, key=_unlike, default=None)

    @property
    def later(self) -> int | None:
        end = self.at + len(self.points)
        return end if end < self.count else None

    @property
    def earlier(self) -> int | None:
        return max(self.at - PASSAGES_AT_ONCE, 0) if self.at else None


def _unlike(point: SplitPoint) -> int:
    return abs(point.minutes - point.minutes_after)


def text_of(bench: Workbench, row: LessonRow, at: int) -> Stretch:
    """A stretch of the lesson's passages, in the lesson's order. One query."""
    ids = row.ids
    at = min(max(at, 0), max(len(ids) - 1, 0))
    # With the one before the stretch: it says whether a section begins with the first.
    wanted = ids[max(at - 1, 0) : at + PASSAGES_AT_ONCE]
    found = Passage.objects.select_related("report").in_bulk(wanted)
    titles = {section.id: section.title for section in bench.sections}
    here = [found[pk] for pk in wanted if pk in found]
    turning = turns([one.text for one in here], bench.plan.text_language)
    before = _words_before(row)
    names = spelled_in(bench.plan.modules)
    points = [
        SplitPoint(
            one,
            _heading(one, earlier, titles),
            is_first=earlier is None,
            text=written_alike(one.text, names)[0],
            as_printed=rewritten_in(one.text, names),
            turns=turn >= CLEAR_TURN,
            leans=lean_of(one.text, bench.plan.text_language) is not Lean.NOT,
            minutes=minutes_for(before[one.pk]),
            minutes_after=minutes_for(row.words - before[one.pk]),
        )
        for (earlier, one), turn in zip(_with_earlier(here), turning, strict=True)
    ]
    return Stretch(tuple(points[1:] if at else points), at, len(ids))


def _with_earlier(passages: Sequence[Passage]) -> list[tuple[Passage | None, Passage]]:
    first: list[tuple[Passage | None, Passage]] = [(None, one) for one in passages[:1]]
    return [*first, *pairwise(passages)]


def _words_before(row: LessonRow) -> dict[int, int]:
    words, before = 0, {}
    for passage in row.passages:
        before[passage.id] = words
        words += passage.words
    return before


def _heading(passage: Passage, before: Passage | None, titles: dict[int, str]) -> str:
    starts = before is None or passage.section_id != before.section_id
    return titles.get(passage.section_id or 0, "") if starts else ""
