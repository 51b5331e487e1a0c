"""What stands above each passage of a report and lends it its topics, and what hangs on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from content.topics.company import Whole, bring_what_leads_in, keep_lists_whole
from content.topics.tagging import Tag, tags

ITEM, PARAGRAPH, FOOTNOTE = "item", "paragraph", "footnote"
# What ends a sentence that opens a list, in the scripts of the six languages.
_OPENS = (":", "：", "—", "–")


@dataclass(frozen=True, slots=True)
class Title:
    """A heading; level 1 is the highest."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage. `heading` is the index of the title it stands under; `kind` and `key` as read."""

    key: str
    kind: str
    text: str
    heading: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """The topics of a passage. `paragraph` is the place of the one that it hangs on, or its own.

    A tag of weight 0 says no more than that the passage comes along: it opens the list that an
    item of the topic stands in, belongs to a paragraph of the topic, or leads in to one.
    """

    paragraph: int
    tags: tuple[Tag, ...]


def told(passages: Sequence[Placed], titles: Sequence[Title], language: str) -> list[Told]:
    """The topics of each passage of a report, in their order. `language` may name a region.

    Footnotes have none: they go where what calls them goes.
    """
    language = language.partition("-")[0]
    above, hangs = trails(titles), parents(passages)
    lent = _with_lenders(passages, above, hangs, language)
    found = [
        {} if one.kind == FOOTNOTE else {tag.topic: tag for tag in tags(one.text, language, names)}
        for one, names in lent
    ]
    texts = [one.text for one in passages]
    keep_lists_whole(found, texts, _lists(passages, hangs), language)
    _bring_along(found, hangs)
    bring_what_leads_in(found, texts, _paragraphs(passages, hangs), language)
    return [
        Told(_highest(place, hangs), tuple(of_one.values())) for place, of_one in enumerate(found)
    ]


def trails(titles: Iterable[Title]) -> list[tuple[str, ...]]:
    """For each title those above it and itself, the highest first."""
    found: list[tuple[str, ...]] = []
    open_titles: list[Title] = []
    for title in titles:
        while open_titles and open_titles[-1].level >= title.level:
            open_titles.pop()
        open_titles.append(title)
        found.append(tuple(one.text for one in open_titles))
    return found


def parents(passages: Sequence[Placed]) -> list[int | None]:
    """The place of the passage that each belongs to: an item to what opens its list.

    What stands under another heading stands on its own: the two may be lessons apart. But for the
    items of a list that is still open there: alone they are no sentences.
    """
    places: dict[str, int] = {}
    opening: int | None = None
    found: list[int | None] = []
    for place, one in enumerate(passages):
        parent = None
        if one.kind not in (PARAGRAPH, FOOTNOTE):
            parent = places.get(one.key.rpartition(".")[0])
            is_named = parent is not None and one.kind == ITEM
            if parent is None and one.kind == ITEM:
                parent = opening
            if parent is not None and passages[parent].heading != one.heading:
                parent = parent if is_named and _opens(passages[parent]) else None
        found.append(parent)
        places[one.key] = place
        if one.kind != ITEM:
            opening = place if _opens(one) else None
    return found


def _opens(one: Placed) -> bool:
    return one.text.rstrip().endswith(_OPENS)


def _lists(passages: Sequence[Placed], hangs: Sequence[int | None]) -> dict[int, list[int]]:
    """The items right below what opens each list, by its place."""
    found: dict[int, list[int]] = defaultdict(list)
    for place, parent in enumerate(hangs):
        if parent is not None and passages[place].kind == ITEM and _opens(passages[parent]):
            found[parent].append(place)
    return found


def _paragraphs(passages: Sequence[Placed], hangs: Sequence[int | None]) -> list[Whole]:
    places: dict[int, list[int]] = {}
    for place, one in enumerate(passages):
        if one.kind != FOOTNOTE:
            places.setdefault(_highest(place, hangs), []).append(place)
    return [Whole(tuple(own), passages[first].heading) for first, own in places.items()]


def _with_lenders(
    passages: Sequence[Placed],
    above: Sequence[tuple[str, ...]],
    hangs: Sequence[int | None],
    language: str,
) -> Iterator[tuple[Placed, tuple[str, ...]]]:
    """The items of a list have what opens it as one more heading, if it speaks of a topic."""
    opens: set[int] = set()
    for place, one in enumerate(passages):
        trail = () if one.heading is None else above[one.heading]
        if _opens(one) and tags(one.text, language):
            opens.add(place)
        parent = hangs[place]
        if parent is not None and parent in opens and one.kind == ITEM:
            trail = (*trail, passages[parent].text)
        yield one, trail


def _bring_along(found: list[dict[str, Tag]], hangs: Sequence[int | None]) -> None:
    """What hangs on a passage of a topic, and what a passage of a topic hangs on."""
    children: dict[int, list[int]] = defaultdict(list)
    for place, parent in enumerate(hangs):
        if parent is not None:
            children[parent].append(place)
    speaking = [(place, topic) for place, of_one in enumerate(found) for topic in of_one]
    for place, topic in speaking:
        waiting = list(children[place])
        while waiting:
            below = waiting.pop()
            found[below].setdefault(topic, Tag(topic, 0.0))
            waiting += children[below]
        parent = hangs[place]
        while parent is not None:
            found[parent].setdefault(topic, Tag(topic, 0.0))
            parent = hangs[parent]


def _highest(place: int, hangs: Sequence[int | None]) -> int:
    while (parent := hangs[place]) is not None:
        place = parent
    return place
