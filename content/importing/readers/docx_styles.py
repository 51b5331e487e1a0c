"""Paragraph styles of a Word document: which of them are headings, and how they look."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from content.importing.numerals import whole_number
from content.importing.readers.docx_numbers import W

_HEADING = re.compile(r"^(?:heading|titre|título|заголовок|标题)\s*([1-9])$", re.I)
# Templates of institutions name their headings H1, H_2/3, "_ H _Ch", "HCh" and the like.
_HOUSE_HEADING = re.compile(r"^[_\s]*H[\s_]*(?:([1-9])|(Ch)|(M))", re.I)
_TITLE = re.compile(r"^(?:title|subtitle)$", re.I)
_NO_OUTLINE = 9  # the outline level of text
_NOT_HEADING = re.compile(r"header|html|hyperlink", re.I)


@dataclass(frozen=True, slots=True)
class Style:
    """`depth` 0: no heading; 1 to 9: a heading, outermost first. Size in points, 0 unknown."""

    name: str = ""
    depth: int = 0
    bold: bool = False
    italic: bool = False
    size: float = 0.0
    centred: bool = False
    num_id: str = ""
    num_depth: int = 0


@dataclass(slots=True)
class Styles:
    by_id: dict[str, Style] = field(default_factory=dict)
    default: str = ""

    def of(self, paragraph: Element) -> Style:
        properties = paragraph.find(W + "pPr")
        style_id = _value(properties, "pStyle") or self.default
        style = self.by_id.get(style_id, Style(style_id, _depth_by_name(style_id)))
        outline = whole_number(_value(properties, "outlineLvl"), _NO_OUTLINE)
        if 0 <= outline < _NO_OUTLINE and not style.depth:
            return Style(style.name, outline + 1, style.bold, style.italic, style.size)
        return style

    def look(self, paragraph: Element) -> tuple[bool, bool, float]:
        style = self.of(paragraph)
        return style.bold, style.italic, style.size

    def is_centred(self, paragraph: Element) -> bool:
        return _value(paragraph.find(W + "pPr"), "jc") == "center"

    def numbering(self, paragraph: Element) -> tuple[str, int]:
        """(list id, depth in it) of the paragraph, its own or its style's; ("", 0) without."""
        properties = paragraph.find(W + "pPr")
        own = None if properties is None else properties.find(W + "numPr")
        style = self.of(paragraph)
        if own is None:
            return style.num_id, style.num_depth
        depth = _value(own, "ilvl")
        return _value(own, "numId") or style.num_id, whole_number(depth)


def styles_from(root: Element | None) -> Styles:
    styles = Styles()
    if root is None:
        return styles
    nodes = {
        node.get(W + "styleId", ""): node
        for node in root.iter(W + "style")
        if node.get(W + "type") == "paragraph"
    }
    for style_id, node in nodes.items():
        styles.by_id[style_id] = _style(node, nodes, set())
        if node.get(W + "default") in ("1", "true"):
            styles.default = style_id
    return styles


def _style(node: Element, nodes: dict[str, Element], seen: set[str]) -> Style:
    """The style with what it inherits; a circle of styles ends where it closes."""
    style_id = node.get(W + "styleId", "")
    base_id = _value(node, "basedOn")
    seen.add(style_id)
    base = Style()
    if base_id in nodes and base_id not in seen and len(seen) < 20:
        base = _style(nodes[base_id], nodes, seen)
    name = _value(node, "name") or style_id
    runs, paragraph = node.find(W + "rPr"), node.find(W + "pPr")
    size = _value(runs, "sz")
    return Style(
        name=name,
        depth=_depth(name, paragraph, base),
        bold=_either(runs, base.bold, "b", "bCs"),
        italic=_either(runs, base.italic, "i", "iCs"),
        size=whole_number(size) / 2 or base.size,
        centred=(_value(paragraph, "jc") or ("center" if base.centred else "")) == "center",
        num_id=_numbered(paragraph, "numId") or base.num_id,
        num_depth=whole_number(_numbered(paragraph, "ilvl"), base.num_depth),
    )


def _depth(name: str, paragraph: Element | None, base: Style) -> int:
    outline = _value(paragraph, "outlineLvl")
    if outline.isdecimal():
        depth = whole_number(outline, _NO_OUTLINE)
        return depth + 1 if depth < _NO_OUTLINE else 0
    return _depth_by_name(name) or base.depth


def _depth_by_name(name: str) -> int:
    if _NOT_HEADING.search(name):
        return 0
    if found := _HEADING.match(name.strip()):
        return int(found[1])
    if found := _HOUSE_HEADING.match(name):
        return int(found[1]) + 1 if found[1] else 1
    return 1 if _TITLE.match(name.strip()) else 0


def _numbered(paragraph: Element | None, name: str) -> str:
    numbering = None if paragraph is None else paragraph.find(W + "numPr")
    value = _value(numbering, name)
    return value if value.isdecimal() else ""


def _value(node: Element | None, name: str) -> str:
    child = None if node is None else node.find(W + name)
    return "" if child is None else child.get(W + "val", "")


def is_on(node: Element | None) -> bool:
    return node is not None and node.get(W + "val", "1") not in ("0", "false", "off")


def _either(runs: Element | None, inherited: bool, *names: str) -> bool:
    found = [None if runs is None else runs.find(W + name) for name in names]
    given = [is_on(node) for node in found if node is not None]
    return any(given) if given else inherited
