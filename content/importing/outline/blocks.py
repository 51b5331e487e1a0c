"""Lines gathered into blocks: a heading, a paragraph, an item, each with its wrapped lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from content.importing.labels import (
    LEVELS,
    article_of,
    bare_number_of,
    bullet_of,
    decimal_of,
    labels_of,
    number_of,
)
from content.importing.lines import Line, without_calls
from content.importing.outline.facts import Facts
from content.importing.outline.words import NOTE, SUBTITLE
from content.importing.sentences import begins_small, is_ended, is_stopped

_STRONG = frozenset(("chapter", "roman", "ordinal", "abjad_name", "chinese", "letter"))
_LISTED = frozenset(("lower", "lower_roman", "abjad", "chinese_round"))
_LABEL_ALONE = frozenset(("chapter", "roman", "letter", "ordinal", "abjad_name", "chinese"))
_SHORT = 160


@dataclass(frozen=True)
class Block:
    """`number` is set where a numbered paragraph or an article of the run starts."""

    index: int  # of its first line
    lines: tuple[Line, ...]
    number: int | None = None
    article: bool = False

    @property
    def first(self) -> Line:
        return self.lines[0]

    @cached_property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @cached_property
    def bare(self) -> str:
        return without_calls(self.text).strip()

    @cached_property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @cached_property
    def italic(self) -> bool:
        return all(line.italic for line in self.lines)

    @property
    def size(self) -> float:
        return self.first.size


def blocks_of(
    lines: tuple[Line, ...],
    indexes: list[int],
    starts: dict[int, int],
    facts: Facts,
    *,
    articles: bool,
) -> list[Block]:
    """`starts` maps the index of a line to the number of the paragraph that starts there."""
    blocks: list[Block] = []
    held: list[int] = []
    for index in indexes:
        if held and _parts(lines, held, index, starts, facts):
            blocks.append(_block(lines, held, starts, facts, articles))
            held = []
        held.append(index)
    if held:
        blocks.append(_block(lines, held, starts, facts, articles))
    return list(_with_titles(blocks))


def _block(
    lines: tuple[Line, ...], held: list[int], starts: dict[int, int], facts: Facts, articles: bool
) -> Block:
    number = starts.get(held[0])
    its = tuple(lines[i] for i in held)
    if number is None and _is_quote(its, facts):
        its = (replace(its[0], tag="quote"), *its[1:])
    return Block(held[0], its, number, articles and number is not None)


def _is_quote(lines: tuple[Line, ...], facts: Facts) -> bool:
    """Sentences that are set in on both sides."""
    if len(lines) < 2 or not lines[0].right or lines[0].bold or lines[0].tag in ("h", "table"):
        return False
    if facts.leftward:
        inside = all(line.right < facts.right - 12 for line in lines)
    else:
        inside = all(line.left > facts.left + 12 for line in lines)
    short = all(facts.left - 2 < line.left and line.right < facts.right + 2 for line in lines)
    return inside and short and is_stopped(lines[-1].text) and not labels_of(lines[0].text)


def _with_titles(blocks: list[Block]) -> Iterator[Block]:
    """A label alone on its line takes the title from the line below."""
    skip = False
    following: list[Block | None] = [*blocks[1:], None]
    for block, below in zip(blocks, following, strict=False):
        if skip:
            skip = False
            continue
        if below is not None and _is_label_alone(block) and _is_title(below):
            yield Block(block.index, block.lines + below.lines)
            skip = True
        else:
            yield block


def _is_label_alone(block: Block) -> bool:
    if block.number is not None:
        return False
    return any(not label.rest and label.kind in _LABEL_ALONE for label in labels_of(block.bare))


def _is_title(block: Block) -> bool:
    text = block.bare
    plain = block.number is None and not labels_of(text) and article_of(text) is None
    return plain and len(text) < _SHORT and not is_stopped(text) and block.first.tag != "table"


def _parts(
    lines: tuple[Line, ...], held: list[int], index: int, starts: dict[int, int], facts: Facts
) -> bool:
    """Whether the line starts a block of its own rather than going on with the one above."""
    line, above = lines[index], lines[held[-1]]
    if index in starts:
        return True
    if facts.flowing:
        return not _goes_on(above, line, facts)
    if (line.tag == "table") != (above.tag == "table"):
        return True
    if line.block is not None and above.block is not None:
        return _parts_tagged(above, line, facts)
    note = NOTE.match(above.text) if len(held) == 1 and len(above.text) < _SHORT else None
    if note is not None and not note["letter"]:
        return True
    return _parts_printed(lines, held, index, starts, facts)


def _goes_on(above: Line, line: Line, facts: Facts) -> bool:
    """A paragraph that a page's end has cut in two in a format of whole blocks."""
    if line.tag not in ("", "p") or above.tag not in ("", "p", "quote", "item"):
        return False
    if facts.spaced and line.gap <= 0 and not is_stopped(above.text):
        return not _starts_item(line, above, facts)
    if not facts.cases:
        return False
    stops = is_stopped(above.text) and not above.text.rstrip().endswith((",", "،"))
    return begins_small(line.text) and not stops and not _starts_item(line, above, facts)


def _parts_tagged(above: Line, line: Line, facts: Facts) -> bool:
    if line.tag == "table" == above.tag:
        return False
    if line.block == above.block:
        return _is_next_item(above, line)
    if line.page != above.page and line.tag == above.tag and line.tag in ("p", "item", ""):
        return _parts_over_page(above, line, facts)
    return True


def _is_next_item(above: Line, line: Line) -> bool:
    """A list's item that the tags have left in one block with the text above it."""
    if line.tag == "h" or not is_stopped(above.text) or line.turn:
        return False
    kinds = {label.kind for label in labels_of(line.text)}
    return bool(kinds & _LISTED) or bullet_of(line.text) is not None


def _parts_printed(
    lines: tuple[Line, ...], held: list[int], index: int, starts: dict[int, int], facts: Facts
) -> bool:
    line, above, numbered = lines[index], lines[held[-1]], held[0] in starts
    if _looks_other(above, line, numbered, facts):
        return True
    if (line.turn and above.page != line.page) or (line.turn and line.gap < 0.1):
        return _parts_over_page(above, line, facts)
    if line.gap >= facts.gap:
        return True
    if _starts_item(line, above, facts) or _steps_down(lines[held[0]], line, above, facts):
        return True
    if _breaks(lines, held, line, numbered, facts):
        return True
    return _indented_after_end(above, line, facts)


def _breaks(
    lines: tuple[Line, ...], held: list[int], line: Line, numbered: bool, facts: Facts
) -> bool:
    """Without white space: the line above was left before it was full. Headings are narrower."""
    if facts.cases and begins_small(line.text):
        return False
    if line.text[:1].isdigit() and not facts.breaks_early(lines[held[-1]], line, share=0.5):
        return False
    if line.text.isupper() and lines[held[-1]].text.isupper():
        return False
    heads = 0.0 if numbered else _heading_width(lines[held[0]].text)
    heads = max(heads, 0.78) if heads and not facts.cases else heads  # signs of one width
    above = lines[held[-1]]
    if not (heads or is_stopped(above.text) or (len(held) == 1 and not numbered)):
        return False
    return facts.breaks_early(above, line, share=heads or 0.9, widest=bool(heads))


def _heading_width(text: str) -> float:
    """How much of a full line a heading's type may fill: the larger, the fewer characters."""
    levels = [LEVELS[label.kind] for label in labels_of(text) if label.kind in LEVELS]
    if not levels:
        bare = bare_number_of(text)
        section = bare is not None and not bare.rest[:1].islower()
        return 0.68 if labels_of(text) or section else 0.0
    return {1: 0.68, 2: 0.74}.get(min(levels), 0.85)


def _parts_over_page(above: Line, line: Line, facts: Facts) -> bool:
    """A paragraph goes on over a page's end where its last line runs to the margin."""
    if _starts_item(line, above, facts) or line.gap > 1.5:
        return True
    if line.bold and labels_of(line.text):
        return True
    if facts.cases and begins_small(line.text) and not is_ended(above.text):
        return False
    return not facts.fills(above) or not facts.starts_at_margin(line)


def _looks_other(above: Line, line: Line, numbered: bool, facts: Facts) -> bool:
    """Another type size or weight: a heading ends or begins, unless a word is only stressed."""
    if abs(line.size - above.size) > 0.6 and line.size and above.size:
        return True
    changed = line.bold != above.bold or (line.italic != above.italic and line.gap > 0.1)
    if not changed or numbered:
        return False
    return not (begins_small(line.text) and facts.cases) and line.gap >= 0.1 * facts.gap


def _starts_item(line: Line, above: Line, facts: Facts) -> bool:
    """A label or bullet that may start something here."""
    text = line.text
    if bullet_of(text) is not None and (
        is_stopped(above.text) or bullet_of(above.text) is not None
    ):
        return True
    labels = labels_of(text)
    kinds = {label.kind for label in labels}
    if not kinds and article_of(text) is None:
        bare = bare_number_of(text)
        ended = is_ended(above.text) or facts.breaks_early(above, line)
        ended = ended or SUBTITLE.match(above.text) is not None
        return bare is not None and not bare.rest[:1].islower() and ended
    early = facts.breaks_early(above, line)
    ended = is_ended(above.text) or line.gap > 0 or line.turn or early
    ended = ended or SUBTITLE.match(above.text) is not None
    if kinds & _STRONG or article_of(text) is not None:
        return ended or is_stopped(above.text)
    if kinds & _LISTED:
        return is_stopped(above.text) or line.gap > 0 or early or _joined_by_word(above.text)
    number = number_of(text) or decimal_of(text)
    return (is_stopped(above.text) or early) and number is not None and number.value < 100


def _steps_down(first: Line, line: Line, above: Line, facts: Facts) -> bool:
    """The first label of a deeper level, right below a heading: "II. Progress", "A. Trade"."""
    levels = [LEVELS[label.kind] for label in labels_of(first.text) if label.kind in LEVELS]
    for label in labels_of(line.text):
        apart = label.kind in _STRONG or line.turn or (first.bold and line.bold)
        apart = apart or facts.breaks_early(above, line)
        if label.value == 1 and label.rest and apart and label.kind in LEVELS:
            return bool(levels) and min(levels) < LEVELS[label.kind] and not is_ended(first.text)
    return False


def _joined_by_word(text: str) -> bool:
    return text.rstrip().endswith((" and", " or", " et", " ou", " y", " o", " и", " или", " و"))


def _indented_after_end(above: Line, line: Line, facts: Facts) -> bool:
    """A first line set in, after a short last line: how some print paragraphs without space."""
    if not line.right or not is_ended(above.text):
        return False
    return above.right < facts.right - 20 and line.left > facts.left + 8
