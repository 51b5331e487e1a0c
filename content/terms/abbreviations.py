"""The abbreviations that a report defines: "Long form (ABBR)", "ABBR (long form)", and lists.

A pair is kept when the letters are the initials of the words ("Organisation mondiale de la Santé
(OMS)", small words left out), else when a name with a capital stands before the bracket
("Organisation internationale de police criminelle (INTERPOL)").
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from content.terms.initials import letters_of, words_behind
from content.terms.unspaced import arabic_pair, chinese_pair
from content.terms.words import Naming, naming

_LETTER = r"[^\W\d_]"
# One word with two capitals or more, perhaps with a figure behind it; in Russian also two words.
_SHORT = re.compile(
    rf"(?=(?:[^\W_]*?[A-ZÀ-ÞА-ЯЁ]){{2}}){_LETTER}[\w/&.-]{{1,14}}(?:\s[А-ЯЁ]{{2,6}})?", re.UNICODE
)
_ROMAN = re.compile(r"[IVXLCDM]+")
_CODE = re.compile(r"\.\d|\d{2}\.|/|^[A-Z]\d")
_BRACKET = re.compile(r"[(（]\s*([^()（）]{2,120}?)\s*[)）]")
# "(ISIL, hereinafter …)", "(далее — ООН)", "(en adelante, “TIC”)".
_HEREINAFTER = re.compile(
    r"^(?:hereinafter|hereafter|henceforth|ci-après|en adelante|в дальнейшем|далее|المشار إليه"
    r"|以下简称|下称|下文称|简称)[^“«\"„A-ZА-ЯЁ]*"
    r"|[,;，；]\s*(?:hereinafter|hereafter|ci-après|en adelante|далее|по-английски"
    r"|por sus siglas|de son|selon|d'après|以下|in English).*$",
    re.I,
)
_QUOTES = "“”«»\"'‘’„ ,;:\u200e\u200f"
_WORD = re.compile(r"[^\W_][\w\u0300-\u036f]*")
_CLAUSE = re.compile(r"[.!?;:«»“”\"،؛。；：]\s|[()（）\[\]]|\n\s*\n|[,，]\s")
_SENTENCE = re.compile(r"[.!?;:«»“”\"؛。；]\s|[()（）\[\]]|\n\s*\n")
_REACH = 220
_MOST_WORDS = 22
_MOST_AT_START = 8
_ALIKE = 3
_LEAST_BEHIND_AND = 2
_LINE = re.compile(rf"^\s*({_SHORT.pattern})\s*(?:\t|\s[-–—:=]\s|:\s|\s{{3,}})\s*(\S.*\S)\s*$")
_LEAST_LINES = 3
# Words of a name whose letters are not its initials.
_LEAST_NAMED = 3
_CAPITALS = re.compile(r"(?<!\w)[A-ZÀ-ÞА-ЯЁ]{4,}(?!\w)")
_LEAST_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """`place` is the number of the text that says so."""

    short: str
    long: str
    place: int


def abbreviations(texts: Sequence[str], language: str) -> list[Abbreviation]:
    """Every pair, in order; the same one again where it is defined again."""
    found: list[Abbreviation] = []
    for place, text in enumerate(texts):
        pairs = [*_bracketed(text, language), *_listed(text)]
        found += [Abbreviation(short, long, place) for short, long in dict.fromkeys(pairs)]
    return found


def defined(texts: Sequence[str], language: str) -> list[Abbreviation]:
    """Each abbreviation once: as it is said first; then those told by how they are used."""
    first: dict[str, Abbreviation] = {}
    for one in abbreviations(texts, language):
        first.setdefault(one.short.rstrip("s"), one)
    for one in by_use(texts, first):
        first.setdefault(one.short, one)
    for one in misspelt(texts, list(first.values()), language):
        first.setdefault(one.short, one)
    return list(first.values())


def by_use(texts: Sequence[str], known: Collection[str]) -> Iterator[Abbreviation]:
    """ "le portail de gestion … (SHERLOC)": its letters are of another language, but the report
    says "le portail SHERLOC" elsewhere, so the name begins with that word."""
    for place, text in enumerate(texts):
        for bracket in _BRACKET.finditer(text):
            short = bracket.group(1).strip(_QUOTES)
            if not _is_short(short) or short.rstrip("s") in known:
                continue
            clause = _SENTENCE.split(text[max(bracket.start() - _REACH, 0) : bracket.start()])[-1]
            start = _start_by_use(short, clause, texts)
            long = _tidy(clause[start:]) if start is not None else ""
            if _LEAST_NAMED <= len(long.split()) <= _MOST_WORDS:
                yield Abbreviation(short, long, place)


def _start_by_use(short: str, clause: str, texts: Sequence[str]) -> int | None:
    before = re.compile(rf"([^\W\d_]{{4,}})\s+{re.escape(short)}(?!\w)")
    said = Counter(found for text in texts for found in before.findall(text))
    heads = [head for head, times in said.most_common() if times > 1 and head.islower()]
    places = (re.search(rf"(?<!\w){re.escape(head)}(?!\w)", clause) for head in heads)
    return next((found.start() for found in places if found), None)


def misspelt(
    texts: Sequence[str], known: Sequence[Abbreviation], language: str
) -> Iterator[Abbreviation]:
    """What fits a name that is known, and is one letter off its abbreviation: of the two, the
    report may have spelt either wrongly, and a reader meets both."""
    names = naming(language)
    shorts = {one.short for one in known}
    said = {word for text in texts for word in _CAPITALS.findall(text)} - shorts
    for one in known:
        words = [_plain(word) for word in _WORD.findall(one.long)]
        near = (word for word in sorted(said) if _one_off(word, one.short))
        for word in near:
            size = words_behind(words, word, small=names.small, neutral=names.neutral)
            if size == len(words):
                yield Abbreviation(word, one.long, one.place)


def _one_off(one: str, other: str) -> bool:
    if len(one) != len(other) or len(one) < _LEAST_LETTERS:
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _bracketed(text: str, language: str) -> Iterator[tuple[str, str]]:
    names = naming(language)
    for bracket in _BRACKET.finditer(text):
        said = _HEREINAFTER.sub("", bracket.group(1)).strip(_QUOTES)
        before = text[max(bracket.start() - _REACH, 0) : bracket.start()]
        pair = _behind(said, before, names, language) or _turned_round(said, before, names)
        if pair is not None:
            yield pair


def _behind(said: str, before: str, names: Naming, language: str) -> tuple[str, str] | None:
    """ "Long form (ABBR)"."""
    if language == "zh":
        return chinese_pair(said, before, names)
    if language == "ar" and not _SHORT.fullmatch(said):
        return arabic_pair(said, before, names)
    if not _is_short(said):
        return None
    long = _by_initials(said, before, names) or _by_capital(said, before, names)
    if not long and language == "ar":
        return arabic_pair(said, before, names)
    return (said, long) if long and not _same(said, long) else None


def _turned_round(said: str, before: str, names: Naming) -> tuple[str, str] | None:
    """ "ABBR (long form)"."""
    last = re.search(rf"({_SHORT.pattern})\s*$", before)
    if last is None or not _is_short(last.group(1)) or len(said.split()) < 2:
        return None
    words = [_plain(word) for word in _WORD.findall(said)]
    size = words_behind(words, last.group(1), small=names.small, neutral=names.neutral)
    starts = next((at for at, word in enumerate(words) if word not in names.small), 0)
    return (last.group(1), said) if size == len(words) - starts else None


def _is_short(said: str) -> bool:
    whole = _SHORT.fullmatch(said) is not None
    return whole and not _ROMAN.fullmatch(said) and not _CODE.search(said)


def _by_initials(short: str, before: str, names: Naming) -> str:
    # A bracket within the name says something else of it: "OPEC (…) Fund (OFID)".
    before = re.sub(r"\([^()]*\)\s*", lambda found: " " * len(found.group()), before)
    clause = _SENTENCE.split(before)[-1]
    words = list(_WORD.finditer(clause))[-_MOST_WORDS:]
    plain = [_plain(word.group()) for word in words]
    size = words_behind(plain, short, small=names.small, neutral=names.neutral)
    return _tidy(clause[words[-size].start() :]) if size else ""


def _by_capital(short: str, before: str, names: Naming) -> str:
    """The name before the bracket, from its first capital on: behind the last word that ends
    what comes before it, or the last behind which it begins as the abbreviation does."""
    if any(sign.isdigit() for sign in short):
        return ""
    text = before.rstrip(_QUOTES)
    clause = _CLAUSE.split(text)[-1]
    found = [_name(clause, 0, names)]
    for cut in names.breaks.finditer(clause):
        name = _name(clause, cut.end(), names)
        # Behind an "and" may be the rest of the name: "contra la Droga y el Delito".
        if len(name.split()) > (_LEAST_BEHIND_AND if " " in cut.group() else 1):
            found.append(name)
    fitting = [name for name in found if _plain(name)[:_ALIKE] == letters_of(short)[:_ALIKE]]
    long = (fitting or found or [""])[-1]
    size = len(long.split())
    # A capital that begins a sentence may be no name.
    begins = text.endswith(clause) and clause.strip().startswith(long)
    return long if 2 <= size <= (_MOST_AT_START if begins else _MOST_WORDS) else ""


def _name(clause: str, start: int, names: Naming) -> str:
    words = _WORD.finditer(clause, start)
    first = next((word for word in words if _is_capital(word.group(), names)), None)
    return _tidy(clause[first.start() :]) if first else ""


def _is_capital(word: str, names: Naming) -> bool:
    return word[:1].isupper() and not word.isupper() and _plain(word) not in names.small


def _same(short: str, long: str) -> bool:
    return short.casefold() == long.casefold()


def _listed(text: str) -> Iterator[tuple[str, str]]:
    """The lines of a list of abbreviations; one alone may be anything."""
    lines = [found for line in text.splitlines() if (found := _LINE.match(line))]
    pairs = [(one.group(1), _tidy(one.group(2))) for one in lines if _is_short(one.group(1))]
    if len(pairs) >= _LEAST_LINES:
        yield from pairs


def _plain(word: str) -> str:
    apart = unicodedata.normalize("NFD", word.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _tidy(long: str) -> str:
    return " ".join(long.split()).strip(_QUOTES)
