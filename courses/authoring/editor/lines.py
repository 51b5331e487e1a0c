"""Source lines that an edit left without their text: where each belongs is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from content.editions.keeping import Held
from content.editions.lone import Belongs, Lone, lone_sources, with_placed
from content.markup import Block
from courses.catalog.models import Lesson
from courses.catalog.sources import resolve_sources
from courses.people.models import User

LineAnswers = Mapping[int, Belongs]


@dataclass(frozen=True, slots=True)
class LineAsk:
    """One source line (counted from 0) that stands alone: its `sources` as a reader knows them,
    the text that `was` there, and the texts `above` and `below` it, "" for none."""

    line: int
    sources: tuple[Mapping[str, Any], ...]
    was: str
    above: str
    below: str


@dataclass(frozen=True, slots=True)
class Lines:
    """The Markdown with each lone line where it belongs, or what has to be asked of them."""

    body: str
    asks: tuple[LineAsk, ...] = ()


def settle_lines(
    lesson: Lesson,
    body: str,
    blocks: Sequence[Block],
    answers: LineAnswers,
    *,
    before: Sequence[Held],
    body_before: str,
    language: str,
    author: User,
) -> Lines:
    """`blocks` are those of `body`. No query where nothing stands alone, two at most."""
    lone = lone_sources(body, blocks, before, body_before)
    decided = {one: Belongs.ABOVE if one.is_own else answers.get(one.line) for one in lone}
    known = {one: belongs for one, belongs in decided.items() if belongs is not None}
    if len(known) == len(lone):
        return Lines(with_placed(body, blocks, known) if known else body)
    doubtful = [one for one in lone if not one.is_own]
    tokens = dict.fromkeys(token for one in doubtful for token in one.sources)
    rows = resolve_sources(tokens, lesson.course, language, author=author)
    return Lines(body, tuple(_ask(one, blocks, rows) for one in doubtful))


def _ask(one: Lone, blocks: Sequence[Block], rows: Mapping[str, Mapping[str, Any]]) -> LineAsk:
    above, below = (blocks[at].text if at is not None else "" for at in (one.above, one.below))
    return LineAsk(one.line, tuple(rows[token] for token in one.sources), one.was, above, below)
