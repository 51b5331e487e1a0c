"""What every kind has on top: feedback to an outcome, and hints that cost."""

from decimal import Decimal
from typing import Any

import pytest

from courses.quizzes.grading import SlotToGrade, grade_snapshot
from courses.quizzes.types.base import Kind, authored
from courses.quizzes.types.registry import all_kinds, kind
from tests.courses.quizzes.types.ladder import ladder_of

MORE: dict[str, Any] = {
    "feedback_right": "Said to the right.",
    "feedback_partly": "Said to the partly right.",
    "feedback_wrong": "Said to the wrong.",
    "hints": [{"text": "Think of *three*."}, {"text": "Not two."}],
    "hint_penalty": 25,
}
SCORED = pytest.mark.parametrize(
    "member", [one for one in all_kinds() if one.has_outcomes], ids=lambda member: member.name
)


def spec_of(member: Kind, **more: Any) -> dict[str, Any]:
    return member.prepare({**ladder_of(member.name).spec, **MORE, **more}, language="en", salt="x")


def points(taken: int, value: Any = "a", **more: Any) -> tuple[Decimal, Decimal]:
    spec = spec_of(kind("single_choice"), **more)
    right = next(row["id"] for row in spec["choices"] if row["correct"])
    slot = SlotToGrade(1, "single_choice", spec, Decimal(2))
    snapshot = {"1": right if value == "a" else value, "hints": {"1": taken}}
    (item,) = grade_snapshot([slot], snapshot, pass_mark=50).items
    return item.points, item.hint_cost


@SCORED
def test_what_was_written_is_kept_and_rendered(member: Kind) -> None:
    spec = spec_of(member)
    assert member.validate(authored(spec)) == []
    assert spec["hints"][0]["text_html"] == "Think of <em>three</em>."
    assert member.prepare(spec, language="en") == spec


@SCORED
def test_what_was_not_written_leaves_no_trace(member: Kind) -> None:
    empty = dict.fromkeys(MORE, "") | {"hints": [], "hint_penalty": "10"}
    plain = member.prepare(ladder_of(member.name).spec, language="en", salt="x")
    assert spec_of(member, **empty) == plain


@SCORED
def test_form_opens_hints_and_feedback_it_saved(member: Kind) -> None:
    spec = spec_of(member)
    initial = member.form_class.initial_from({"en": spec})
    form = member.form_class(kind=member, languages=["en"], initial=initial)
    again = member.prepare(form.draft_specs()["en"], language="en", salt="x")
    assert authored(again) == authored(spec)
    assert form.says_more


def test_each_outcome_hears_its_own_before_what_all_hear() -> None:
    member = kind("single_choice")
    spec = spec_of(member, feedback="To all.")
    choices = {row["correct"]: row["id"] for row in spec["choices"]}
    right, wrong = (member.grade(spec, choices[key]).feedback[-2:] for key in (True, False))
    assert right == ("<p>Said to the right.</p>", "<p>To all.</p>")
    assert wrong == ("<p>Said to the wrong.</p>", "<p>To all.</p>")
    assert member.grade(spec, None).feedback == ("<p>To all.</p>",)


@pytest.mark.parametrize(
    ("taken", "left", "cost"), [(0, "2.00", "0.00"), (1, "1.50", "0.50"), (2, "1.00", "1.00")]
)
def test_each_hint_costs_its_share_of_the_points(taken: int, left: str, cost: str) -> None:
    assert points(taken) == (Decimal(left), Decimal(cost))


def test_hints_cost_no_more_than_was_earned() -> None:
    assert points(2, hint_penalty=100) == (Decimal(0), Decimal(2))
    assert points(2, value=None) == (Decimal(0), Decimal(0))


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"hint_penalty": "much"}, "hint_penalty"),
        ({"hint_penalty": "101"}, "hint_penalty"),
        ({"hint_penalty": "-5"}, "hint_penalty"),
        ({"hints": [{"text": "One."}, {"text": " one."}]}, "hints.1.text"),
        ({"hints": [{"text": ""}]}, "hints.0.text"),
        ({"hints": [{"text": str(number)} for number in range(6)]}, "hints"),
        ({"feedback_wrong": "x" * 5001}, "feedback_wrong"),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field(more: dict[str, Any], field: str) -> None:
    member = kind("single_choice")
    problems = member.validate({**ladder_of("single_choice").spec, **MORE, **more})
    assert [problem.field for problem in problems] == [field]


def test_problem_of_a_hint_stands_at_its_row() -> None:
    member = kind("single_choice")
    form = member.form_class({}, kind=member, languages=["en", "fr"])
    assert form.field_for("hint_penalty", "en") == "hint_penalty"
    initial = member.form_class.initial_from({"en": spec_of(member)})
    opened = member.form_class(kind=member, languages=["en"], initial=initial)
    assert opened.field_for("hints.1.text", "en") == "hints-1-text-en"
