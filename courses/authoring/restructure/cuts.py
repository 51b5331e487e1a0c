"""Where the draft of a lesson can be cut, and what its two parts are in each language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from content import markup
from content.lessons.headings import without_title
from content.lessons.parting import first_note, parted
from content.lessons.sharing import places, shared_out, title_without
from content.planning.sizes import minutes_for
from content.topics.leaning import Lean, lean_of
from courses.authoring.editions.drafts import DraftBlock, blocks_of
from courses.catalog.models import LessonVersion

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """A block that a lesson of its own may begin with; minutes of what stands above it, and of
    what from it on. `leans`: it goes on from what is above."""

    key: str
    text: str
    is_heading: bool
    leans: bool
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Part:
    """A lesson's text as it will be; `keys_of` are its blocks as they were."""

    title: str
    body: str
    objectives: list[str]
    keys_of: list[markup.Block]


class Draft:
    """A lesson's newest text in one language, block by block. Raises TextRefused for a text that
    cannot be shown now."""

    def __init__(self, version: LessonVersion) -> None:
        self.version = version
        self.blocks: list[DraftBlock] = list(blocks_of(version).values())
        self.rows: list[Row] = list(version.blocks[: len(self.blocks)])

    @cached_property
    def end(self) -> int:
        """Where the footnotes begin."""
        return first_note([block.text for block in self.blocks])

    @cached_property
    def may_cut(self) -> list[int]:
        texts = [row["text"] for row in self.rows]
        return places([row["kind"] for row in self.rows], texts, self.end)

    def places(self) -> list[Place]:
        language = self.version.language
        words = [markup.count_words(row["text"], language) for row in self.rows[: self.end]]
        return [
            Place(
                self.rows[at]["key"],
                self.rows[at]["text"] or str(self.rows[at].get("title", "")),
                self.rows[at]["kind"] == "heading",
                self._leans(at),
                minutes_for(sum(words[:at])),
                minutes_for(sum(words[at:])),
            )
            for at in self.may_cut
        ]

    def _leans(self, at: int) -> bool:
        """The block, or the first one under a heading."""
        texts = (row["text"] for row in self.rows[at : self.end] if row["kind"] != "heading")
        return lean_of(next(texts, ""), self.version.language) is not Lean.NOT

    def place_of(self, key: str) -> int | None:
        return next((at for at in self.may_cut if self.rows[at]["key"] == key), None)

    def place_like(self, keys: Iterable[str]) -> int | None:
        """Where the first of these blocks stands, with the headings right above it."""
        wanted = set(keys)
        at = next((at for at in range(self.end) if self.rows[at]["key"] in wanted), None)
        while at and self.rows[at - 1]["kind"] == "heading":
            at -= 1
        return at if at in self.may_cut else None

    def keys_from(self, at: int) -> list[str]:
        """Those of the blocks from there to the footnotes."""
        return [row["key"] for row in self.rows[at : self.end]]

    def title_at(self, at: int) -> str:
        """The heading that stands there, "" where none does."""
        return self.rows[at]["text"] if self.rows[at]["kind"] == "heading" else ""

    def passages(self, start: int, end: int) -> list[int]:
        """Those that these blocks rest on."""
        sources = (source for row in self.rows[start:end] for source in row["sources"])
        return [source["passage"] for source in sources if source["passage"] is not None]

    def parts(
        self, at: int, *, title: str, kept: Iterable[str], stays: str = ""
    ) -> tuple[Part, Part]:
        """The lesson that stays, and the new one. The title stands for the heading that the new one
        begins with, unless something rests on it: `kept` are the keys of blocks that must stay."""
        first, second = parted(self.version.body, self.blocks[at].lines[0])
        kept = set(kept)
        stays = stays or title_without(self.version.title, title)
        if stays != self.version.title and self._is_said_by(0, stays, kept):
            first = without_title(first)
        if self._is_said_by(at, self.title_at(at), kept):
            second = without_title(second)
        staying, going = shared_out(
            self.version.objectives, self._text(0, at), self._text(at, self.end)
        )
        notes = self._stored(self.end, len(self.rows))
        return (
            Part(stays[:250], first, staying, [*self._stored(0, at), *notes]),
            Part(title[:250], second, going, self._stored(at, len(self.rows))),
        )

    def _is_said_by(self, at: int, title: str, kept: set[str]) -> bool:
        row = self.rows[at]
        is_so = bool(title) and self.title_at(at) == title
        return is_so and not row["sources"] and row["key"] not in kept

    def _text(self, start: int, end: int) -> str:
        return " ".join(row["text"] for row in self.rows[start:end])

    def _stored(self, start: int, end: int) -> list[markup.Block]:
        return [stored(row, row["key"]) for row in self.rows[start:end]]


def stored(row: Row, key: str) -> markup.Block:
    return markup.Block(key, row["kind"], row["html"], row["text"])
