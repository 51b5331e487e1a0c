"""A stimulus is read, not answered: there is nothing to grade."""

from courses.quizzes.types.values import ZERO, Mark, Spec, Value


def grade(spec: Spec, value: Value) -> Mark:
    return Mark(ZERO, "noted")
