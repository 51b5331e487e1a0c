from decimal import Decimal
from typing import Any

import pytest

from courses.quizzes.types.base import authored
from courses.quizzes.types.multiple_choice.grading import grade
from courses.quizzes.types.registry import kind
from courses.quizzes.types.values import Mark
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


def marked(chosen: list[str], **changes: Any) -> Mark:
    return grade(kind("multiple_choice").prepare({**SPEC, **changes}, language="en"), chosen)


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


@pytest.mark.parametrize(
    ("chosen", "fraction", "outcome"),
    [
        (["x1", "x2"], "1", "right"),
        (["x1"], "0.5", "partly"),
        (["x1", "x3"], "0.5", "partly"),
        (["x1", "x2", "x3", "x4"], "1", "partly"),
        (["x3"], "0", "wrong"),
    ],
)
def test_per_right_choice_without_penalty(chosen: list[str], fraction: str, outcome: str) -> None:
    mark = marked(chosen, marking="per_right")
    assert (mark.fraction, mark.outcome) == (Decimal(fraction), outcome)


@pytest.mark.parametrize(
    ("chosen", "floored", "below"),
    [
        (["x1", "x2"], "1", "1"),
        (["x1", "x2", "x3"], "0.75", "0.75"),
        (["x1", "x3", "x4"], "0", "0"),
        (["x3", "x4"], "0", "-0.5"),
    ],
)
def test_per_right_choice_with_penalty(chosen: list[str], floored: str, below: str) -> None:
    how = {"marking": "per_right_penalty", "penalty": "25"}
    assert marked(chosen, **how).fraction == Decimal(floored)
    assert marked(chosen, **how, below_zero=True).fraction == Decimal(below)


def test_per_choice_of_old_never_goes_below_nothing() -> None:
    assert marked(["x3", "x4"], marking="per_choice").fraction == 0
    assert marked(["x3", "x4"], marking="per_choice", below_zero=True).fraction == -1


def weighted(*weights: object) -> list[dict[str, Any]]:
    return [{**c, "weight": w} for c, w in zip(SPEC["choices"], weights, strict=True)]


@pytest.mark.parametrize(
    ("chosen", "fraction"),
    [
        (["x1", "x2"], "1"),
        (["x1"], "0.75"),
        (["x2"], "0.25"),
        (["x1", "x3"], "0.25"),
        (["x2", "x3"], "0"),
        (["x1", "x4"], "0.75"),
    ],
)
def test_by_weight(chosen: list[str], fraction: str) -> None:
    choices = weighted("75", "25", "-50", "")
    assert marked(chosen, marking="weights", choices=choices).fraction == Decimal(fraction)


def test_three_thirds_are_a_whole() -> None:
    thirds = weighted("33.33", "33.33", "33.33", "")
    choices = [{**choice, "correct": True} for choice in thirds[:3]] + thirds[3:]
    mark = marked(["x1", "x2", "x3"], marking="weights", choices=choices)
    assert (mark.fraction, mark.outcome) == (Decimal(1), "right")


def test_weight_above_nothing_makes_a_choice_right() -> None:
    choices = [{**c, "correct": False} for c in weighted("60", "40", "", "-100")]
    spec = kind("multiple_choice").prepare(
        {**SPEC, "marking": "weights", "choices": choices}, language="en"
    )
    assert [choice["correct"] for choice in spec["choices"]] == [True, True, False, False]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"marking": "weights", "choices": weighted("50", "", "", "")}, "choices.1.weight"),
        ({"marking": "weights", "choices": weighted("50", "0", "", "")}, "choices.1.weight"),
        ({"marking": "weights", "choices": weighted("50", "20", "", "")}, "marking"),
        ({"marking": "weights", "choices": weighted("50", "50", "-200", "")}, "choices.2.weight"),
        ({"marking": "per_right_penalty"}, "penalty"),
        ({"marking": "per_right_penalty", "penalty": "-5"}, "penalty"),
    ],
)
def test_marking_that_does_not_add_up(changes: dict[str, Any], field: str) -> None:
    found = kind("multiple_choice").validate({**SPEC, **changes})
    assert [problem.field for problem in found] == [field]


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"marking": "all_or_nothing"}, ""),
        ({"marking": "per_right"}, ""),
        ({"marking": "per_choice"}, "Wrong choices take points back."),
        (
            {"marking": "per_right_penalty", "penalty": 25, "below_zero": True},
            "Each wrong choice costs 0.5 points. The points of this question can fall below 0: "
            "at worst it costs 2 points.",
        ),
        (
            {"marking": "weights", "choices": weighted(50, 50, -50, "")},
            "Wrong choices take points back.",
        ),
        ({"marking": "weights", "choices": weighted(50, 50, "", "")}, ""),
    ],
)
def test_learner_is_told_what_wrong_choices_cost(how: dict[str, Any], words: str) -> None:
    member = kind("multiple_choice")
    assert member.caution(member.prepare({**SPEC, **how}, language="en"), Decimal(2)) == words


def test_question_from_before_weights_stays_as_it_was() -> None:
    member = kind("multiple_choice")
    written = {**SPEC, "penalty": "", "below_zero": False, "choices": weighted("", "", "", "")}
    assert authored(member.prepare(written, language="en")) == SPEC


@pytest.mark.parametrize(
    "how",
    [
        {"marking": "per_right_penalty", "penalty": "12.5", "below_zero": True},
        {"marking": "weights", "choices": weighted("75", "25", "-50", "")},
    ],
)
def test_form_opens_the_marking_it_saved(how: dict[str, Any]) -> None:
    member = kind("multiple_choice")
    spec = member.prepare({**SPEC, **how}, language="en")
    form = member.form_class(
        kind=member, languages=["en"], initial=member.form_class.initial_from({"en": spec})
    )
    assert member.prepare(form.draft_specs()["en"], language="en") == spec


def test_review_puts_cost_and_feedback_with_the_choice() -> None:
    member = kind("multiple_choice")
    choices = weighted(50, 50, -50, "")
    choices[2]["feedback"] = "That is a myth."
    spec = member.prepare({**SPEC, "marking": "weights", "choices": choices}, language="en")
    value = [choices[0]["id"], choices[2]["id"]]
    html = member.render_review(spec, value=value, mark=member.grade(spec, value))
    assert html.count("That is a myth.") == 1
    assert html.index("Costs 50 percent of the points") < html.index("That is a myth.")
    assert html.index("That is a myth.") < html.index("</ul>")
