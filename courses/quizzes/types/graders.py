"""Finds a kind's pure grading function without touching its forms and templates."""

from collections.abc import Callable
from functools import cache
from importlib import import_module

from courses.quizzes.types.values import Mark, Spec, Value


@cache
def grader(kind: str) -> Callable[[Spec, Value], Mark]:
    """`grade(spec, value) -> Mark` of a kind. It never raises for a value: nonsense is wrong."""
    grade: Callable[[Spec, Value], Mark] = import_module(
        f"courses.quizzes.types.{kind}.grading"
    ).grade
    return grade
