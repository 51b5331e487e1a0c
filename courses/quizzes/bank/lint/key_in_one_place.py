"""Over a quiz: the right choice stands in the same place again and again."""

from collections import Counter
from collections.abc import Iterator, Sequence

from courses.quizzes.bank.lint.rule import Placed, choices_of, is_key

LEAST = 4  # questions, below which chance does it often enough
SHARE = 0.7


def check(questions: Sequence[Placed]) -> Iterator[str]:
    """The keys of the questions whose right choice stands where most have it."""
    places = dict[str, int]()
    for question in questions:
        choices = choices_of(question.spec)
        if question.kind == "single_choice" and len(choices) > 2:
            found = [place for place, choice in choices if is_key(choice)]
            if found:
                places[question.key] = found[0]
    if len(places) < LEAST:
        return
    place, times = Counter(places.values()).most_common(1)[0]
    if times >= SHARE * len(places):
        yield from (key for key, where in places.items() if where == place)


QUIZ_RULES = (("key_in_one_place", check),)
