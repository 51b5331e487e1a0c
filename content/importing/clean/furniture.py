"""What a page carries beside its text: running heads, page numbers, barcodes, rules, links."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from content.importing.clean.characters import western_digits
from content.importing.labels import article_of, labels_of
from content.importing.lines import CALL_OPEN, Line

_SEPARATOR = re.compile(r"^[_=\-–—―─━*·•.~\s]{3,}$")
_RULE = re.compile(r"^\s*_{3,}\s*$")
_BARCODE = re.compile(r"^\*\d{5,}\*$")
_JOB = (
    r"(?:\d{2}-\d{5,6}|(?:GE|V|K|LC|NA|BNK|ICC|HQ|MTG|SF)\.\d{2}-\d{3,6})"
    r"(?:\s*\(\w\))?(?:\s+\d{6}){0,3}(?:\s*\*\d{5,}\*)?"
)
_JOB_NUMBER = re.compile(rf"^{_JOB}$")
_PAGE_OF = r"\d{1,4}\s?/\s?\d{1,4}"
_FOOTER = re.compile(rf"^(?:{_PAGE_OF}|(?:{_JOB})\s+{_PAGE_OF}|{_PAGE_OF}\s+(?:{_JOB}))$")
_PAGE_WORD = re.compile(
    r"^(?:[-–—]\s*\d{1,4}\s*[-–—]|(?:page|página|p\.|стр\.|страница|صفحة|الصفحة)\s*\d{1,4}"
    r"(?:\s*(?:/|of|de|sur|из|من)\s*\d{1,4})?|第\s*\d{1,4}\s*页(?:\s*共\s*\d+\s*页)?|\d{1,4}\s*页)$",
    re.I,
)
_NUMBER = re.compile(r"^\d{1,4}$")
_DIGITS = re.compile(r"\d+")
_LINK = re.compile(r"^<?(?:https?://|www\.)\S+>?$", re.I)
_LEADS_TO_LINK = re.compile(
    r"(?:[:(,–—-]|\b(?:at|from|see|on|also|and|in|à l.adresse|suivante?|sur|voir|et|en|véase|por"
    r"|см\.?))\s*$",
    re.I,
)
SYMBOL = re.compile(
    r"\b[A-Z][A-Za-z]{0,9}(?:[./](?:[A-Z0-9][A-Za-z0-9]*(?:\([A-Za-z0-9]+\))*(?:[.\-][A-Z0-9]+)*\.?))+"
    r"(?:[–—-][A-Z]/[A-Z0-9./]+)?"
)
_SYMBOL_LINE = re.compile(rf"^(?:{SYMBOL.pattern}\*{{0,3}}\s*){{1,3}}$")
_TURNED_SYMBOL = re.compile(r"^/\d[\dA-Za-z./]*[A-Z]$")  # as it falls out of an Arabic PDF
_LEADING_NUMBER = re.compile(r"^\s*\d{1,3}\s+[^\W\d_]")
_EDGE = 3  # lines at a page's head and foot that may be running
_FROM_ARTIFACTS = 0.3  # of the text; when more is marked as furniture the marks are wrong


def kinds_of_furniture(lines: tuple[Line, ...]) -> list[str]:
    """For each line what kind of furniture it is, or ""."""
    kinds = _by_marks(lines)
    for index, line in enumerate(lines):
        kinds[index] = kinds[index] or _by_form(line)
    _mark_running(lines, kinds)
    _mark_links(lines, kinds)
    _mark_lone_numbers(lines, kinds)
    return kinds


def is_rule(text: str) -> bool:
    """The line above footnotes."""
    return _RULE.match(text) is not None


def _by_marks(lines: tuple[Line, ...]) -> list[str]:
    marked = sum(len(line.text) for line in lines if line.tag == "artifact")
    trusted = marked < _FROM_ARTIFACTS * sum(len(line.text) for line in lines)
    return [_kind_of_artifact(line) if trusted and line.tag == "artifact" else "" for line in lines]


def _kind_of_artifact(line: Line) -> str:
    form = _by_form(line)
    if form or line.style == "separator":
        return form or "separator"
    return "masthead" if line.page == 1 and not line.style else "running_head"


def _by_form(line: Line) -> str:
    text = western_digits(line.text.strip())
    if len(text) > 80 or CALL_OPEN in text:
        return "separator" if _SEPARATOR.match(text) else ""
    if _SEPARATOR.match(text):
        return "separator"
    if _BARCODE.match(text) or _JOB_NUMBER.match(text):
        return "barcode"
    if _FOOTER.match(text) or _PAGE_WORD.match(text):
        return "page_number"
    return ""


def _mark_running(lines: tuple[Line, ...], kinds: list[str]) -> None:
    """The same words, numbers apart, at the head or foot of several pages."""
    notes = _numbered_below_rules(lines)
    edges = [index for index in _edges(lines, kinds) if index not in notes]
    pages = len({line.page for line in lines}) or 1
    alike: dict[str, list[Line]] = defaultdict(list)
    for index in edges:
        alike[_shape(lines[index].text)].append(lines[index])
    seen = {shape: len(held) if _runs(held) else 0 for shape, held in alike.items()}
    enough = max(2, min(4, pages // 4))
    for index in edges:
        text = lines[index].text.strip()
        if kinds[index] or len(text) > 120:
            continue
        often = seen[_shape(text)] >= enough and not text.isdigit() and not _is_label(text)
        if often or (_SYMBOL_LINE.match(text) and (lines[index].page or 0) != 1):
            kinds[index] = "running_head"
    if not edges:
        _mark_repeated_symbols(lines, kinds)
    elif not any(line.bottom for line in lines):
        _mark_between(lines, kinds, pages)


def _numbered_below_rules(lines: tuple[Line, ...]) -> set[int]:
    """Lines that start with a number below a page's rule: notes, though some say the same."""
    found: set[int] = set()
    ruled: int | None = None
    for index, line in enumerate(lines):
        if _RULE.match(line.text):
            ruled = line.page
        elif ruled is not None and line.page == ruled and _LEADING_NUMBER.match(line.text):
            found.add(index)
    return found


def _mark_between(lines: tuple[Line, ...], kinds: list[str], pages: int) -> None:
    """In text without places: a head with a date or symbol that fell out above a page's notes."""
    on: dict[str, set[int | None]] = defaultdict(set)
    for line in lines:
        on[line.text.strip()].add(line.page)
    for index, line in enumerate(lines):
        text = line.text.strip()
        often = len(on[text]) >= max(3, 0.3 * pages) and not kinds[index] and len(text) <= 120
        if often and any(c.isdigit() for c in text) and not _is_label(text):
            worded = sum(c.isalpha() for c in text) > sum(c.isdigit() for c in text)
            if worded or _SYMBOL_LINE.match(text):
                kinds[index] = "running_head"


def _runs(held: list[Line]) -> bool:
    """The numbers in the lines' common words stay the same, or count with the pages.

    Those of footnotes such as "See para. 3" at the foot of many pages do neither.
    """
    if any(line.tag == "note" for line in held):
        return False
    rows = [[int(n[:9]) for n in _DIGITS.findall(western_digits(line.text))] for line in held]
    pages = [line.page or 0 for line in held]
    return all(
        len(set(column)) == 1 or _counts_with(column, pages) for column in zip(*rows, strict=True)
    )


def _counts_with(numbers: Sequence[int], pages: list[int]) -> bool:
    apart = Counter(number - page for number, page in zip(numbers, pages, strict=True))
    return apart.most_common(1)[0][1] >= 0.6 * len(pages)


def _is_label(text: str) -> bool:
    """An article's or a section's number, which also looks alike from page to page."""
    return article_of(text) is not None or bool(labels_of(text))


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", western_digits(text)).strip().casefold()


def _edges(lines: tuple[Line, ...], kinds: list[str]) -> list[int]:
    """Indexes of the first and last few lines of each page, by place where it is known."""
    by_page: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.page is not None:
            by_page[line.page].append(index)
    edges: list[int] = []
    for indexes in by_page.values() if len(by_page) > 1 else ():
        placed = any(lines[i].bottom for i in indexes)
        ordered = sorted(indexes, key=lambda i: lines[i].top) if placed else indexes
        bare = [i for i in ordered if not kinds[i] or kinds[i] == "page_number"]
        edges += sorted(set(bare[:_EDGE] + bare[-_EDGE:]))
    return edges


def _mark_repeated_symbols(lines: tuple[Line, ...], kinds: list[str]) -> None:
    """Without pages: a document's symbol alone on a line, again and again."""
    alone = Counter(line.text.strip() for line in lines if _SYMBOL_LINE.match(line.text.strip()))
    for index, line in enumerate(lines):
        if not kinds[index] and alone[line.text.strip()] >= 3:
            kinds[index] = "running_head"
    turned = Counter(text for line in lines if _TURNED_SYMBOL.match(text := line.text.strip()))
    for index, line in enumerate(lines):
        if not kinds[index] and turned[line.text.strip()] >= 2:
            kinds[index] = "running_head"


def _mark_links(lines: tuple[Line, ...], kinds: list[str]) -> None:
    """Lists of the page's link targets; an address at the end of a sentence stays in it."""
    for index, line in enumerate(lines):
        if kinds[index] or line.tag or not _LINK.match(line.text.strip()):
            continue
        above = lines[index - 1].text.strip() if index else ""
        if kinds[max(index - 1, 0)] == "link" or not _LEADS_TO_LINK.search(above):
            kinds[index] = "link"


def _mark_lone_numbers(lines: tuple[Line, ...], kinds: list[str]) -> None:
    """Page numbers alone on a line: at a page's edge, or counting up through the text."""
    edges = set(_edges(lines, kinds))
    paged = bool(edges)
    lone = [
        (index, int(western_digits(line.text.strip())))
        for index, line in enumerate(lines)
        if not kinds[index] and _NUMBER.match(western_digits(line.text.strip()))
    ]
    counted = _counting_up(lone)
    for index, _ in lone:
        if (paged and index in edges) or (not paged and index in counted):
            kinds[index] = "page_number"


def _counting_up(lone: Iterable[tuple[int, int]]) -> set[int]:
    run: list[tuple[int, int]] = []
    for index, number in lone:
        if not run or number == run[-1][1] + 1:
            run.append((index, number))
    return {index for index, _ in run} if len(run) >= 3 else set()
