"""Abbreviations where no capital shows a name: Arabic and Chinese."""

from __future__ import annotations

import re

from content.terms.words import Naming, plain

_ARABIC_SHORT = re.compile(r"(?:ال)?[\u0621-\u064a]{3,14}|[A-Z][\w-]{1,12}")
_ARABIC_WORD = re.compile(r"[\u0621-\u065f\u0670]+")
_ARABIC_CLAUSE = re.compile(r"[.،؛:()«»\"“”]\s?")
_ARABIC_JOINED = re.compile("^(?:و|ف)?(?:لل|بال|ال|ل|ب)?")
_MOST_ARABIC = 12
_CHINESE_SHORT = re.compile(r"[\u4e00-\u9fff]{2,12}|[A-Z][A-Za-z-]{1,12}")
_CHINESE_CLAUSE = re.compile(r"[^\u4e00-\u9fff]")
_MOST_CHINESE = 30


def arabic_pair(said: str, before: str, names: Naming) -> tuple[str, str] | None:
    """The name from the word on with which names of bodies begin, of several words."""
    if not _ARABIC_SHORT.fullmatch(said):
        return None
    clause = _ARABIC_CLAUSE.split(before)[-1]
    words = list(_ARABIC_WORD.finditer(clause))[-_MOST_ARABIC:]
    heads = [word for word in words if _is_head(word.group(), names)]
    if not heads:
        return None
    long = " ".join(_without_and(clause[heads[0].start() :]).split())
    # "(المكتب)" behind "مكتب …" is "the Office", no abbreviation.
    is_word_of_it = said.removeprefix("ال") in long.split() or said in long.split()
    return (said, long) if len(long.split()) >= 2 and not is_word_of_it else None


def _is_head(word: str, names: Naming) -> bool:
    bare = plain(word, "ar")
    return bare in names.heads or _ARABIC_JOINED.sub("", bare) in names.heads


def _without_and(long: str) -> str:
    return long[1:] if long[:1] == "و" else long


def chinese_pair(said: str, before: str, names: Naming) -> tuple[str, str] | None:
    """The name back to where one may begin; its signs are in the short one, in order."""
    if not _CHINESE_SHORT.fullmatch(said):
        return None
    run = _CHINESE_CLAUSE.split(before)[-1][-_MOST_CHINESE:]
    is_latin = said[0].isascii()
    if is_latin:
        long = _back_to_bound(run, len(run) - 1, names)
        return (said, long) if len(long) >= 4 and long.endswith(tuple(names.ends)) else None
    place = len(run)
    for sign in reversed(said):
        place = run.rfind(sign, 0, place)
        if place < 0:
            return None
    long = _back_to_bound(run, place, names)
    is_name = len(long) > len(said) and long.endswith((said[-1], *names.ends))
    return (said, long) if is_name else None


def _back_to_bound(run: str, place: int, names: Naming) -> str:
    """A bound only counts where a name goes on behind it: "毒品和犯罪问题办公室" has one within."""
    start = place
    while start > 0 and run[start - 1] not in names.bounds:
        start -= 1
    return run[start:]
