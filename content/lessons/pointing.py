"""Sentences of a lesson that speak of what it has not: of the report itself, of another of its
places, or of what stood before them there; and those that grew old, or tell how a body works.
The words that say so are data, `pointing.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from content.places import paragraph_of
from content.topics.leaning import Lean, first_sentence, lean_of
from content.yaml_files import load_yaml

LISTS = Path(__file__).parent / "pointing.yaml"
ITSELF, ELSEWHERE, LEANS = "itself", "elsewhere", "leans"
DATED, PROCEDURE = "dated", "procedure"
# They lead nowhere; what is dated or procedure may be meant.
AWAY = (ITSELF, ELSEWHERE, LEANS)
_SENTENCE = re.compile(r"(?<=[.!?؟])\s+|(?<=。)")
_APOSTROPHES = str.maketrans("’ʼ", "''")
_CJK = re.compile("[\u4e00-\u9fff]")
# Not that of a resolution, "1373 (2001)", nor of a symbol, "A/2019/4".
_YEAR = re.compile(r"(?<![\d(/.,])(?:19|20)\d\d(?![\d)/]|[.,]\d)")
_LONGEST = 240
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Told:
    """A block of a lesson: `source` is the report's slug, `locators` the keys of its passages."""

    key: str
    kind: str
    text: str
    source: str = ""
    locators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pointing:
    """`block` is the key of the block, `paragraph` the number of the one that is named, or ""."""

    block: str
    kind: str
    sentence: str
    source: str = ""
    paragraph: str = ""


def pointings(blocks: Sequence[Told], language: str) -> Iterator[Pointing]:
    """In order, each sentence once. A language without a list has none."""
    said = _patterns(language.partition("-")[0])
    before: Told | None = None
    for block in blocks:
        if block.kind == "heading" or any(one.startswith("fn") for one in block.locators):
            continue
        found = list(_of(block, said))
        first = _short(first_sentence(block.text))
        leans = _is_apart(before, block) and lean_of(block.text, language) is not Lean.NOT
        if leans and not any(one.sentence == first for one in found):
            yield Pointing(block.key, LEANS, first, block.source)
        yield from found
        before = block


def _of(block: Told, said: _Said) -> Iterator[Pointing]:
    for sentence in _SENTENCE.split(block.text):
        plain = sentence.translate(_APOSTROPHES)
        place = said.paragraph.search(plain)
        if place and said.of.match(plain[place.end() :]):
            place = None
        if place or said.elsewhere.search(plain):
            number = place["number"] if place else ""
            yield Pointing(block.key, ELSEWHERE, _short(sentence), block.source, number)
        elif said.itself.search(plain):
            yield Pointing(block.key, ITSELF, _short(sentence), block.source)
        elif said.dated.search(plain) or _has_year_after(said.ahead.search(plain), plain):
            yield Pointing(block.key, DATED, _short(sentence), block.source)
        elif said.procedure.search(plain):
            yield Pointing(block.key, PROCEDURE, _short(sentence), block.source)


def _has_year_after(found: re.Match[str] | None, text: str) -> bool:
    return found is not None and _YEAR.search(text, found.end()) is not None


def _is_apart(before: Told | None, block: Told) -> bool:
    """Whether what stands before the block is not what did so in its report."""
    if not block.locators:
        return False
    if before is None or before.source != block.source or not before.locators:
        return True
    here, there = paragraph_of(block.locators[0]), paragraph_of(before.locators[-1])
    return bool(here and there) and int(here) not in (int(there), int(there) + 1)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


@dataclass(frozen=True, slots=True)
class _Said:
    itself: re.Pattern[str]
    elsewhere: re.Pattern[str]
    paragraph: re.Pattern[str]
    of: re.Pattern[str]
    dated: re.Pattern[str]
    ahead: re.Pattern[str]
    procedure: re.Pattern[str]


@cache
def _patterns(language: str) -> _Said:
    listed = load_yaml(LISTS.read_text("utf-8")).get(language)
    if listed is None:
        return _Said(*[_NEVER] * 7)
    words = "|".join(map(re.escape, listed["paragraph"]))
    end = r"\s*段" if language == "zh" else r"(?![\d.,]\d)"
    start = "" if language == "zh" else r"(?<!\w)"
    return _Said(
        _any(listed["itself"]),
        _any(listed["elsewhere"]),
        re.compile(rf"{start}(?:{words})\s*(?P<number>\d{{1,3}}){end}", re.I),
        re.compile(
            rf"\s*(?:\([^()]{{1,3}}\)\s*)?(?:{'|'.join(map(re.escape, listed['of']))})", re.I
        ),
        _any(listed["dated"]),
        _any(listed["ahead"]),
        _any(listed["procedure"]),
    )


def _any(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(_phrase(str(one)) for one in phrases), re.I)


def _phrase(phrase: str) -> str:
    r""" "susmentionn-" goes on as it likes: susmentionn\w*."""
    words = [
        rf"{re.escape(word[:-1])}\w*" if word.endswith("-") else re.escape(word)
        for word in phrase.split()
    ]
    whole = r"\s+".join(words)
    if _CJK.search(phrase):
        return whole
    # Arabic writes "and" and "so" together with the word behind them.
    return rf"(?<!\w)[وف]?{whole}(?!\w)"
