"""The stage `passages`: each block's text, whole and healed, under a key of its own."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from content.importing.clean.vocabulary import Vocabulary
from content.importing.labels import Label, article_of, bullet_of, decimal_of, labels_of, number_of
from content.importing.lines import CALL, call
from content.importing.marks import places_of_calls
from content.importing.outline.blocks import Block
from content.importing.outline.notes import Note
from content.importing.outline.stage import PartOutline
from content.importing.values import Mended, Passage, PassageKind

_LISTED = ("lower", "lower_roman", "abjad", "chinese_round", "arabic", "letter", "roman", "chinese")
_LOOSE_CALL = re.compile(r"(?<=[^\W\d_”»\")]) (?P<number>\d{1,3}) (?=[.,;:»”)])")
# No number of the text's own has a space before the stop that ends its sentence.
_YEAR_CALL = re.compile(r"(?<=[^\W\d_] \d{4}) (?P<number>\d{1,3}) (?=[.,])")
_GLUED_CALL = re.compile(r"(?<=[^\W\d_\u4e00-\u9fff]{3})(?P<number>\d{1,3})(?=[\s.,;:»”)]|$)")
_BRACKETED_CALL = re.compile(r"(?<=\S)\s?\[(?P<number>\d{1,3})\]")
_STOPPED_CALL = re.compile(r"(?<=[.;”»。；”）؛)])(?P<number>\d{1,3})(?=\s|$|[\u4e00-\u9fff（])")
_TITLE_CALL = re.compile(r"(?<=[^\W\d_]|[)”»）])\s?\[?(?P<number>\d{1,3})\]?$")
# Text out of a PDF has an Arabic line's call in front of the line.
_CALL_IN_FRONT = re.compile(r"^(?P<number>\d{1,3}) (?P<rest>(?:\d+ )?[\u0621-\u064a].*)$")
# The space that a call leaves; French has one of its own before ";".
_CALL_BEFORE_STOP = re.compile(rf" *{CALL.pattern} *(?=[.,،)])")
_EMPTY_BRACKETS = re.compile(r"[(\[]\s*[)\]]\s*")
_BARE_CALLS = (_BRACKETED_CALL, _LOOSE_CALL, _YEAR_CALL, _GLUED_CALL, _STOPPED_CALL)
_FOR_SURE = (_BRACKETED_CALL, _GLUED_CALL)  # no number of the text's own looks so
_SIGNS = {"quote": "q", "table": "t", "text": "p", "item": "i"}


@dataclass(slots=True)
class Writer:
    """Makes the passages of one part after the other; keys are unique over all of them.

    `note_numbers` are those of notes that no mark calls: a bare number may.
    """

    words: Vocabulary
    note_numbers: frozenset[str]
    passages: list[Passage] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)  # labels as printed, that `number` stands for
    title_calls: dict[int, str] = field(default_factory=dict)  # by the heading's index, as printed
    mended: list[Mended] = field(default_factory=list)
    _told: int = 0  # of what `words` changed
    _headed_by: tuple[str, ...] = ()  # notes that headings call, for the first passage below them
    _times: Counter[str] = field(default_factory=Counter)
    _expected: int = 1
    _stack: list[tuple[str, str]] = field(default_factory=list)
    _base: str = ""
    _counts: Counter[str] = field(default_factory=Counter)

    def part(self, part: PartOutline, prefix: str, headings: dict[int, int]) -> None:
        """`headings` gives the index of the heading at a block's place."""
        heading: int | None = None
        self._base, self._stack, self._counts = prefix, [], Counter()
        for place, block in enumerate(part.blocks):
            if place in headings:
                heading = headings[place]
                self._title_call(part.found[place].title, heading)
                said = " ".join(line.text for line in block.lines)
                self._headed_by = (*self._headed_by, *CALL.findall(said))
                self._stack = []
                if not part.numbering.count:
                    self._base = f"{prefix}h{heading + 1}."
                continue
            self._block(part, block, prefix, heading)

    def _title_call(self, title: str, heading: int) -> None:
        """A bare number at a title's end that is the next note's is its call."""
        found = _TITLE_CALL.search(title) if self.note_numbers else None
        if found and found["number"] in self.note_numbers:
            value = int(found["number"])
            if self._expected <= value <= self._expected + 2:
                self.title_calls[heading] = found[0]
                self._expected = value + 1
                self._headed_by = (*self._headed_by, found["number"])

    def _block(self, part: PartOutline, block: Block, prefix: str, heading: int | None) -> None:
        if block.number is not None:
            decimal = None if block.article else decimal_of(block.bare)
            shown = decimal.shown if decimal else str(block.number)
            self._base, self._stack, self._counts = f"{prefix}{shown}", [], Counter()
            text = self._text(block)
            text = self._without_number(text, article=block.article)
            self._add(self._base, "paragraph", shown, heading, part, block, text)
            return
        kind, label = self._kind(block)
        text = self._text(block)
        if kind == "item" and label is not None:
            key = self._item_key(label)
            self._add(key, kind, label.shown, heading, part, block, self._after(text, label))
            return
        if kind == "item":
            text = self._behind(text, bullet_of(text))
        if kind in ("quote", "table", "text"):
            self._stack = self._stack if kind != "text" else []
        self._add(self._counted(_SIGNS[kind]), kind, None, heading, part, block, text)

    def _kind(self, block: Block) -> tuple[PassageKind, Label | None]:
        tag = block.first.tag
        if tag == "table":
            return "table", None
        label = self._item_label(block)
        if label is not None:
            return "item", label
        if bullet_of(block.bare) is not None or (tag == "item" and len(block.bare) < 40):
            return "item", None
        return ("quote" if tag == "quote" else "text"), None

    def _item_label(self, block: Block) -> Label | None:
        """The label of a list item: one that goes on with an open list, or begins one."""
        options = [label for label in labels_of(block.bare) if label.kind in _LISTED]
        if not options:
            return None
        for kind, shown in reversed(self._stack):
            for label in options:
                if label.kind == kind and _value(kind, shown) + 1 == label.value:
                    return label
        firsts = [label for label in options if label.value == 1]
        return (firsts or options)[0]

    def _item_key(self, label: Label) -> str:
        kinds = [kind for kind, _ in self._stack]
        if label.kind in kinds and not (label.value == 1 and kinds[-1] != label.kind):
            self._stack = self._stack[: kinds.index(label.kind)]
        self._stack.append((label.kind, f"{label.shown}={label.value}"))
        return ".".join(
            [self._base.rstrip("."), *(s.split("=")[0] for _, s in self._stack)]
        ).lstrip(".")

    def _counted(self, sign: str) -> str:
        self._counts[sign] += 1
        number = f"{sign}{self._counts[sign]}"
        base = self._base.rstrip(".")
        return f"{base}.{number}" if base else number

    def _text(self, block: Block) -> str:
        if block.first.tag == "table":
            return self._table(block)
        last = block.lines[-1]
        found = None if last.right or block.number is None else _CALL_IN_FRONT.match(last.text)
        texts = [line.text for line in block.lines]
        # One or two whose own call was not known do not hide all that follow.
        due = range(self._expected, self._expected + 3)
        if found and len(texts) > 1 and int(found["number"]) in due:
            own = found["number"] in self.note_numbers
            texts[-1] = f"{found['rest']}{call(found['number'])}" if own else last.text
        return self.words.healed(self.words.joined(texts))

    def _table(self, block: Block) -> str:
        """Rows as lines, cells parted by tabs. A printed line names its "row:cell" as style."""
        if not block.first.style:
            return "\n".join(line.text for line in block.lines)
        rows: dict[str, dict[str, list[str]]] = {}
        for line in block.lines:
            row, _, cell = line.style.partition(":")
            rows.setdefault(row, {}).setdefault(cell, []).append(line.text)
        joined = ("\t".join(map(self.words.joined, cells.values())) for cells in rows.values())
        return "\n".join(self.words.healed(row) for row in joined)

    def _add(
        self,
        key: str,
        kind: PassageKind,
        number: str | None,
        heading: int | None,
        part: PartOutline,
        block: Block,
        text: str,
    ) -> None:
        marked = self._with_calls(text)
        calls = (*self._headed_by, *CALL.findall(marked))
        self._headed_by = ()
        bare = _without_calls(marked)
        bare = bare if kind == "table" else self.words.settled(bare)
        passage = Passage(
            self._unique(key), kind, number, heading, part.kind, block.first.page, bare, calls
        )
        self.passages.append(replace(passage, marks=places_of_calls(marked, bare)))
        self.note_changes(passage.key)

    def note_changes(self, key: str) -> None:
        """What was put together since this was called last stands in the passage of this key."""
        changed = self.words.changed[self._told :]
        self.mended += [Mended(key, before, after) for before, after in changed]
        self._told = len(self.words.changed)

    def _after(self, text: str, label: Label) -> str:
        """The text behind its label."""
        for again in labels_of(text):
            if again.kind == label.kind and again.shown == label.shown:
                return self._behind(text, again.rest)
        return text

    def _without_number(self, text: str, *, article: bool) -> str:
        found = article_of(text) if article else number_of(text) or decimal_of(text)
        return self._behind(text, found.rest if found else None)

    def _behind(self, text: str, rest: str | None) -> str:
        """The rest, with what stood before it kept as printed."""
        if rest is None:
            return text
        self.printed.append(text[: len(text) - len(rest)])
        return rest

    def _with_calls(self, text: str) -> str:
        """Bare numbers marked as calls where they are next in turn."""
        for pattern in _BARE_CALLS if self.note_numbers else ():
            text = pattern.sub(self._called, text)
        for number in CALL.findall(text):
            if number.isdecimal():
                self._expected = max(self._expected, int(number) + 1)
        return text

    def _called(self, found: re.Match[str]) -> str:
        """A bare number as a call: the next in turn, or nearly so where it is glued to a word."""
        value = int(found["number"])
        farthest = self._expected + (2 if found.re in _FOR_SURE else 0)
        if str(value) not in self.note_numbers or not self._expected <= value <= farthest:
            return found[0]
        self._expected = value + 1
        if found.re is _BRACKETED_CALL:
            self.printed.append("[]")
        return call(str(value))

    def _unique(self, key: str) -> str:
        self._times[key] += 1
        times = self._times[key]
        return key if times == 1 else f"{key}~{times}"

    def notes(self, notes: tuple[Note, ...]) -> None:
        for note in notes:
            text = self.words.healed(self.words.joined(line.text for line in note.lines))
            number = note.number
            key = f"fn{number}" if number else "fn"
            key = self._unique(key)
            passage = Passage(
                key,
                "footnote",
                number,
                None,
                "body",
                note.lines[0].page,
                self.words.settled(self._without_own_mark(text)),
            )
            self.passages.append(passage)
            self.note_changes(key)

    def _without_own_mark(self, text: str) -> str:
        """A note's text without its number, and without the brackets that stood around it."""
        bare = CALL.sub("", text).strip()
        found = _EMPTY_BRACKETS.match(bare)
        return self._behind(bare, bare[found.end() :]) if found else bare


def _without_calls(marked: str) -> str:
    bare = CALL.sub("", _CALL_BEFORE_STOP.sub("", marked))
    bare = re.sub(r"\(\s*\)", "", bare) if bare != marked else bare
    return re.sub(r"  +", " ", bare).strip()


def _value(kind: str, shown: str) -> int:
    return int(shown.split("=")[1])
