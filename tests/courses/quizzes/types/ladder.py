"""What each kind's test file tells the conformance test: LADDER, a question and its answers."""

from dataclasses import dataclass, field
from decimal import Decimal
from importlib import import_module
from typing import Any

from courses.quizzes.types.base import Kind


@dataclass(frozen=True)
class Ladder:
    """`posted` is {form field: [values]} for the prefix "q", which reads as `right`; `half` leaves
    something open."""

    spec: dict[str, Any]
    right: Any
    wrong: Any
    posted: dict[str, list[str]]
    malformed: tuple[Any, ...]
    partly: tuple[Any, Decimal] | None = None
    half: Any = None
    broken: dict[str, Any] = field(default_factory=dict)


def as_stored(member: Kind, spec: dict[str, Any], value: Any) -> Any:
    """The answer in its one form; of a kind that is walked, each step is taken anew."""
    if not member.is_walked:
        return member.check_value(spec, value)
    walked: list[Any] = []
    for step in value:
        walked = member.follow(spec, walked, {"from": len(walked), **step}, None)
    assert walked == value
    return walked


def ladder_of(kind: str) -> Ladder:
    found: Ladder = import_module(f"tests.courses.quizzes.types.test_{kind}").LADDER
    return found
