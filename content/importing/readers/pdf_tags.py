"""The tag tree of one PDF page: what its author's program says each piece of text is."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

_DEEPEST = 40
_MOST_ELEMENTS = 20_000
_TAGS = {
    "P": "p", "Note": "note", "LI": "item", "LBody": "item", "Lbl": "item", "BlockQuote": "quote",
    "TOC": "contents", "TOCI": "contents", "Caption": "caption",
    "FENote": "note", "Title": "h", "Reference": "", "Formula": "p",
}  # fmt: skip
_BLOCKS = frozenset(("P", "LI", "LBody", "Note", "FENote", "BlockQuote", "TOCI", "Title"))


@dataclass(frozen=True, slots=True)
class Tag:
    """`block` is a number of the nearest block element, unique in its page's tree.

    `row` and `cell` number the table row and cell it stands in; 0 outside tables.
    """

    name: str
    depth: int
    block: int
    row: int = 0
    cell: int = 0


def tags_of(page: Any) -> dict[int, Tag]:
    """By marked content id. Empty for an untagged page."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    walk = _Walk()
    try:
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            child = pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)
            if child:
                walk.element(child, Tag("", 0, 0), 0)
    finally:
        pdfium.FPDF_StructTree_Close(tree)
    return walk.found


class _Walk:
    def __init__(self) -> None:
        self.found: dict[int, Tag] = {}
        self.count = 0

    def element(self, element: Any, above: Tag, deep: int) -> None:
        self.count += 1
        if deep > _DEEPEST or self.count > _MOST_ELEMENTS:
            return
        tag = self._tag(_type(element), above, element)
        for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
            if child:
                self.element(child, tag, deep + 1)
                continue
            content = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if content >= 0:
                self.found[content] = tag

    def _tag(self, kind: str, above: Tag, element: Any) -> Tag:
        if kind == "TR" and (above.row or _cells(element) > 1):
            return Tag("table", 0, self.count, self.count, 0)
        if kind in ("TD", "TH") and not above.row:
            return Tag("", 0, self.count)
        if kind in ("TD", "TH"):
            return Tag("table", 0, self.count, above.row, self.count)
        if kind == "H" or (len(kind) == 2 and kind[0] == "H" and kind[1].isdecimal()):
            depth = int(kind[1]) if kind[1:] else 1
            return Tag("h", depth, self.count, above.row, above.cell)
        if kind not in _TAGS:
            return above
        return self._block(kind, above)

    def _block(self, kind: str, above: Tag) -> Tag:
        name = _TAGS[kind] or above.name
        if kind in ("LBody", "Lbl"):
            name = above.name or "item"
        if kind == "P" and above.name in ("note", "item", "contents", "quote"):
            name = above.name
        inside = kind in ("LBody", "Lbl") or (kind == "P" and name == "item")
        block = self.count if kind in _BLOCKS and not inside else above.block
        return Tag(name, above.depth if name == "h" else 0, block, above.row, above.cell)


def _cells(row: Any) -> int:
    """The cells of a table's row. A row of one is a frame around text and no table."""
    count = 0
    for index in range(pdfium.FPDF_StructElement_CountChildren(row)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(row, index)
        count += bool(child) and _type(child) in ("TD", "TH")
    return count


def _type(element: Any) -> str:
    length = pdfium.FPDF_StructElement_GetType(element, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDF_StructElement_GetType(element, buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")
