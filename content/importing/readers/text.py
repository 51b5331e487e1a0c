"""Plain text: as typed, as scraped, or as it falls out of a PDF with its lines wrapped."""

from __future__ import annotations

import codecs
import itertools
import re
import unicodedata
from collections import Counter

from content.importing.clean.furniture import is_rule
from content.importing.labels import labels_of
from content.importing.limits import LONGEST_TEXT, MOST_LINES
from content.importing.lines import Line, Progress, Source
from content.importing.problems import NoText, TooLarge
from content.importing.readers.raised_numbers import with_raised_numbers
from content.importing.readers.right_to_left import ARABIC, comes_turned, logical, with_call_behind
from content.importing.sentences import is_stopped

_WIDE_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_GUESSES = ("cp1252", "cp1251", "cp1256", "gb18030")
_NOTE_NUMBER = re.compile(r"^\s*\d{1,3}\s*$")
_LONGEST_WRAPPED = 130  # a printed line is not wider than this; two for a Chinese character


def read_text(data: bytes, on_progress: Progress) -> Source:
    raw = decoded(data)
    on_progress("read", 1.0)
    return text_source(raw)


def text_source(raw: str) -> Source:
    rows = _rows(raw)
    if comes_turned(raw):
        rows = _with_note_numbers([(_logical(text), page, blank) for text, page, blank in rows])
    if not rows:
        raise NoText("no characters")
    if ARABIC.search(raw):
        rows = [(with_call_behind(text), page, blank) for text, page, blank in rows]
    rows = with_raised_numbers(rows)
    usual = _usual_blank(rows)
    pages = max(page for _, page, _ in rows)
    lines = tuple(
        Line(
            text=text,
            page=page if pages > 1 else None,
            left=float(len(text) - len(text.lstrip())),
            gap=float(max(0, blank - usual)),
            turn=_turns(text, blank, usual) or page != above,
        )
        for (text, page, blank), above in zip(rows, [0, *(row[1] for row in rows)], strict=False)
    )
    return Source("txt", lines, raw, pages if pages > 1 else None, flowing=_is_flowing(rows))


def _with_note_numbers(rows: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Raised numbers of notes, each left alone on its line, before the line below a page's rule."""
    kept: list[tuple[str, int, int]] = []
    ruled, number = 0, ""
    for text, page, blank in rows:
        ruled = page if is_rule(text) else ruled
        if ruled == page and _NOTE_NUMBER.match(text):
            number = text.strip()
            continue
        kept.append((f"{number} {text}" if number else text, page, blank))
        number = ""
    return [*kept, (number, *rows[-1][1:])] if number else kept


def _logical(text: str) -> str:
    return logical(text) if ARABIC.search(text) else text


def _turns(text: str, blank: int, usual: int) -> bool:
    """Text out of a PDF with blank lines between its lines has none where a page begins."""
    return blank < usual and text.startswith(" ")


def decoded(data: bytes) -> str:
    """The text, in UTF-8 or by its byte order mark, else in the encoding that reads best."""
    for mark, encoding in _WIDE_MARKS.items():
        if data.startswith(mark):
            return _kept_short(data.decode(encoding, "replace"))
    try:
        return _kept_short(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _kept_short(max((_read_as(data, e) for e in _GUESSES), key=_plausible))


def _kept_short(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise TooLarge(f"{len(text)} characters")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read_as(data: bytes, encoding: str) -> str:
    return data.decode(encoding, "replace")


def _plausible(text: str) -> float:
    """Letters in a usual place (small after small) less those that cannot be read."""
    sample = text[:20_000]
    pairs = itertools.pairwise(sample)
    fine = sum(a.isalpha() and b.isalpha() and not (a.islower() and b.isupper()) for a, b in pairs)
    mixed = sum(a.isascii() != b.isascii() for a, b in itertools.pairwise(sample))
    return fine - mixed - 20 * sample.count("\ufffd")


def _rows(raw: str) -> list[tuple[str, int, int]]:
    """(text, page, blank lines above) for each line with something on it."""
    rows: list[tuple[str, int, int]] = []
    page, blank = 1, 0
    for line in raw.replace("\f", "\n\f").split("\n"):
        if line.startswith("\f"):
            page += 1 if rows else 0
            line = line[1:]
        if not line.strip() or line.strip() in "\ufeff\u200b":
            blank += 1
            continue
        rows.append((line, page, blank))
        blank = 0
        if len(rows) > MOST_LINES:
            raise TooLarge("too many lines")
    return rows


def _usual_blank(rows: list[tuple[str, int, int]]) -> int:
    """Blank lines between two wrapped lines of one paragraph: 0 as typed, 1 from some PDFs."""
    widths = sorted(_width(text) for text, _, _ in rows)
    full = 0.8 * widths[int(0.9 * (len(widths) - 1))]
    counts: Counter[int] = Counter()
    for (above, _, _), (below, _, blank) in itertools.pairwise(rows):
        if _width(above) >= full and not is_stopped(above) and not labels_of(below):
            counts[blank] += 1
    return counts.most_common(1)[0][0] if counts and not _is_flowing(rows) else 0


def _is_flowing(rows: list[tuple[str, int, int]]) -> bool:
    """Each line is a whole paragraph: most are longer than print allows, or end a sentence."""
    widths = [_width(text) for text, _, _ in rows]
    if sum(w for w in widths if w > _LONGEST_WRAPPED) > 0.5 * sum(widths):
        return True
    long = [text for (text, _, _), width in zip(rows, widths, strict=True) if width > 40]
    return len(long) > 5 and sum(is_stopped(text) for text in long) > 0.8 * len(long)


def _width(text: str) -> int:
    if text.isascii():
        return len(text.strip())
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text.strip())
