"""Over a quiz: the right choice stands in the same place again and again."""

from collections import Counter
from collections.abc import Iterator, Sequence

from courses.quizzes.bank.lint.rule import Placed, choices_of, is_key

LEAST = 4  # questions, below which chance does it often enough
SHARE = 0.7


def check(questions: Sequence[Placed]) -> Iterator[str]:
    """The keys of the questions whose right choice stands where most have it."""
    places = {
        question.key: place for question in questions if (place := place_of(question)) is not None
    }
    if len(places) < LEAST:
        return
    place, times = Counter(places.values()).most_common(1)[0]
    if times >= SHARE * len(places):
        yield from (key for key, where in places.items() if where == place)


def place_of(question: Placed) -> int | None:
    """Where its right choice stands; None where that tells nothing."""
    choices = choices_of(question.spec)
    if question.kind != "single_choice" or len(choices) < 3:
        return None
    return next((place for place, choice in choices if is_key(choice)), None)


QUIZ_RULES = (("key_in_one_place", check, place_of),)
