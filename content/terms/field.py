"""The terms of the field, from a list that is data: one-word terms too, which no count finds."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from content.terms.candidates import Key
from content.terms.words import LISTS, stems
from content.topics.words import folded, word_pattern
from content.yaml_files import load_yaml

# Their words change by case, or cling to others: what stands in a text is no entry of a glossary.
_AS_LISTED = ("ru", "ar", "zh")
_ARABIC_THE = "ال"
_COMMA = re.compile(r"[,;،؛、；]\s?")
_AROUND = 150
_MANY = 7
_STOP = re.compile(r"[.;:!?()\[\]؛؟。；：！？（）]")


@dataclass(slots=True)
class FieldTerm:
    """`key` is the stems of its words; `places` counts it by the number of the text."""

    listed: str
    key: Key
    forms: Counter[str] = field(default_factory=Counter)
    places: Counter[int] = field(default_factory=Counter)

    def form(self, language: str) -> str:
        """As the text writes it most often, where a text writes it as a glossary would."""
        if language in _AS_LISTED or not self.forms:
            return self.listed
        small: Counter[str] = Counter()
        for form, times in self.forms.items():
            small[form.lower() if self.listed.islower() else form] += times
        return min(small, key=lambda form: (-small[form], len(form), form))


def field_terms(texts: Sequence[str], language: str) -> list[FieldTerm]:
    """Those that the texts use, the longest where one is within another; in the list's order."""
    known = _by_first(language)
    found: dict[Key, FieldTerm] = {}
    for place, text in enumerate(texts):
        for listed, key, form in _in_text(text, language, known):
            term = found.setdefault(key, FieldTerm(listed, key))
            term.forms[form] += 1
            term.places[place] += 1
    order = {key: at for at, key in enumerate(_listed(language))}
    return sorted(found.values(), key=lambda one: order[one.key])


def _in_text(
    text: str, language: str, known: dict[str, list[Key]]
) -> Iterator[tuple[str, Key, str]]:
    stemmed, listed = stems(language), _listed(language)
    words = [word for word in word_pattern(language).finditer(text) if stemmed[word[0]]]
    bare = [stemmed[word[0]] for word in words]
    at = 0
    while at < len(words):
        key = next((one for one in known.get(bare[at], ()) if _stands(one, bare, at)), None)
        if key is not None:
            start, end = words[at].start(), words[at + len(key) - 1].end()
            form = " ".join(text[start:end].split())
            is_told = not _STOP.search(form) and not _in_a_list(text, start, end)
            if is_told and _is_same(form, listed[key], language):
                yield listed[key], key, form
                at += len(key) - 1
        at += 1


def _in_a_list(text: str, start: int, end: int) -> bool:
    """One of many in a row: nobody learns there what it is."""
    around = text[max(start - _AROUND, 0) : start] + text[end : end + _AROUND]
    return len(_COMMA.findall(around)) >= _MANY


def _is_same(form: str, listed: str, language: str) -> bool:
    """But for endings of number: "victims" are not what "victimization" is."""
    if language == "zh" or (language in _AS_LISTED and len(key_of(listed, language)) > 1):
        return True
    if language == "ar":
        return folded(form).endswith(folded(listed).removeprefix(_ARABIC_THE))
    pairs = zip(_bare(form, language), _bare(listed, language), strict=False)
    return all(one == other or one.startswith(other[:-2]) for one, other in pairs)


def _bare(form: str, language: str) -> list[str]:
    stemmed = stems(language)
    words = (word for word in word_pattern(language).findall(form) if stemmed[word])
    return [folded(word) for word in words]


def _stands(key: Key, bare: Sequence[str], at: int) -> bool:
    return tuple(bare[at : at + len(key)]) == key


@cache
def _listed(language: str) -> dict[Key, str]:
    data = load_yaml((LISTS / "field.yaml").read_text("utf-8"))
    said = [forms[language] for forms in data.values() if language in forms]
    forms = [form for one in said for form in ([one] if isinstance(one, str) else one)]
    return {key_of(form, language): form for form in forms}


def key_of(form: str, language: str) -> Key:
    """The stems of its words, small ones left out."""
    stemmed = stems(language)
    return tuple(stem for word in word_pattern(language).findall(form) if (stem := stemmed[word]))


@cache
def _by_first(language: str) -> dict[str, list[Key]]:
    """The longest first."""
    found: dict[str, list[Key]] = defaultdict(list)
    for key in sorted(_listed(language), key=len, reverse=True):
        found[key[0]].append(key)
    return found
