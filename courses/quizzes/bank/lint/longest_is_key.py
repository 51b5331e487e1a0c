"""Authors qualify what is right and are brief about what is not; people who guess know it."""

from collections.abc import Iterator

from courses.quizzes.bank.lint.reading import plain
from courses.quizzes.bank.lint.rule import Rule, choices_of, is_key
from courses.quizzes.types.values import Spec

LONGER = 1.25  # than the longest choice that is wrong
BY = 15  # characters at least, about three words: less is not seen
BY_IN_CHINESE = 6
SHORT = 25  # characters, below which a difference tells nothing
SHORT_IN_CHINESE = 10


def check(spec: Spec, language: str) -> Iterator[str]:
    """Every key is much longer than every other choice."""
    lengths = [
        (len(plain(choice["text"])), place, is_key(choice)) for place, choice in choices_of(spec)
    ]
    keys = [(length, place) for length, place, right in lengths if right]
    others = [length for length, _place, right in lengths if not right]
    if not keys or not others:
        return
    shortest, place = min(keys)
    least, by = (SHORT_IN_CHINESE, BY_IN_CHINESE) if language == "zh" else (SHORT, BY)
    if shortest > least and shortest > max(LONGER * max(others), max(others) + by - 1):
        yield f"choices.{place}.text"


RULES = (Rule("longest_is_key", check),)
