"""The text of one PDF page in pieces of one line and one look, with their places."""

from __future__ import annotations

import ctypes
import itertools
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from content.importing.lines import call
from content.importing.marks import EMPHASIS, Collected
from content.importing.readers.pdf_tags import Tag

# pdfium writes a sign of its own, and no line end, for a hyphen at the end of a line.
_LINES = re.compile(r"[^\r\n\ufffe\x02]+[\ufffe\x02]?|[\r\n\ufffe\x02]+")
_DIGITS = re.compile(r"\d{1,3}")
_ARABIC = re.compile("[\u0621-\u064a]")
_ARABIC_RUN = re.compile("[\u0621-\u0652]{2,}")
_SHAPE = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"\S+")
_LONG_WORD = 12  # characters
_LONGEST_ROW = 110  # characters: of a table's row that is looked at for cells
_CELL_GAP = 1.4  # in type sizes
_LOOK_EVERY = 2  # words: sampling each second one is enough to know how a line looks


@dataclass(slots=True)
class Segment:
    """Lengths in points; `base` is the baseline, measured from the page's top."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    base: float
    size: float
    bold: bool
    italic: bool
    tag: Tag | None
    marked: bool  # in the tag tree's content; False for artifacts
    cells: tuple[str, ...] = ()  # where wide white space parts its words


@dataclass(slots=True, frozen=True)
class _Look:
    size: float
    bold: bool
    italic: bool
    content: int


class PageText:
    """One page's text and the looks of its text objects, asked for as seldom as can be."""

    def __init__(self, textpage: Any, height: float, tags: dict[int, Tag]) -> None:
        self._page = textpage
        self._height = height
        self._tags = tags
        self._looks: dict[int, _Look] = {}
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self.italics = Collected()
        self._italic_lines = ""  # whole ones: headings, unless what follows begins in italics
        count = pdfium.FPDFText_CountChars(textpage)
        self.text = self._read(count) if count > 0 else ""

    def _read(self, count: int) -> str:
        buffer = (ctypes.c_ushort * (count * 2 + 2))()
        written = pdfium.FPDFText_GetText(self._page, 0, count, buffer)
        text = bytes(buffer)[: max(written - 1, 0) * 2].decode("utf-16-le", "replace")
        if len(text) == count:
            return text
        get = pdfium.FPDFText_GetUnicode
        return "".join(_sign(get(self._page, index)) for index in range(count))

    def segments(self) -> Iterator[Segment]:
        start = 0
        for part in _LINES.findall(self.text):
            if part.strip():
                yield from self._split(start, part)
            start += len(part)

    def _split(self, start: int, part: str) -> Iterator[Segment]:
        """A line of the page, cut where its text changes from one tagged block to another."""
        cuts = [0]
        before = None
        for word in _WORD.finditer(part):
            block = self._block(start + word.start())
            if before is not None and block != before:
                cuts.append(word.start())
            before = block
        for here, there in zip(cuts, [*cuts[1:], len(part)], strict=True):
            if part[here:there].strip():
                yield self._segment(start + here, part[here:there])

    def _block(self, index: int) -> int:
        tag = self._tags.get(self._look(index).content) if self._tags else None
        return tag.block if tag else -1

    def _segment(self, start: int, part: str) -> Segment:
        words = list(_WORD.finditer(part))
        sampled = _sampled(words)
        looks = [self._look(start + place) for place in sampled]
        sizes = sorted(look.size for look in looks)
        size = sizes[len(sizes) // 2]
        self._note_italics(start, words, looks)
        usual = next(at for at, look in zip(sampled, looks, strict=True) if look.size == size)
        ends = words if _ARABIC.search(part) else [words[0], words[-1]]
        places = {start + word.start() for word in ends} | {start + word.end() - 1 for word in ends}
        boxes = [self._box(place) for place in places]
        left, right = min(b[0] for b in boxes), max(b[1] for b in boxes)
        marked = next((look for look in looks if look.content in self._tags), looks[0])
        return Segment(
            text=self._in_reading_order(start, part, self._with_calls(start, part, size)),
            left=left,
            right=right,
            top=self._height - max(b[3] for b in boxes),
            bottom=self._height - min(b[2] for b in boxes),
            base=self._height - self._origin(start + usual),
            size=size,
            bold=sum(look.bold for look in looks) > 0.7 * len(looks),
            italic=sum(look.italic for look in looks) > 0.7 * len(looks),
            tag=self._tags.get(marked.content),
            marked=marked.content >= 0,
            cells=self._cells(start, part, words, size)
            if _is_sparse(part, right - left, size)
            else (),
        )

    def _note_italics(self, start: int, words: list[re.Match[str]], looks: list[_Look]) -> None:
        """Words in italics within a line, looked at one by one where some of those sampled are."""
        if not any(look.italic for look in looks):
            self.italics.add("-", "")
            self._italic_lines = ""
            return
        if all(look.italic for look in looks) and not self.italics.goes_on:
            self._italic_lines += "".join(f" {word[0]}" for word in words)
            return
        for word in words:
            is_italic = self._look(start + word.start()).italic
            if is_italic and self._italic_lines:
                self.italics.add(self._italic_lines, EMPHASIS)
            self.italics.add(f" {word[0]}", EMPHASIS if is_italic else "")
            self._italic_lines = ""

    def _cells(
        self, start: int, part: str, words: list[re.Match[str]], size: float
    ) -> tuple[str, ...]:
        """The line's words, parted where there is more white space than between words."""
        cuts = [0]
        for word, after in itertools.pairwise(words):
            one = self._box(start + word.start()), self._box(start + word.end() - 1)
            two = self._box(start + after.start()), self._box(start + after.end() - 1)
            ahead = min(b[0] for b in two) - max(b[1] for b in one)
            behind = min(b[0] for b in one) - max(b[1] for b in two)
            if max(ahead, behind) > _CELL_GAP * size:
                cuts.append(after.start())
        ends = [*cuts[1:], len(part)]
        return tuple(part[a:b].strip() for a, b in zip(cuts, ends, strict=True)) if cuts[1:] else ()

    def _with_calls(self, start: int, part: str, size: float) -> str:
        """Raised small numbers become footnote calls."""
        said, done = "", 0
        for digits in _DIGITS.finditer(part):
            if not self._is_raised(start, part, digits, size):
                continue
            said += part[done : digits.start()] + call(digits[0])
            done = digits.end()
        return said + part[done:]

    def _in_reading_order(self, start: int, part: str, said: str) -> str:
        """Arabic words that pdfium gives from left to right, turned round by where their ends are.

        Fonts that print a letter by several shapes, as browsers embed them, make it do so.
        """
        turned = {
            run[0]
            for run in _ARABIC_RUN.finditer(part)
            if self._box(start + run.start())[0] < self._box(start + run.end() - 1)[0] - 0.5
        }
        if not turned:
            return said
        return _ARABIC_RUN.sub(lambda run: run[0][::-1] if run[0] in turned else run[0], said)

    def _is_raised(self, start: int, part: str, digits: re.Match[str], size: float) -> bool:
        small = self._look(start + digits.start()).size
        rest = part[: digits.start()].rstrip()
        beside = _SHAPE.search(part, digits.end()) if not rest else None
        if (not rest and beside is None) or rest[-1:].isdigit():
            return False
        at = len(rest) - 1 if beside is None else beside.start()
        above = self._origin(start + digits.start()) - self._origin(start + at)
        return (small <= 0.8 * size and above > 0.08 * size) or above > 0.22 * size

    def _look(self, index: int) -> _Look:
        target = pdfium.FPDFText_GetTextObject(self._page, index)
        if not target:
            return _Look(0.0, False, False, -1)
        address = ctypes.addressof(target.contents)
        if address not in self._looks:
            self._looks[address] = self._look_of(target, index)
        return self._looks[address]

    def _look_of(self, target: Any, index: int) -> _Look:
        size = ctypes.c_float()
        pdfium.FPDFTextObj_GetFontSize(target, size)
        matrix = pdfium.FS_MATRIX()
        scale = 1.0
        if pdfium.FPDFText_GetMatrix(self._page, index, matrix):
            scale = math.hypot(matrix.c, matrix.d) or 1.0
        bold, italic = self._font(pdfium.FPDFTextObj_GetFont(target))
        content = pdfium.FPDFPageObj_GetMarkedContentID(target)
        return _Look(round(size.value * scale, 1), bold, italic, content)

    def _font(self, font: Any) -> tuple[bool, bool]:
        if not font:
            return False, False
        address = ctypes.addressof(font.contents)
        if address not in self._fonts:
            self._fonts[address] = _style_of(font)
        return self._fonts[address]

    def _box(self, index: int) -> tuple[float, float, float, float]:
        """left, right, bottom, top, from the page's bottom."""
        values = [ctypes.c_double() for _ in range(4)]
        pdfium.FPDFText_GetCharBox(self._page, index, *values)
        left, right, bottom, top = (value.value for value in values)
        return left, right, bottom, top

    def _origin(self, index: int) -> float:
        across, up = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._page, index, across, up)
        return up.value


def _is_sparse(part: str, width: float, size: float) -> bool:
    """Far wider than its characters: there is white space in it."""
    if len(part) > _LONGEST_ROW:
        return False
    wide = 0 if part.isascii() else sum("\u2e80" <= sign <= "\u9fff" for sign in part)
    return width > size * (0.6 * (len(part) - wide) + 1.1 * wide) + size


def _sampled(words: list[re.Match[str]]) -> list[int]:
    """Places where a line's look is asked for: each second word, past a number at its start."""
    places: list[int] = []
    worded = [word for word in words if not word[0].isdigit()] or words
    for word in worded[::_LOOK_EVERY]:
        shape = _SHAPE.search(word[0])
        places.append(word.start() + (shape.start() if shape else 0))
        places += range(places[-1] + _LONG_WORD, word.end(), _LONG_WORD)  # Chinese has no spaces
    return places


def _sign(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _style_of(font: Any) -> tuple[bool, bool]:
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
    name = buffer.value.decode("latin-1").lower()
    angle = ctypes.c_int()
    slanted = bool(pdfium.FPDFFont_GetItalicAngle(font, angle)) and abs(angle.value) > 3
    weight = pdfium.FPDFFont_GetWeight(font)
    bold = weight >= 600 or re.search(r"bold|black|heavy|demi", name) is not None
    return bold, slanted or re.search(r"italic|oblique|kursiv", name) is not None
