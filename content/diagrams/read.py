"""Reads a diagram's SVG by an allow-list; what is not on it is refused, by its name.

Letters are not in the file: `<text data-label="name"/>` is filled with a language's label. Colours
are classes, so that light, dark and print follow the site. Nothing moves, loads or runs.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

SVG = "{http://www.w3.org/2000/svg}"
MAX_BYTES = 60_000
MAX_ELEMENTS = 400
MAX_DEPTH = 12
MAX_WIDTH = 720

CLASSES = {
    "d-fill", "d-fill-accent", "d-fill-soft", "d-line", "d-line-accent", "d-text",
    "d-text-muted", "d-text-on-accent",
}  # fmt: skip
_NUMBER = r"-?\d{1,4}(?:\.\d{1,4})?"
_LENGTH = re.compile(_NUMBER)
_NUMBERS = re.compile(rf"{_NUMBER}(?:[ ,]+{_NUMBER})*")
_PATH = re.compile(r"[MmLlHhVvCcSsQqTtAaZz0-9.,\s-]{1,2000}")
_TRANSFORM = re.compile(r"(?:(?:translate|rotate|scale)\([-\d.,\s]{1,60}\)\s*){1,4}")
_NAME = re.compile(r"[A-Za-z][\w-]{0,40}")
_REFERENCE = re.compile(r"url\(#([A-Za-z][\w-]{0,40})\)")

_COMMON = {"class": re.compile(r"[a-z -]{1,80}"), "transform": _TRANSFORM, "id": _NAME}
_LINE = {
    "stroke-width": _LENGTH,
    "stroke-dasharray": _NUMBERS,
    "stroke-linecap": re.compile("butt|round|square"),
    "stroke-linejoin": re.compile("miter|round|bevel"),
}
_ENDS = dict.fromkeys(("marker-start", "marker-mid", "marker-end"), _REFERENCE)


def _lengths(*names: str) -> dict[str, re.Pattern[str]]:
    return dict.fromkeys(names, _LENGTH)


ELEMENTS: dict[str, dict[str, re.Pattern[str]]] = {
    "svg": {"viewBox": _NUMBERS},
    "defs": {},
    "g": _COMMON | _LINE,
    "rect": _COMMON | _LINE | _lengths("x", "y", "width", "height", "rx", "ry"),
    "circle": _COMMON | _LINE | _lengths("cx", "cy", "r"),
    "ellipse": _COMMON | _LINE | _lengths("cx", "cy", "rx", "ry"),
    "line": _COMMON | _LINE | _ENDS | _lengths("x1", "y1", "x2", "y2"),
    "path": _COMMON | _LINE | _ENDS | {"d": _PATH},
    "polygon": _COMMON | _LINE | {"points": _NUMBERS},
    "polyline": _COMMON | _LINE | _ENDS | {"points": _NUMBERS},
    "text": _COMMON
    | _lengths("x", "y", "font-size")
    | {
        "data-label": _NAME,
        "text-anchor": re.compile("start|middle|end"),
        "font-weight": re.compile("400|600|700|normal|bold"),
    },
    "marker": _COMMON
    | _lengths("refX", "refY", "markerWidth", "markerHeight")
    | {
        "viewBox": _NUMBERS,
        "orient": re.compile(r"auto|auto-start-reverse"),
        "markerUnits": re.compile("strokeWidth|userSpaceOnUse"),
    },
}


class BadDiagram(Exception):
    """Why a drawing is refused; the message names the part that is meant."""


def read(source: str) -> str:
    """The drawing in its one canonical form. Raises BadDiagram."""
    root = _parsed(source)
    if root.tag != f"{SVG}svg":
        raise BadDiagram("the root is not an svg element of the SVG name space")
    elements = list(_checked(root))
    if len(elements) > MAX_ELEMENTS:
        raise BadDiagram(f"more than {MAX_ELEMENTS} elements")
    _check_box(root)
    _check_references(elements)
    return ET.tostring(root, encoding="unicode")


def label_names(source: str) -> list[str]:
    """The names of the labels that a drawing shows, in its order."""
    root = _parsed(source)
    return [text.get("data-label", "") for text in root.iter() if text.tag == "text"]


def _parsed(source: str) -> ET.Element:
    if len(source.encode()) > MAX_BYTES:
        raise BadDiagram(f"more than {MAX_BYTES} bytes")
    if "<!DOCTYPE" in source or "<!ENTITY" in source:
        raise BadDiagram("a document type, which is not taken")
    try:
        return ET.fromstring(source)
    except (ET.ParseError, ValueError) as error:
        raise BadDiagram(str(error)) from error


def _checked(element: ET.Element, depth: int = 0) -> Iterator[ET.Element]:
    """The element and all below, each found allowed and its name freed of the name space."""
    name = element.tag.removeprefix(SVG) if isinstance(element.tag, str) else "?"
    if name not in ELEMENTS or (name == "svg") != (depth == 0):
        raise BadDiagram(f"<{name}> is not taken here")
    if depth > MAX_DEPTH:
        raise BadDiagram("nested too deep")
    if (element.text or "").strip() or (element.tail or "").strip():
        raise BadDiagram(f"letters in or behind <{name}>: use data-label")
    element.tag, element.text, element.tail = name, None, None
    for attribute, value in element.attrib.items():
        _check_attribute(name, attribute, value)
    if name == "text" and "data-label" not in element.attrib:
        raise BadDiagram("<text> without data-label")
    yield element
    for child in list(element):
        if child.tag == f"{SVG}title":  # we give our own, in each language
            element.remove(child)
        else:
            yield from _checked(child, depth + 1)


def _check_attribute(name: str, attribute: str, value: str) -> None:
    pattern = ELEMENTS[name].get(attribute)
    if pattern is None or not pattern.fullmatch(value.strip()):
        raise BadDiagram(f'{attribute}="{value[:40]}" of <{name}> is not taken')
    if attribute == "class" and not set(value.split()) <= CLASSES:
        raise BadDiagram(f"<{name}> has a class that diagrams do not have: {value[:60]}")


def _check_box(root: ET.Element) -> None:
    numbers = box_of(root)
    if len(numbers) != 4 or not (0 < numbers[2] <= MAX_WIDTH and numbers[3] > 0):
        raise BadDiagram(f"the viewBox of the drawing has no width of 1 to {MAX_WIDTH}")


def box_of(root: ET.Element) -> list[float]:
    """Left, top, width and height of the drawing."""
    return [float(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if part]


def _check_references(elements: list[ET.Element]) -> None:
    ids = {element.get("id") for element in elements}
    for element in elements:
        for attribute in _ENDS:
            found = _REFERENCE.fullmatch(element.get(attribute, ""))
            if found and found[1] not in ids:
                raise BadDiagram(f"there is no marker #{found[1]}")
