"""Automatic list numbers of a Word document, counted as Word counts them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from content.importing.numerals import (
    arabic_abjad_letter,
    arabic_ordinal,
    chinese_numeral,
    latin_letter,
    roman,
    russian_letter,
    whole_number,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02d}",
    "upperRoman": lambda n: roman(n),
    "lowerRoman": lambda n: roman(n).lower(),
    "upperLetter": lambda n: latin_letter(n).upper(),
    "lowerLetter": latin_letter,
    "russianLower": russian_letter,
    "russianUpper": lambda n: russian_letter(n).upper(),
    "arabicAlpha": arabic_abjad_letter,
    "arabicAbjad": arabic_abjad_letter,
    "hindiNumbers": lambda n: str(n).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
    "chineseCounting": chinese_numeral,
    "chineseCountingThousand": chinese_numeral,
    "ideographDigital": chinese_numeral,
    "japaneseCounting": chinese_numeral,
    "ordinalText": arabic_ordinal,
}
_PLACE = re.compile(r"%([1-9])")


@dataclass(slots=True)
class Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    style: str = ""


@dataclass(slots=True)
class Numbers:
    """`levels[num_id][depth]`; counters are shared by lists of one abstract definition."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    restarted: set[str] = field(default_factory=set)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def next(self, num_id: str, depth: int) -> str:
        """The label in front of the next paragraph of this list; "" for bullets' own signs."""
        level = self.levels.get(num_id, {}).get(depth)
        if level is None or level.format == "none":
            return ""
        if level.format == "bullet":
            return "•"
        counter = self._counter(num_id)
        for deeper in [d for d in counter if d > depth]:
            del counter[deeper]
        counter[depth] = counter.get(depth, level.start - 1) + 1
        return _PLACE.sub(lambda place: self._part(num_id, int(place[1]) - 1, counter), level.text)

    def _counter(self, num_id: str) -> dict[int, int]:
        if num_id in self.restarted:
            return self.counters.setdefault("num" + num_id, {})
        return self.counters.setdefault("abstract" + self.abstract.get(num_id, num_id), {})

    def _part(self, num_id: str, depth: int, counter: dict[int, int]) -> str:
        level = self.levels.get(num_id, {}).get(depth, Level())
        value = counter.get(depth, level.start)
        return _FORMATS.get(level.format, str)(max(value, 0))


def numbers_from(root: Element | None) -> Numbers:
    """The definitions of word/numbering.xml; empty when the document has none."""
    numbers = Numbers()
    if root is None:
        return numbers
    abstract = {
        node.get(W + "abstractNumId", ""): _levels(node) for node in root.iter(W + "abstractNum")
    }
    for node in root.iter(W + "num"):
        num_id = node.get(W + "numId", "")
        target = node.find(W + "abstractNumId")
        name = target.get(W + "val", "") if target is not None else ""
        numbers.abstract[num_id] = name
        numbers.levels[num_id] = dict(abstract.get(name, {}))
        for override in node.iter(W + "lvlOverride"):
            numbers.restarted.add(num_id)
            _override(numbers.levels[num_id], override)
    return numbers


def _levels(node: Element) -> dict[int, Level]:
    return {whole_number(lvl.get(W + "ilvl", "0")): _level(lvl) for lvl in node.iter(W + "lvl")}


def _level(lvl: Element) -> Level:
    return Level(
        start=whole_number(_value(lvl, "start"), 1),
        format=_value(lvl, "numFmt") or "decimal",
        text=_value(lvl, "lvlText"),
        style=_value(lvl, "pStyle"),
    )


def _override(levels: dict[int, Level], override: Element) -> None:
    depth = whole_number(override.get(W + "ilvl", "0"), 0)
    own = override.find(W + "lvl")
    if own is not None:
        levels[depth] = _level(own)
    start = _value(override, "startOverride")
    if start and depth in levels:
        old = levels[depth]
        levels[depth] = Level(whole_number(start, 1), old.format, old.text, old.style)


def _value(node: Element, name: str) -> str:
    child = node.find(W + name)
    return "" if child is None else child.get(W + "val", "")
