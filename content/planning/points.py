"""What a heading comes to where its verb needs a second complement: of "Helping communities to
prevent violence", "Prevent violence".

The words are data, `lists/points.yaml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from content.capitals import with_capital
from content.yaml_files import load_yaml

POINTS = Path(__file__).parent / "lists" / "points.yaml"
_LEAST = 15
_NOTHING = re.compile(r"(?!)")
# "to prevent and to counter", "facteurs et les liens": what joins goes with the first of them.
_AND_AGAIN = re.compile(r"^((?:[^\s,]+ ){1,3}(?:et|and|y|e)) (?:à|de|to|a|para) (?=\w{4})")
_AND_THE = re.compile(r"^((?:[^\s,]+ ){1,4}?(?:et|and|y|e)) (?:les?|la|l['’]|the|los|las|el) ?")


@dataclass(frozen=True, slots=True)
class Points:
    asks: tuple[re.Pattern[str], ...] = ()
    about: re.Pattern[str] = _NOTHING
    aim: re.Pattern[str] = _NOTHING
    concerning: re.Pattern[str] = _NOTHING
    colon: str = ": "
    whose: dict[str, str] = field(default_factory=dict)


def point_of(title: str, language: str) -> str:
    """From its second complement on; "" where its verb needs none or there is none."""
    listed = _listed().get(language)
    if listed is None:
        return ""
    ends = [found.end() for asks in listed.asks if (found := asks.match(title))]
    return _told(title[min(ends) :], listed) if ends else ""


def aim_of(title: str, language: str) -> str:
    """What it is for; "" where it does not say."""
    listed = _listed().get(language)
    found = listed.aim.search(title) if listed else None
    return _told(title[found.end() :], listed) if listed and found else ""


def with_colon(title: str, language: str) -> str:
    """Of "Cooperation with regard to the seas", "Cooperation: seas"; "" where it is not said so."""
    listed = _listed().get(language, Points())
    told, times = listed.concerning.subn(listed.colon, title, count=1)
    return told if times else ""


def _told(rest: str, listed: Points) -> str:
    if about := listed.about.match(rest):
        rest = _AND_THE.sub(r"\1 ", rest[about.end() :], count=1)
    rest = _AND_AGAIN.sub(r"\1 ", rest, count=1)
    for word, instead in listed.whose.items():
        rest = re.sub(rf"^(\S+ (?:\S+ )??){word}\b", rf"\1{instead}", rest, count=1)
    return with_capital(rest) if len(rest) >= _LEAST else ""


@cache
def _listed() -> dict[str, Points]:
    listed = load_yaml(POINTS.read_text("utf-8"))
    return {language: _compiled(own, language) for language, own in listed.items()}


def _compiled(own: dict[str, object], language: str) -> Points:
    def made(pattern: object, *, begins: bool = False) -> re.Pattern[str]:
        filled = str(pattern).replace("{verb}", str(own["verb"]))
        filled = filled.replace("{means}", str(own["means"]))
        return re.compile(filled if begins else rf"(?<!\w)(?:{filled})", re.I)

    asks, whose = own["asks"], own.get("whose")
    return Points(
        tuple(made(one, begins=True) for one in asks) if isinstance(asks, list) else (),
        made(own["about"], begins=True) if "about" in own else _NOTHING,
        made(own["aim"]),
        made(own["concerning"], begins=True) if "concerning" in own else _NOTHING,
        "\u00a0: " if language == "fr" else ": ",
        {str(one): str(other) for one, other in whose.items()} if isinstance(whose, dict) else {},
    )
