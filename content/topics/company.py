"""Passages that come along with those of a topic, so that what is taken can be read.

They get a tag of weight 0: they say nothing of the topic themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from content.planning.sizes import count_words
from content.topics.leaning import Lean, announces, lean_of
from content.topics.tagging import ENOUGH, Tag

# Words: a list that is taken whole, and a paragraph that comes along to lead in or to fill a gap.
_SHORT_LIST = 150
_SHORT_LEAD = 200
_SHORT_GAP = 200
# How far back one goes from what goes on from what goes on.
_MOST_BACK = 3


@dataclass(frozen=True, slots=True)
class Whole:
    """A paragraph with its list: the places of its passages, the first one first, its heading."""

    places: tuple[int, ...]
    heading: int | None

    @property
    def first(self) -> int:
        return self.places[0]


def keep_lists_whole(
    found: Sequence[dict[str, Tag]],
    texts: Sequence[str],
    lists: Mapping[int, Sequence[int]],
    language: str,
) -> None:
    """ "The nine reports below:" and one item make no sense: a short list comes whole; of a long
    one, and of one that mostly speaks of other things, the items are mentions. `lists` by the
    place of what opens each."""
    for place, items in lists.items():
        if not announces(texts[place], language):
            continue
        is_short = sum(count_words(texts[item]) for item in items) <= _SHORT_LIST
        for topic in {topic for item in items for topic in found[item]} - found[place].keys():
            speaking = sum(topic in found[item] for item in items)
            if 2 * speaking < len(items) or (speaking < len(items) and not is_short):
                _mention(found, items, topic)
            if is_short:
                for item in items:
                    found[item].setdefault(topic, Tag(topic, 0.0))


def _mention(found: Sequence[dict[str, Tag]], items: Sequence[int], topic: str) -> None:
    for item in items:
        tag = found[item].get(topic)
        if tag is not None and not tag.headings:
            found[item][topic] = replace(tag, weight=min(tag.weight, ENOUGH))


def bring_what_leads_in(
    found: Sequence[dict[str, Tag]],
    texts: Sequence[str],
    paragraphs: Sequence[Whole],
    language: str,
) -> None:
    """What a paragraph of the topic goes on from, if it is short, and what stands alone between
    two under a heading of the topic. `paragraphs` in the order of the report."""
    told = [_told(found, one) for one in paragraphs]
    for at, own in enumerate(told):
        for topic in own:
            for before in _behind(at, paragraphs, texts, language):
                if topic not in told[before]:
                    _bring(found, paragraphs[before], topic)
        for topic in _around(at, told) - own.keys():
            is_one = {paragraphs[one].heading for one in (at - 1, at, at + 1)}
            if len(is_one) == 1 and _words(paragraphs[at], texts) <= _SHORT_GAP:
                _bring(found, paragraphs[at], topic)


def _told(found: Sequence[dict[str, Tag]], one: Whole) -> dict[str, bool]:
    """The topics of a paragraph, and whether a heading lends it each."""
    told: dict[str, bool] = {}
    for place in one.places:
        for tag in found[place].values():
            if tag.weight:
                told[tag.topic] = told.get(tag.topic, False) or bool(tag.headings)
    return told


def _behind(
    at: int, paragraphs: Sequence[Whole], texts: Sequence[str], language: str
) -> Iterator[int]:
    """Places in `paragraphs` of what this one goes on from, the nearest first."""
    for _ in range(_MOST_BACK):
        here = paragraphs[at]
        if lean_of(texts[here.first], language) is not Lean.POINTS or at == 0:
            return
        before = paragraphs[at - 1]
        if before.heading != here.heading or _words(before, texts) > _SHORT_LEAD:
            return
        at -= 1
        yield at


def _around(at: int, told: Sequence[dict[str, bool]]) -> set[str]:
    """Topics that headings lend to what stands right before and right behind."""
    if at == 0 or at + 1 >= len(told):
        return set()
    before, behind = told[at - 1], told[at + 1]
    return {topic for topic, is_lent in before.items() if is_lent and behind.get(topic)}


def _bring(found: Sequence[dict[str, Tag]], one: Whole, topic: str) -> None:
    for place in one.places:
        found[place].setdefault(topic, Tag(topic, 0.0))


def _words(one: Whole, texts: Sequence[str]) -> int:
    return sum(count_words(texts[place]) for place in one.places)
