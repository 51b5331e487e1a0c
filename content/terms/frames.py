"""The frames of `lists/objectives.yaml`: which sentences an objective can be made of, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from content.terms.words import LISTS
from content.yaml_files import load_yaml

_MOST_OF_A_KIND = 2
_NEVER = "(?!)"
_PIECE = re.compile(r"<([A-Z]+)>")
# A letter by itself is a word that the file has broken.
_BROKEN = re.compile(r"(?<![\w'’.-])[b-df-hj-np-tv-xzé](?![\w'’.-])")
_VOWEL = re.compile("[aeiouyhàâéèêîïôû]", re.I)
_CONTRACTED = {"le": "du", "les": "des", "el": "del"}
_AND_TO = re.compile(r" et (?=([a-zà-ÿ]{3,}(?:er|ir|re)\b))")
_WORD = re.compile(r"[\w'’-]+")
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Frame:
    """`only`: so many of its kind in a lesson. `heads` are patterns of headings, each with what
    becomes of what it finds; `near` is the share of the words of "x" that the titles must have.
    """

    name: str
    kind: str
    say: str
    many: str
    ask: tuple[str, ...]
    ask_most: int
    ask_never: re.Pattern[str]
    weight: float
    fewest: int
    most: int
    join: str
    unless: re.Pattern[str]
    only: int
    plural: re.Pattern[str]
    find: tuple[re.Pattern[str], ...]
    heads: tuple[tuple[re.Pattern[str], str], ...]
    near: float
    articles: Mapping[str, str]

    def said(self, what: str) -> str:
        is_many = self.many and self.plural.search(what)
        return _filled(self.many if is_many else self.say, what)

    def asked(self, what: str) -> tuple[str, ...]:
        """None of what is too long to hold in mind, a body by its name, or without bounds."""
        is_long = len(_WORD.findall(what)) > self.ask_most
        if is_long or self.ask_never.search(what):
            return ()
        return tuple(_filled(one, what) for one in self.ask)

    def what_of(self, objective: str) -> str:
        """What an objective of this frame speaks of; "" for one of another."""
        for said in (self.say, self.many):
            pattern = re.escape(said).replace(r"\{de\}", "(?:de |d['’])")
            if said and "{du}" not in said:
                whole = pattern.replace(r"\{x\}", "(?P<x>.+)")
                if found := re.fullmatch(whole, objective.strip(" .;")):
                    return found["x"]
        return ""


@dataclass(frozen=True, slots=True)
class Frames:
    """Of one language; `never` and `vague` tell what no objective can be about."""

    frames: tuple[Frame, ...]
    never: re.Pattern[str]
    vague: re.Pattern[str]
    mend: tuple[tuple[re.Pattern[str], str], ...]

    def mended(self, what: str) -> str:
        """Without what only made sense where it stood."""
        for pattern, better in self.mend:
            what = pattern.sub(better, what)
        return what.strip(" ,")

    def can_be(self, what: str, frame: Frame) -> bool:
        if self.never.search(what) or self.vague.fullmatch(what.casefold()):
            return False
        size = len(_IDEOGRAPH.findall(what)) or len(_WORD.findall(what))
        return frame.fewest <= size <= frame.most and not _BROKEN.search(what)


@cache
def frames_of(language: str) -> Frames | None:
    """None for a language without any."""
    listed = load_yaml((LISTS / "objectives.yaml").read_text("utf-8")).get(language[:2])
    if listed is None:
        return None
    told: dict[str, str] = listed["let"]
    pieces = {name: _PIECE.sub(lambda found: told[found[1]], one) for name, one in told.items()}

    def pattern(written: str) -> re.Pattern[str]:
        return re.compile(_PIECE.sub(lambda found: pieces[found[1]], written))

    def made() -> Iterator[Frame]:
        for name, frame in listed["frames"].items():
            yield _frame(name, frame, pattern)

    never, vague = (re.compile(listed[name], re.I) for name in ("never", "vague"))
    mend = tuple((re.compile(one), better) for one, better in listed.get("mend", {}).items())
    return Frames(tuple(made()), never, vague, mend)


def _frame(name: str, told: Mapping[str, Any], pattern: Any) -> Frame:
    fewest, most = told["words"]
    return Frame(
        name=name,
        kind=told.get("kind", name),
        say=told["say"],
        many=told.get("many", ""),
        ask=_ways(told.get("ask", ())),
        ask_most=told.get("ask_most", most),
        ask_never=pattern(told.get("ask_never", _NEVER)),
        weight=told["weight"],
        fewest=fewest,
        most=most,
        unless=re.compile(told.get("unless", _NEVER), re.I),
        join=told.get("join", ""),
        plural=re.compile(told.get("plural", _NEVER)),
        find=tuple(pattern(one) for one in told.get("find", ())),
        heads=tuple((pattern(one), made) for one, made in told.get("heads", {}).items()),
        only=told.get("only", _MOST_OF_A_KIND),
        near=told.get("near", 0.0),
        articles=told.get("articles", {}),
    )


def _ways(told: str | list[str]) -> tuple[str, ...]:
    return (told,) if isinstance(told, str) else tuple(told)


def _filled(said: str, what: str) -> str:
    """In French and Spanish "of" and an article are one: "{de}{x}" is "de lois" or "d’armes",
    "{du}{x}" is "du port" or "del puerto"."""
    if "{du}" in said:
        article, _, rest = what.partition(" ")
        joined = _CONTRACTED.get(article.casefold())
        return said.replace("{du}{x}", f"{joined} {rest}" if joined else f"de {what}")
    if "{de}" in said:
        what = _AND_TO.sub(lambda found: f" et {_of(found[1])}", what)
    return said.replace("{de}", _of(what)).replace("{x}", what)


def _of(what: str) -> str:
    return "d’" if _VOWEL.match(what) else "de "
