from decimal import Decimal
from typing import Any

import pytest

from courses.quizzes.types.multiple_choice.grading import grade
from courses.quizzes.types.registry import kind
from tests.courses.quizzes.types.ladder import Ladder

SPEC: dict[str, Any] = {
    "stem": "Which duties must the rules stress?",
    "choices": [
        {"id": "x1", "text": "Identify customers", "correct": True, "feedback": "Yes."},
        {"id": "x2", "text": "Keep records", "correct": True, "feedback": ""},
        {"id": "x3", "text": "Close accounts", "correct": False, "feedback": "No."},
        {"id": "x4", "text": "Judge customers", "correct": False, "feedback": ""},
    ],
    "marking": "per_choice",
    "feedback": "General feedback.",
}
LADDER = Ladder(
    spec=SPEC,
    right=["x2", "x1"],
    wrong=["x3"],
    partly=(["x1"], Decimal("0.5")),
    posted={"q": ["x1", "x2"]},
    malformed=("x1", ["x9"], [3], {"x1": True}, 7),
)


def fraction(chosen: list[str], marking: str) -> Decimal:
    member = kind("multiple_choice")
    spec = member.prepare({**SPEC, "marking": marking}, language="en")
    return grade(spec, chosen).fraction


@pytest.mark.parametrize(
    ("chosen", "whole", "per_choice"),
    [
        (["x1", "x2"], "1", "1"),
        (["x1"], "0", "0.5"),
        (["x1", "x2", "x3"], "0", "0.5"),
        (["x1", "x3"], "0", "0"),
        (["x1", "x2", "x3", "x4"], "0", "0"),
        (["x3", "x4"], "0", "0"),
    ],
)
def test_marking(chosen: list[str], whole: str, per_choice: str) -> None:
    assert fraction(chosen, "all_or_nothing") == Decimal(whole)
    assert fraction(chosen, "per_choice") == Decimal(per_choice)


def test_all_or_nothing_is_the_default() -> None:
    spec = {name: value for name, value in SPEC.items() if name != "marking"}
    prepared = kind("multiple_choice").prepare(spec, language="en")
    assert prepared["marking"] == "all_or_nothing"


def test_answer_is_kept_in_the_authors_order() -> None:
    member = kind("multiple_choice")
    spec = member.prepare(SPEC, language="en")
    assert member.check_value(spec, ["x2", "x1", "x2"]) == ["x1", "x2"]


def test_no_key() -> None:
    choices = [{**choice, "correct": False} for choice in SPEC["choices"]]
    found = kind("multiple_choice").validate({**SPEC, "choices": choices})
    assert [(p.field, p.message) for p in found] == [
        ("choices", "Mark at least one choice as right.")
    ]


def test_unknown_marking() -> None:
    found = kind("multiple_choice").validate({**SPEC, "marking": "by mood"})
    assert [problem.field for problem in found] == ["marking"]


def test_marking_belongs_to_what_languages_share() -> None:
    member = kind("multiple_choice")
    other = {**SPEC, "marking": "all_or_nothing"}
    assert member.structure(SPEC) != member.structure(other)
