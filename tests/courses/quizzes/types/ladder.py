"""What each kind's test file tells the conformance test: LADDER, a question and its answers."""

from dataclasses import dataclass, field
from decimal import Decimal
from importlib import import_module
from typing import Any


@dataclass(frozen=True)
class Ladder:
    """`posted` is {form field: [values]} for the prefix "q", which reads as `right`."""

    spec: dict[str, Any]
    right: Any
    wrong: Any
    posted: dict[str, list[str]]
    malformed: tuple[Any, ...]
    partly: tuple[Any, Decimal] | None = None
    broken: dict[str, Any] = field(default_factory=dict)


def ladder_of(kind: str) -> Ladder:
    found: Ladder = import_module(f"tests.courses.quizzes.types.test_{kind}").LADDER
    return found
