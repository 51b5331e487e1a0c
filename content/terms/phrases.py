"""Whether a run of words is a whole noun phrase, judged by itself and by what stands beside it.

Better five good terms than twelve half ones: what is in doubt is left out. The words are data,
`lists/phrases.yaml`; a language without them is not judged.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from content.terms.words import LISTS, WORD
from content.yaml_files import load_yaml

# The share of one neighbour from which on it belongs to the phrase.
_MOST_OF_ONE = 0.6
# The share of the places where the phrase must begin as one does.
_LEAST_OPENED = 0.6
_NEVER = "(?!)"
_AND = {"fr": ("et", "ou"), "en": ("and", "or"), "es": ("y", "e", "o", "u"), "ru": ("и", "или")}
# How often a coordination stands there before it is taken for a name of its own.
_OFTEN = 4
_MOST_NEIGHBOURS = 40
_SHORT_NAME = 2
_AHEAD = 3
_BARE = re.compile(r"[^\S\n]*\n?[^\S\n]*|['’]")


@dataclass(frozen=True, slots=True)
class Grammar:
    """Casefolded words; the patterns are searched at the end of a word."""

    open: frozenset[str]
    join: frozenset[str]
    broken: frozenset[str]
    within: frozenset[str]
    verbs: frozenset[str]
    empty: frozenset[str]
    keep: frozenset[str]
    nouns: frozenset[str]
    regions: frozenset[str]
    strict: bool
    first: re.Pattern[str]
    dangling: re.Pattern[str]
    adverb: re.Pattern[str]


@cache
def grammar(language: str) -> Grammar | None:
    listed = load_yaml((LISTS / "phrases.yaml").read_text("utf-8")).get(language)
    if listed is None:
        return None

    def words(name: str) -> frozenset[str]:
        said = listed.get(name, ())
        found = said.split() if isinstance(said, str) else said
        return frozenset(str(word).casefold() for word in found)

    def ending(name: str) -> re.Pattern[str]:
        return re.compile(listed.get(name, _NEVER), re.I)

    return Grammar(
        open=words("open"),
        join=words("join"),
        broken=words("broken"),
        within=words("within"),
        verbs=words("verbs"),
        empty=words("empty"),
        keep=words("keep"),
        nouns=words("nouns"),
        regions=words("regions"),
        strict=bool(listed.get("strict")),
        first=ending("first"),
        dangling=ending("dangling"),
        adverb=ending("adverb"),
    )


def whole_phrases(
    forms: Sequence[Collection[str]], texts: Sequence[str], language: str
) -> list[bool]:
    """For each term, all the forms in which it is written: whether it is a whole noun phrase."""
    rules = grammar(language)
    beside = _beside([one for every in forms for one in every], texts)
    found = []
    for every in forms:
        places = [place for form in every for place in beside.get(form.casefold(), ())]
        spoken = all(_is_phrase(form, language, rules, len(places)) for form in every)
        found.append(spoken and _stands_alone(every, places, rules))
    return found


def _is_phrase(form: str, language: str, rules: Grammar | None, times: int) -> bool:
    """By its own words."""
    if rules is None:
        return True
    if form.casefold() in rules.keep:
        return True
    words = [word.casefold() for word in WORD.findall(form)]
    if not words or rules.verbs & set(words) or rules.within & set(words):
        return False
    content = [word for word in words if word not in rules.join]
    if all(word in rules.regions for word in content):
        return False
    if _is_adjective(words[0], rules.first, rules) or _is_adjective(
        words[-1], rules.dangling, rules
    ):
        return False
    is_empty = words[0] in rules.empty or (language == "en" and words[-1] in rules.empty)
    if is_empty and not _is_name(form, rules):
        return False
    return not (
        rules.adverb.search(words[0])
        or rules.adverb.search(words[-1])
        or _is_broken(form, words, language, rules, times)
        or _acts(form, language, words, rules)
    )


def _is_name(form: str, rules: Grammar) -> bool:
    """A capital alone may only begin a sentence; a long name may have it alone."""
    words = [word for word in WORD.findall(form) if word.casefold() not in rules.join]
    capitals = sum(word[:1].isupper() for word in words[:2])
    return capitals > 1 or (capitals == 1 and form[:1].isupper() and len(words) > _SHORT_NAME)


def _is_adjective(word: str, ending: re.Pattern[str], rules: Grammar) -> bool:
    return word not in rules.nouns and ending.search(word) is not None


def _is_broken(form: str, words: list[str], language: str, rules: Grammar, times: int) -> bool:
    """Two things of which one is cut: "Asie et au Moyen-Orient"; or rare, so two terms."""
    joining = _AND.get(language, ())
    at = next((place for place, word in enumerate(words) if word in joining), None)
    if at is None:
        # "protect the rights": an article behind what is no preposition.
        return language == "en" and any(
            two == "the" and one not in rules.join for one, two in pairwise(words)
        )
    left, right = words[:at], words[at + 1 :]
    # "détection et de répression": the other half hangs on a head that is not there.
    hangs = right[:1] and right[0] in rules.broken
    # "services de détection et de répression" has its own.
    if hangs and right[0] not in left:
        return True
    if right[:1] and right[0] in ("le", "la", "les", "l", "the", "el", "los", "las"):
        return not form[:1].isupper()
    return times < _OFTEN and not form[:1].isupper()


def _acts(form: str, language: str, words: list[str], rules: Grammar) -> bool:
    """ "AIRCOP contribue": behind an abbreviation comes its verb."""
    first, *rest = WORD.findall(form)
    if language not in ("fr", "es") or not rest or not first.isupper() or len(first) < 3:
        return False
    return rest[0].islower() and words[1] not in rules.join


Place = tuple[str, tuple[str, ...]]


def _stands_alone(forms: Collection[str], places: Sequence[Place], rules: Grammar | None) -> bool:
    """By its neighbours: (the word before, the words behind), none where a bound stands."""
    if not places or rules is None:
        return True
    before = Counter(one for one, _ in places if one)
    behind = Counter(said for _, two in places if (said := _goes_on(two, rules)))
    own = {word.casefold() for form in forms for word in WORD.findall(form)}
    if rules.strict:
        opened = sum(not one or one in rules.open for one, _ in places)
        if opened < _LEAST_OPENED * len(places):
            return False
    else:
        before = Counter({one: n for one, n in before.items() if one not in rules.open})
        if _belongs(before, len(places)):
            return False
    behind = Counter({two: n for two, n in behind.items() if two not in own})
    # "Organisation internationale | de police criminelle": a name that is cut.
    goes_on = sum(two[0] in rules.broken for _, two in places if two)
    is_short = len(own - rules.join) <= _SHORT_NAME
    is_name = all(form[:1].isupper() for form in forms)
    if is_short and is_name and goes_on >= _MOST_OF_ONE * len(places):
        return False
    return not _belongs(behind, len(places))


def _goes_on(behind: Sequence[str], rules: Grammar) -> str:
    """The first word that says something, with the preposition before it; "" behind an "and"."""
    joining = {word for words in _AND.values() for word in words}
    for at, word in enumerate(behind):
        if word in joining or word in rules.verbs:
            return ""
        if word not in rules.open and word not in rules.join:
            return " ".join(behind[: at + 1])
    return ""


def _belongs(beside: Counter[str], places: int) -> bool:
    return places > 1 and max(beside.values(), default=0) >= max(2, _MOST_OF_ONE * places)


def _beside(forms: Sequence[str], texts: Sequence[str]) -> dict[str, list[Place]]:
    """{form, casefolded: [(the word before, what it goes on with)]} for its first places."""
    by_first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    names: dict[tuple[str, ...], str] = {}
    for form in forms:
        key = tuple(word.casefold() for word in WORD.findall(form))
        if key:
            by_first[key[0]].add(key)
            names[key] = form.casefold()
    found: dict[str, list[Place]] = defaultdict(list)
    # What is said twice word for word tells nothing twice.
    for text in dict.fromkeys(texts):
        words = list(WORD.finditer(text))
        bare = [word.group().casefold() for word in words]
        for at, word in enumerate(bare):
            for key in by_first.get(word, ()):
                end = at + len(key)
                if tuple(bare[at:end]) == key and len(found[names[key]]) < _MOST_NEIGHBOURS:
                    place = (_before(text, words, at), tuple(_behind(text, words, end)))
                    found[names[key]].append(place)
    return found


def _before(text: str, words: list[re.Match[str]], at: int) -> str:
    if not at or not _BARE.fullmatch(text, words[at - 1].end(), words[at].start()):
        return ""
    return words[at - 1].group().casefold()


def _behind(text: str, words: list[re.Match[str]], end: int) -> Iterator[str]:
    for at in range(end, min(end + _AHEAD, len(words))):
        if not _BARE.fullmatch(text, words[at - 1].end(), words[at].start()):
            return
        yield words[at].group().casefold()
