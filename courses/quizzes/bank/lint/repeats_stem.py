"""The right choice, and no other, repeats a word of the stem: it is found without knowing.

Only the sentence that asks is looked at: a case told before it names what the answers speak of.
"""

from collections.abc import Iterator

from courses.quizzes.bank.lint.reading import asking, plain, stem_of, words
from courses.quizzes.bank.lint.rule import Rule, choices_of, is_key
from courses.quizzes.types.values import Spec

# Words are compared by their beginnings, so that "launder" and "laundering" are one. Chinese
# writes no spaces between words: it abstains there.
BEGINNING = 6
SHORTEST = 5
ARTICLES = {"ar": ("وال", "بال", "لل", "ال")}
# Long words that say nothing of the matter.
COMMON = {
    "en": "which following these those their there about would should could person people when "
    "under other state states statement answer question where called describes means most",
    "fr": "quelle lequel laquelle lesquels lesquelles suivantes suivants parmi cette leurs "
    "elles comme entre personne personnes quand autre autres celles ceux selon appelle",
    "es": "cuál cuáles siguientes estas estos entre según persona personas cuando donde otras "
    "otros llama",
    "ru": "какой какая какое какие следующих является являются который которая которые "
    "когда между может",
    "ar": "التالية التالي الذي التي ماذا هؤلاء",
}


def check(spec: Spec, language: str) -> Iterator[str]:
    common = {_beginning(word, language) for word in COMMON[language].split()}
    stem = _beginnings(asking(stem_of(spec)), language) - common
    choices = [
        (place, is_key(choice), stem & _beginnings(plain(choice["text"]), language))
        for place, choice in choices_of(spec)
    ]
    others = [shared for _place, right, shared in choices if not right]
    if not others or any(others):
        return
    yield from (f"choices.{place}.text" for place, right, shared in choices if right and shared)


def _beginnings(text: str, language: str) -> set[str]:
    bare = (_bare(word, language) for word in words(text))
    return {word[:BEGINNING] for word in bare if len(word) >= SHORTEST}


def _beginning(word: str, language: str) -> str:
    return _bare(word, language)[:BEGINNING]


def _bare(word: str, language: str) -> str:
    for article in ARTICLES.get(language, ()):
        if word.startswith(article) and len(word) > len(article) + 2:
            return word.removeprefix(article)
    return word


RULES = (Rule("repeats_stem", check, languages=frozenset(COMMON)),)
