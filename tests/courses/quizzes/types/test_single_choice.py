import pytest

from courses.quizzes.types.registry import kind
from courses.quizzes.types.single_choice.grading import grade
from tests.courses.quizzes.types.ladder import Ladder

SPEC = {
    "stem": "How many people make a *group*?",
    "choices": [
        {"id": "x1", "text": "Two", "correct": False, "feedback": "One short."},
        {"id": "x2", "text": "Three", "correct": True, "feedback": "Yes."},
        {"id": "x3", "text": "Five", "correct": False, "feedback": ""},
    ],
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
