"""Draws a diagram in one language: its labels set in lines, turned round for right to left."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping

from content.diagrams.read import box_of

LEADING = 1.25  # of a label's lines, in sizes of its letters
TO_BASELINE = 0.35  # from the middle of a line, in sizes of its letters
LETTERS = 16.0
WIDE = 480  # units, from which a drawing keeps a width of its own on a narrow screen


def draw(
    svg: str, *, key: str, title: str, labels: Mapping[str, str], is_mirrored: bool = False
) -> str:
    """The SVG of a page, of a drawing as `read` gave it. `key` is unique among those on a page.

    A label that is missing leaves its place empty.
    """
    root = ET.fromstring(svg)
    left, _top, width, _height = box_of(root)
    for element in list(root.iter()):
        _own_ids(element, f"d-{key}-")
        if element.tag == "text":
            _write(element, labels.get(element.attrib.pop("data-label", ""), ""))
            if is_mirrored:
                _turn_back(element)
    if is_mirrored:
        _turn(root, left * 2 + width)
    size = "diagram-wide" if width > WIDE else "diagram-narrow"
    for name, value in (("class", size), ("role", "img"), ("aria-label", title)):
        root.set(name, value)
    return ET.tostring(root, encoding="unicode", method="html")


def _own_ids(element: ET.Element, prefix: str) -> None:
    if "id" in element.attrib:
        element.set("id", prefix + element.attrib["id"])
    for name in ("marker-start", "marker-mid", "marker-end"):
        if name in element.attrib:
            element.set(name, element.attrib[name].replace("url(#", f"url(#{prefix}"))


def _write(element: ET.Element, label: str) -> None:
    """A label's lines, their middle at the height that the drawing gives."""
    lines = label.split("\n")
    size = float(element.get("font-size", LETTERS))
    first = float(element.attrib.pop("y", "0")) - (len(lines) - 1) / 2 * LEADING * size
    for number, line in enumerate(lines):
        height = first + number * LEADING * size + TO_BASELINE * size
        row = ET.SubElement(element, "tspan", {"x": element.get("x", "0"), "y": f"{height:g}"})
        row.text = line.strip()


def _turn_back(text: ET.Element) -> None:
    """Letters stay readable in a drawing turned round: they turn about their own place."""
    about = 2 * float(text.get("x", "0"))
    own = text.get("transform", "")
    text.set("transform", f"{own} matrix(-1 0 0 1 {about:g} 0)".strip())


def _turn(root: ET.Element, about: float) -> None:
    drawn = [element for element in root if element.tag != "defs"]
    group = ET.Element("g", {"transform": f"matrix(-1 0 0 1 {about:g} 0)"})
    for element in drawn:
        root.remove(element)
        group.append(element)
    root.append(group)
