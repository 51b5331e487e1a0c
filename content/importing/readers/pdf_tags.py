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
    "TOC": "contents", "TOCI": "contents", "TD": "table", "TH": "table", "Caption": "caption",
    "FENote": "note", "Title": "h", "Reference": "", "Formula": "p",
}  # fmt: skip
_BLOCKS = frozenset(("P", "LI", "LBody", "TD", "TH", "Note", "FENote", "BlockQuote", "TOCI", "Title"))


@dataclass(frozen=True, slots=True)
class Tag:
    """`block` is a number of the nearest block element, unique in its page's tree."""

    name: str
    depth: int
    block: int
    in_table: bool


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
                walk.element(child, Tag("", 0, 0, False), 0)
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
        tag = self._tag(_type(element), above)
        for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
            if child:
                self.element(child, tag, deep + 1)
                continue
            content = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if content >= 0:
                self.found[content] = tag

    def _tag(self, kind: str, above: Tag) -> Tag:
        if kind == "Table":
            return Tag("table", 0, self.count, True)
        if kind == "H" or (len(kind) == 2 and kind[0] == "H" and kind[1].isdigit()):
            return Tag("h", int(kind[1]) if kind[1:] else 1, self.count, above.in_table)
        if kind not in _TAGS:
            return above
        name = _TAGS[kind] or above.name
        if above.name in ("note", "item", "contents", "quote") and kind == "P":
            name = above.name
            return Tag(name, 0, above.block if name == "item" else self.count, above.in_table)
        if kind in ("LBody", "Lbl"):
            return Tag(name, 0, above.block, above.in_table)
        block = self.count if kind in _BLOCKS else above.block
        return Tag(name, above.depth if name == "h" else 0, block, above.in_table)


def _type(element: Any) -> str:
    length = pdfium.FPDF_StructElement_GetType(element, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDF_StructElement_GetType(element, buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")
