"""A question of choices without a right one, with two, or with nothing but right ones."""

from collections.abc import Iterator

from courses.quizzes.bank.lint.rule import CHOICE_KINDS, Rule, choices_of, is_key
from courses.quizzes.types.values import Spec


def _count(spec: Spec) -> tuple[int, int]:
    choices = choices_of(spec)
    return sum(is_key(choice) for _place, choice in choices), len(choices)


def no_key(spec: Spec, language: str) -> Iterator[str]:
    keys, choices = _count(spec)
    if choices and not keys:
        yield "choices"


def two_keys(spec: Spec, language: str) -> Iterator[str]:
    if _count(spec)[0] > 1:
        yield "choices"


def all_keys(spec: Spec, language: str) -> Iterator[str]:
    keys, choices = _count(spec)
    if keys > 1 and keys == choices:
        yield "choices"


RULES = (
    Rule("no_key", no_key),
    Rule("two_keys", two_keys, kinds=frozenset({"single_choice"})),
    Rule("all_keys", all_keys, kinds=CHOICE_KINDS),
)
