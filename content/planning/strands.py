"""Passages chosen from several reports as what one may move: strands that must stay together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from content.planning.bodies import SourcePassage
from content.planning.cutting import LEAST, MOST
from content.planning.values import PlanPassage, PlanSection
from content.topics.leaning import Lean, lean_of

# Paragraphs in a row, at least half of which go on from the one before: a text told in one go.
_LEAST_TOLD_ON = 3
# What ends a sentence that opens a list, in the scripts of the six languages.
_OPENS = (":", "：", "—", "–")


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage and the section that it stands in."""

    passage: PlanPassage
    section: PlanSection


@dataclass(frozen=True, slots=True)
class Strand:
    """A paragraph with its list, and those behind it that go on from it.

    `texts` are those of its paragraphs, `lean` is that of the first; `follows` says that the
    strand before it in the list is what the first one goes on from.
    """

    passages: tuple[Placed, ...]
    texts: tuple[str, ...]
    lean: Lean = Lean.NOT
    follows: bool = False

    @property
    def paragraphs(self) -> int:
        return len(self.texts)

    @property
    def section(self) -> PlanSection:
        return self.passages[0].section

    @property
    def words(self) -> int:
        return sum(one.passage.words for one in self.passages)


def strands_of(
    sections: Sequence[PlanSection], texts: Mapping[int, SourcePassage], language: str
) -> list[Strand]:
    """All passages of the sections, in order, each in exactly one strand.

    What stands together in a report stays together: a stretch that is shorter than a lesson, and
    a longer one that is told in one go.
    """
    found: list[Strand] = []
    for stretch in _stretches(sections, texts, language):
        leaning = sum(bool(one.lean) for one in stretch[1:])
        is_told_on = len(stretch) >= _LEAST_TOLD_ON and 2 * leaning >= len(stretch) - 1
        if sum(one.words for one in stretch) <= (MOST if is_told_on else LEAST):
            found.append(reduce(_joined, stretch))
            continue
        own: list[Strand] = []
        for one in stretch:
            if own and one.lean:
                own[-1] = _joined(own[-1], one)
            else:
                own.append(one)
        found += own
    return found


def _stretches(
    sections: Sequence[PlanSection], texts: Mapping[int, SourcePassage], language: str
) -> list[list[Strand]]:
    """Paragraphs that stand one right behind the other in their report, together."""
    found: list[list[Strand]] = []
    for own in paragraphs_of(sections, texts):
        text = " ".join(_text(one, texts) for one in own)
        lean = lean_of(_text(own[0], texts), language)
        follows = bool(found) and is_right_behind(found[-1][-1].passages[-1], own[0])
        new = Strand(tuple(own), (text,), lean, follows)
        if follows:
            found[-1].append(new)
        else:
            found.append([new])
    return found


def paragraphs_of(
    sections: Sequence[PlanSection], texts: Mapping[int, SourcePassage]
) -> Iterator[list[Placed]]:
    """Each with what hangs on it, also where the items of a list have headings of their own."""
    own: list[Placed] = []
    for section in sections:
        for passage in section.passages:
            one = Placed(passage, section)
            if own and not _hangs_on(own, one, texts):
                yield own
                own = []
            own.append(one)
    if own:
        yield own


def _hangs_on(own: Sequence[Placed], one: Placed, texts: Mapping[int, SourcePassage]) -> bool:
    last = own[-1]
    if last.section.report != one.section.report:
        return False
    head = one.passage.key.partition(".")[0]
    if head == own[0].passage.key.partition(".")[0] and own[0].passage.key == head:
        return True
    if one.section.id != last.section.id or not _is_item(one, texts):
        return False
    return _is_item(last, texts) or _text(last, texts).rstrip().endswith(_OPENS)


def _is_item(one: Placed, texts: Mapping[int, SourcePassage]) -> bool:
    return one.passage.id in texts and texts[one.passage.id].kind == "item"


def is_right_behind(before: Placed, one: Placed) -> bool:
    """Whether nothing of the report stands between the two."""
    if before.section.id != one.section.id:
        return False
    numbers = [placed.passage.key.partition(".")[0] for placed in (before, one)]
    if all(number.isdecimal() for number in numbers):
        return int(numbers[1]) - int(numbers[0]) in (0, 1)
    return one.passage.id == before.passage.id + 1


def _joined(one: Strand, other: Strand) -> Strand:
    return replace(
        one,
        passages=one.passages + other.passages,
        texts=one.texts + other.texts,
    )


def _text(one: Placed, texts: Mapping[int, SourcePassage]) -> str:
    return texts[one.passage.id].text if one.passage.id in texts else ""
