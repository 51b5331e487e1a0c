"""A wrong choice that does not fit the stem's grammar, while the right one does, falls out.

It knows what English, French and Spanish show on the surface: articles, elisions, singular and
plural at the seam of stem and choice. Chinese has no such seam; in Russian and Arabic case and
gender need a lexicon: it abstains there.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from courses.quizzes.bank.lint.reading import asking, plain, stem_of, words
from courses.quizzes.bank.lint.rule import Rule, choices_of, is_key
from courses.quizzes.types.values import Spec

Fits = Callable[[str], bool | None]  # of a choice; None: it cannot tell
Form = tuple[str | None, int]  # gender (None: either) and number

_END = re.compile(r"[\s_.…:—–-]+$")
_VOWEL = "aeiouyh"
# Read otherwise than they are spelled.
_AN_ALTHOUGH = ("hour", "honest", "honour", "honor", "heir")
_A_ALTHOUGH = ("uni", "use", "usu", "eu", "one", "once", "ut")
_ONE = {"en": {"a", "an", "this", "that", "each", "one"}}
_MANY = {"en": {"these", "those", "several", "many", "some", "two", "three", "various"}}

ARTICLES: dict[str, dict[str, Form]] = {
    "fr": {
        "le": ("m", 1),
        "un": ("m", 1),
        "la": ("f", 1),
        "une": ("f", 1),
        "les": (None, 2),
        "des": (None, 2),
    },
    "es": {
        "el": ("m", 1),
        "un": ("m", 1),
        "la": ("f", 1),
        "una": ("f", 1),
        "los": ("m", 2),
        "unos": ("m", 2),
        "las": ("f", 2),
        "unas": ("f", 2),
    },
}
ASKED: dict[str, dict[str, Form]] = {
    "fr": {
        "lequel": ("m", 1),
        "laquelle": ("f", 1),
        "lesquels": ("m", 2),
        "lesquelles": ("f", 2),
    },
    "es": {"cuál": (None, 1), "cuáles": (None, 2)},
}


def check(spec: Spec, language: str) -> Iterator[str]:
    fits = _expectation(asking(stem_of(spec)), language)
    if fits is None:
        return
    judged = [
        (place, is_key(choice), fits(plain(choice["text"]))) for place, choice in choices_of(spec)
    ]
    keys = [fit for _place, right, fit in judged if right]
    if not keys or not all(fit is True for fit in keys):
        return
    yield from (
        f"choices.{place}.text" for place, right, fit in judged if not right and fit is False
    )


def _expectation(stem: str, language: str) -> Fits | None:
    """What the stem's grammar asks of a choice, or None where it asks nothing."""
    bare = _END.sub("", stem)
    found = words(bare)
    if not found or (bare.endswith(("?", "؟")) and language == "en"):
        return None
    if language == "en":
        return _english(found[-1])
    if language == "fr" and bare.endswith(("'", "’")):
        return lambda choice: _starts_with_vowel(choice)
    return _articled(found, language)


def _english(last: str) -> Fits | None:
    if last in ("a", "an"):
        return lambda choice: _takes_an(choice) is (last == "an")
    if last in ("is", "was", "has"):
        return lambda choice: _first(choice) not in _MANY["en"]
    if last in ("are", "were", "have"):
        return lambda choice: _first(choice) not in _ONE["en"]
    return None


def _articled(stem: list[str], language: str) -> Fits | None:
    """French and Spanish: the word that asks, or the article at the end of the stem."""
    asked = next((ASKED[language][word] for word in stem if word in ASKED[language]), None)
    if asked is None:
        return None
    gender, number = asked

    def fits(choice: str) -> bool | None:
        article = ARTICLES[language].get(_first(choice))
        if article is None:
            return None
        same_gender = None in (gender, article[0]) or gender == article[0]
        return same_gender and number == article[1]

    return fits


def _first(choice: str) -> str:
    return next(iter(words(choice)), "")


def _starts_with_vowel(choice: str) -> bool:
    bare = unicodedata.normalize("NFKD", choice.strip(' «“"')).casefold()
    return bare[:1] in _VOWEL


def _takes_an(choice: str) -> bool:
    first = _first(choice)
    if first.startswith(_AN_ALTHOUGH):
        return True
    return first[:1] in "aeiou" and not first.startswith(_A_ALTHOUGH)


RULES = (Rule("grammar", check, languages=frozenset({"en", "fr", "es"})),)
