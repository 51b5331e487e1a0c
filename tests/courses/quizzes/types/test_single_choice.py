from decimal import Decimal

import pytest

from courses.quizzes.types.base import authored
from courses.quizzes.types.registry import kind
from courses.quizzes.types.single_choice.forms import SingleChoiceForm
from courses.quizzes.types.single_choice.grading import grade
from tests.courses.quizzes.types.ladder import Ladder

CHOICES: list[dict[str, object]] = [
    {"id": "x1", "text": "Two", "correct": False, "feedback": "One short."},
    {"id": "x2", "text": "Three", "correct": True, "feedback": "Yes."},
    {"id": "x3", "text": "Five", "correct": False, "feedback": ""},
]
SPEC = {
    "stem": "How many people make a *group*?",
    "choices": CHOICES,
    "feedback": "General feedback.",
}
LADDER = Ladder(
    spec=SPEC,
    right="x2",
    wrong="x1",
    posted={"q": ["x2"]},
    malformed=("x9", ["x2"], 2, {"id": "x2"}),
)


def problems(**changes: object) -> list[tuple[str, str]]:
    found = kind("single_choice").validate({**SPEC, **changes})
    return [(problem.field, problem.message) for problem in found]


def with_choices(*texts: str, keys: tuple[int, ...] = (0,)) -> list[dict[str, object]]:
    return [
        {"id": f"x{index}", "text": text, "correct": index in keys}
        for index, text in enumerate(texts)
    ]


def test_feedback_of_the_chosen_choice_comes_first() -> None:
    spec = kind("single_choice").prepare(SPEC, language="en")
    assert grade(spec, "x1").feedback == ("<p>One short.</p>", "<p>General feedback.</p>")


def test_parts_name_the_choice_and_the_missed_key() -> None:
    spec = kind("single_choice").prepare(SPEC, language="en")
    assert grade(spec, "x1").parts == {"x1": "wrong", "x2": "missed", "x3": "left"}


def test_without_a_key() -> None:
    found = problems(choices=with_choices("A", "B", keys=()))
    assert found == [("choices", "Mark the choice that is right.")]


def test_two_keys() -> None:
    found = problems(choices=with_choices("A", "B", "C", keys=(0, 2)))
    said = "2 choices are marked as right. Keep one, or make this a multiple choice."
    assert found == [("choices", said)]


def test_single_choice_needs_two_choices() -> None:
    found = problems(choices=with_choices("A"))
    assert found == [("choices", "Give at least two choices.")]


def test_two_hundred_choices() -> None:
    found = problems(choices=with_choices(*(f"Choice {i}" for i in range(200))))
    said = "There are 200 choices. A question can have 30 at most."
    assert found == [("choices", said)]


def test_empty_choice() -> None:
    found = problems(choices=with_choices("A", " ", "C"))
    said = "Write this choice, or leave all of its fields empty."
    assert found == [("choices.1.text", said)]


@pytest.mark.parametrize("same", ["Three", "three", " Three  "])
def test_duplicate_choice(same: str) -> None:
    found = problems(choices=with_choices("Three", "B", same))
    assert found == [("choices.2.text", "This choice says the same as choice 1.")]


def test_choices_with_the_same_id() -> None:
    choices = [{"id": "a", "text": t, "correct": t == "A"} for t in ("A", "B")]
    assert [field for field, _ in problems(choices=choices)] == ["choices.1.id"]


def test_order_of_the_attempt_is_the_order_of_the_page() -> None:
    member = kind("single_choice")
    spec = member.prepare(SPEC, language="en")
    html = member.render(spec, prefix="q", order=["x3", "x1", "x2"])
    assert [html.index(f'value="{i}"') for i in ("x3", "x1", "x2")] == sorted(
        html.index(f'value="{i}"') for i in ("x1", "x2", "x3")
    )


def test_chosen_choice_is_checked() -> None:
    member = kind("single_choice")
    html = member.render(member.prepare(SPEC, language="en"), prefix="q", value="x2")
    assert html.count("checked") == 1


def graded(value: str, **changes: object) -> Decimal:
    spec = kind("single_choice").prepare({**SPEC, **changes}, language="en")
    return grade(spec, value).fraction


def weighted(**weights: object) -> list[dict[str, object]]:
    return [{**choice, "weight": weights.get(str(choice["id"]), "")} for choice in CHOICES]


def test_wrong_choice_costs_what_its_author_says() -> None:
    assert graded("x1", penalty="25") == Decimal("-0.25")
    assert graded("x2", penalty="25") == 1
    assert graded("x9", penalty="25") == 0


def test_blank_answer_costs_nothing() -> None:
    spec = kind("single_choice").prepare({**SPEC, "penalty": 25}, language="en")
    assert (grade(spec, None).fraction, grade(spec, None).outcome) == (Decimal(0), "blank")


def test_choice_with_a_weight_is_worth_that_and_not_the_penalty() -> None:
    choices = weighted(x1="50", x3="-10")
    assert graded("x1", choices=choices, penalty="25") == Decimal("0.5")
    assert graded("x3", choices=choices, penalty="25") == Decimal("-0.1")


def test_choice_that_is_half_right_is_reviewed_as_such() -> None:
    member = kind("single_choice")
    spec = member.prepare({**SPEC, "choices": weighted(x1="50")}, language="en")
    mark = grade(spec, "x1")
    assert (mark.outcome, mark.parts["x1"]) == ("partly", "partly")
    html = member.render_review(spec, value="x1", mark=mark)
    assert "Your answer: partly right" in html


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({"x2": "50"}, "The right choice is worth 100 percent. Leave this empty."),
        ({"x1": "100"}, "A choice worth all the points is a right one. Write less than 100."),
        (
            {"x1": "-101"},
            "Write a share of the points as a number of percent, from -100 to 100.",
        ),
    ],
)
def test_weights_that_contradict_the_key(weights: dict[str, str], words: str) -> None:
    assert [message for _, message in problems(choices=weighted(**weights))] == [words]


def test_learner_is_told_what_a_wrong_answer_costs() -> None:
    member = kind("single_choice")
    spec = member.prepare({**SPEC, "penalty": "25"}, language="en")
    html = member.render(spec, prefix="q", points=Decimal(2))
    assert "Choose one answer. A wrong answer costs 0.5 points." in html
    assert "A wrong answer costs 25 percent of the points." in member.render_print(spec)


def test_learner_is_told_the_worst() -> None:
    member = kind("single_choice")
    choices = weighted(x3="-50")
    spec = member.prepare({**SPEC, "choices": choices}, language="en")
    said = member.caution(spec, Decimal(2))
    assert said == "A wrong answer costs up to 1 point."


def test_question_from_before_weights_stays_as_it_was() -> None:
    member = kind("single_choice")
    prepared = member.prepare({**SPEC, "penalty": "", "choices": weighted()}, language="en")
    assert authored(prepared) == SPEC
    assert member.caution(prepared, Decimal(2)) == ""


def test_form_opens_weights_and_penalty_it_saved() -> None:
    member = kind("single_choice")
    written = {**SPEC, "penalty": "12.5", "choices": weighted(x1="50", x3="-25")}
    spec = member.prepare(written, language="en")
    form = member.form_class(
        kind=member, languages=["en"], initial=member.form_class.initial_from({"en": spec})
    )
    assert member.prepare(form.draft_specs()["en"], language="en") == spec
    assert isinstance(form, SingleChoiceForm) and form.marks_more


def test_bad_weight_stands_at_its_field() -> None:
    member = kind("single_choice")
    posted = {
        "stem-en": "?",
        "choices-rows": "2",
        "choices-0-id": "a",
        "choices-0-text-en": "A",
        "choices-1-id": "b",
        "choices-1-text-en": "B",
        "choices-1-weight": "much",
        "key": "a",
    }
    form = member.form_class(posted, kind=member, languages=["en"])
    assert list(form.errors) == ["choices-1-weight"]
    assert isinstance(form, SingleChoiceForm) and form.marks_more
