"""A PDF's bookmarks, one witness among others: they may be right, stale, or name anything."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pypdfium2 as pdfium_documents

from content.importing.clean.characters import folded
from content.importing.lines import Line

_MOST = 5_000
_DEEPEST = 8
_SHORTEST = 3  # letters of a title's first line


def bookmarks_of(document: Any) -> dict[int, list[str]]:
    """The letters of each bookmark's title, by the page (from 0) that it leads to."""
    found: dict[int, list[str]] = {}
    try:
        for mark in itertools.islice(document.get_toc(max_depth=_DEEPEST), _MOST):
            target = mark.get_dest()
            page = target.get_index() if target else None
            title = folded(mark.get_title() or "")
            if page is not None and len(title) >= _SHORTEST:
                found.setdefault(page, []).append(title)
    except pdfium_documents.PdfiumError:
        return {}
    return found


def marked(lines: list[Line], titles: list[str]) -> list[Line]:
    """The page's lines, those marked with which a bookmark's title begins, its label or not."""
    if not titles:
        return lines
    return [replace(line, bookmarked=True) if _names(titles, line) else line for line in lines]


def _names(titles: list[str], line: Line) -> bool:
    said = folded(line.text)
    if len(said) < _SHORTEST:
        return False
    return any(
        title.startswith(said) or (said.endswith(title) and len(said) - len(title) <= _SHORTEST)
        for title in titles
    )
