"""Finds the rules: each module of this folder that holds RULES or QUIZ_RULES."""

import pkgutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from courses.quizzes.bank.lint.rule import Placed, Rule


@dataclass(frozen=True, slots=True)
class QuizRule:
    """`check` takes a quiz's questions in one language and gives the keys it is about;
    `rests_on` says what of such a question it rests on."""

    code: str
    check: Callable[[Sequence[Placed]], Iterable[str]]
    rests_on: Callable[[Placed], object]


@cache
def _modules() -> tuple[object, ...]:
    here = Path(__file__).parent
    names = sorted(module.name for module in pkgutil.iter_modules([str(here)]))
    return tuple(import_module(f"{__package__}.{name}") for name in names if name != "registry")


@cache
def all_rules() -> tuple[Rule, ...]:
    return tuple(rule for module in _modules() for rule in getattr(module, "RULES", ()))


@cache
def quiz_rules() -> tuple[QuizRule, ...]:
    found = (rule for module in _modules() for rule in getattr(module, "QUIZ_RULES", ()))
    return tuple(QuizRule(*parts) for parts in found)
