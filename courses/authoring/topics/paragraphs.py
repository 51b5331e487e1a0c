"""The paragraphs of a topic: what is chosen, folded and ordered. Values, no database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from content.planning.sizes import minutes_for
from content.topics.leaning import Lean

# From this weight on a paragraph is ticked at first, and from the second on it is said to be
# much about its topic. One term alone that settles a topic weighs 1: often no more than a mention.
TAKEN_FROM = 1.5
MUCH_FROM = 2.5


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with those parts of its list that are taken with it.

    `id` is its first passage; `weight` is that of its heaviest part, 0 where it only leads in to
    another; `under_heading` says that a heading above it names the topic. `before` is the paragraph
    right before it in its report, 0 where that is not among those of the topic. `is_beside`: an
    introduction or the like, which names more than it tells.
    """

    id: int
    report: int
    section: int | None
    passages: tuple[int, ...]
    words: int
    weight: float
    under_heading: bool
    lean: Lean = Lean.NOT
    before: int = 0
    is_beside: bool = False

    @property
    def is_strong(self) -> bool:
        least = MUCH_FROM if self.is_beside else TAKEN_FROM
        return self.weight >= least or (self.under_heading and self.weight > 0)

    @property
    def leads_in(self) -> bool:
        """It is here for the sake of what stands behind it."""
        return not self.weight

    @property
    def hangs(self) -> bool:
        """It goes on from what is not about the topic."""
        return self.lean is Lean.POINTS and not self.before

    @property
    def is_much(self) -> bool:
        return self.weight >= MUCH_FROM


@dataclass(frozen=True, slots=True)
class Folded:
    """A paragraph, and those that say nearly the same."""

    first: Paragraph
    like: tuple[Paragraph, ...] = ()

    def __iter__(self) -> Iterator[Paragraph]:
        return iter((self.first, *self.like))


def in_order(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Report by report, the one that says most of the topic first; each as it was written.

    What is given is in the order of its report.
    """
    of_reports: dict[int, list[Paragraph]] = defaultdict(list)
    for paragraph in paragraphs:
        of_reports[paragraph.report].append(paragraph)
    reports = sorted(of_reports.values(), key=lambda own: (-_told(own), own[0].report))
    return [paragraph for own in reports for paragraph in own]


def fullest_first(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Of those that say the same, the one that should stand for the others comes first."""
    return sorted(paragraphs, key=lambda one: (-one.weight, -one.words, one.id))


def folded(paragraphs: Sequence[Paragraph], groups: Iterable[Sequence[int]]) -> list[Folded]:
    """`groups` are the ids of those that are alike, the one that stands for them first.

    In the order of `paragraphs`; one that no group names stands alone.
    """
    by_id = {one.id: one for one in paragraphs}
    like = {ids[0]: [by_id[pk] for pk in ids[1:] if pk in by_id] for ids in groups}
    inside = {one.id for others in like.values() for one in others}
    return [Folded(one, tuple(like.get(one.id, ()))) for one in paragraphs if one.id not in inside]


def taken_of(
    groups: Iterable[Folded], *, taken: Collection[int], left: Collection[int]
) -> list[Paragraph]:
    """Those that are ticked: at first the strong ones, but for what is chosen otherwise."""
    groups = list(groups)
    first = ticked_at_first(groups)
    return [
        one
        for group in groups
        for one in group
        if one.id in taken or (one.id in first and one.id not in left)
    ]


def ticked_at_first(groups: Iterable[Folded]) -> set[int]:
    """The strong ones that stand for themselves or for others and can be read, with what leads in
    to them and what stands alone between them."""
    groups = list(groups)
    every = {one.id: one for group in groups for one in group}
    after = {one.before: one.id for one in every.values() if one.before}
    found = {group.first.id for group in groups if group.first.is_strong and not group.first.hangs}
    for one in every.values():
        is_between = one.before in found and after.get(one.id) in found
        if one.leads_in and is_between:
            found.add(one.id)
    waiting = [every[pk] for pk in found]
    while waiting:
        one = waiting.pop()
        before = every.get(one.before)
        if before is None or before.id in found:
            continue
        # "In addition" adds to what is about the topic; "To this end" needs what it points to.
        if one.lean is Lean.POINTS or (one.lean is Lean.ADDS and not before.leads_in):
            found.add(before.id)
            waiting.append(before)
    return found


def minutes_of(paragraphs: Iterable[Paragraph]) -> int:
    words = sum(one.words for one in paragraphs)
    return minutes_for(words) if words else 0


def biggest(languages: Mapping[int, str], paragraphs: Iterable[Paragraph]) -> str:
    """The language in which most is said of the topic; "" without any. `languages` by report."""
    words: dict[str, int] = defaultdict(int)
    for one in paragraphs:
        words[languages[one.report]] += one.words if one.is_strong else 1
    return max(sorted(words), key=lambda language: words[language], default="")


def _told(paragraphs: Iterable[Paragraph]) -> float:
    return sum(one.words * one.weight for one in paragraphs)
