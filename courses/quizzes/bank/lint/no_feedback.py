"""Nobody learns from a wrong answer that is only called wrong."""

from collections.abc import Iterator, Mapping
from typing import Any

from courses.quizzes.bank.lint.rule import Rule, choices_of, is_key
from courses.quizzes.types.values import Spec

KINDS = frozenset(
    {"single_choice", "multiple_choice", "true_false", "short_text", "numeric", "matching"}
)
# What is said to everybody, or to everybody who was wrong.
TO_THE_WRONG = ("feedback", "feedback_wrong", "outcome_wrong")


def check(spec: Spec, language: str) -> Iterator[str]:
    if any(_says(spec.get(name)) for name in TO_THE_WRONG) or _says_at_outcome(spec):
        return
    if "choices" in spec:
        silent = any(
            not _says(choice.get("feedback"))
            for _place, choice in choices_of(spec)
            if not is_key(choice)
        )
    elif isinstance(spec.get("answer"), bool):
        silent = not _says(spec.get("feedback_false" if spec["answer"] else "feedback_true"))
    else:
        silent = True
    if silent:
        yield "feedback"


def _says(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _says_at_outcome(spec: Spec) -> bool:
    outcomes = spec.get("outcomes") or spec.get("feedbacks")
    return isinstance(outcomes, Mapping) and _says(outcomes.get("wrong"))


RULES = (Rule("no_feedback", check, kinds=KINDS),)
