"""What the texts of a topic's paragraphs tell, remembered while they are looked at: which say
nearly the same, and which go on from the one before."""

from __future__ import annotations

import hashlib
import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.core.cache import cache

from content.models import Passage
from content.topics.leaning import Lean, lean_of
from content.topics.repeats import folded_repeats
from courses.authoring.topics.paragraphs import Paragraph, fullest_first

KEPT_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Read:
    """`groups`: of those that are alike the ids, the one that stands for them first; none that is
    alone. `leans`: by id how much a paragraph rests on the one before it; `before`: which that is,
    where it is one of these."""

    groups: list[list[int]] = field(default_factory=list)
    leans: dict[int, Lean] = field(default_factory=dict)
    before: dict[int, int] = field(default_factory=dict)

    def placed(self, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        return [
            replace(one, lean=self.leans.get(one.id, Lean.NOT), before=self.before.get(one.id, 0))
            for one in paragraphs
        ]


@dataclass(frozen=True, slots=True)
class _Text:
    """A paragraph's text with its list, and where its first passage stands."""

    section: int | None
    number: str
    position: int
    parts: tuple[str, ...]

    def is_behind(self, other: _Text) -> bool:
        if self.section != other.section:
            return False
        if self.number.isdecimal() and other.number.isdecimal():
            return int(self.number) == int(other.number) + 1
        return self.position == other.position + len(other.parts)


def read_together(topic: str, paragraphs: Sequence[Paragraph], language: str) -> Read:
    """`paragraphs` are in the order of each report.

    One query for the texts, unless the answer for these very paragraphs is remembered.
    """
    if len(paragraphs) < 2:
        return Read()
    key = _key(topic, paragraphs, language)
    known: Read | None = cache.get(key)
    if known is None:
        known = _read(paragraphs, language.partition("-")[0])
        cache.set(key, known, KEPT_SECONDS)
    return known


def _key(topic: str, paragraphs: Sequence[Paragraph], language: str) -> str:
    """A report's text never changes, so its passages' ids stand for it."""
    told = ",".join(f"{one.id}:{one.weight}:{len(one.passages)}" for one in paragraphs)
    digest = hashlib.sha256(told.encode()).hexdigest()[:32]
    return f"topics:read:{topic}:{language}:{digest}"


def _read(paragraphs: Sequence[Paragraph], language: str) -> Read:
    texts = _texts(paragraphs)
    ordered = [one for one in fullest_first(paragraphs) if one.id in texts]
    found = folded_repeats([" ".join(texts[one.id].parts) for one in ordered], language)
    groups = [[ordered[place].id for place in places] for places in found if len(places) > 1]
    leans = {pk: lean_of(text.parts[0], language) for pk, text in texts.items()}
    ids = [one.id for one in paragraphs if one.id in texts]
    before = {
        pk: earlier
        for earlier, pk in itertools.pairwise(ids)
        if texts[pk].is_behind(texts[earlier])
    }
    return Read(groups, {pk: lean for pk, lean in leans.items() if lean}, before)


def _texts(paragraphs: Sequence[Paragraph]) -> dict[int, _Text]:
    """One query."""
    paragraph_of = {part: one.id for one in paragraphs for part in one.passages}
    rows = Passage.objects.filter(pk__in=list(paragraph_of)).order_by("report", "position")
    own: dict[int, list[tuple[int | None, str, int, str]]] = defaultdict(list)
    fields = rows.values_list("pk", "section_id", "key", "position", "text")
    for pk, section, key, position, text in fields:
        own[paragraph_of[pk]].append((section, key.partition(".")[0], position, text))
    return {pk: _Text(*parts[0][:3], tuple(part[3] for part in parts)) for pk, parts in own.items()}
