from typing import Any

import pytest

from courses.quizzes.types.base import MalformedAnswer
from courses.quizzes.types.registry import kind
from tests.courses.quizzes.types.ladder import Ladder

SPEC: dict[str, Any] = {
    "stem": "How far do you agree?",
    "survey": "likert",
    "statements": [
        {"id": "s1", "text": "I can use this at work."},
        {"id": "s2", "text": "The texts were clear."},
    ],
    "scale": ["Disagree", "Neither", "Agree"],
    "feedback": "General feedback.",
}
LADDER = Ladder(
    spec=SPEC,
    right={"s1": "3", "s2": "1"},
    wrong={"s2": "2"},
    half={"s2": "2"},
    posted={"q-s1": ["3"], "q-s2": ["1"]},
    malformed=("3", ["s1"], {"s9": "1"}, {"s1": "4"}, {"s1": ["1"]}, 3),
)
CHOICES = [{"id": "x1", "text": "Police"}, {"id": "x2", "text": "Bank"}, {"id": "x3", "text": "-"}]
ONE = {"stem": "Where do you work?", "survey": "one", "choices": CHOICES}
SEVERAL = {**ONE, "survey": "several"}
TEXT = {"stem": "What should we change?", "survey": "text"}


def prepared(spec: dict[str, Any]) -> dict[str, Any]:
    return kind("survey").prepare(spec, language="en")


@pytest.mark.parametrize(
    ("spec", "posted", "value", "words"),
    [
        (ONE, {"q": ["x2"]}, "x2", "Bank"),
        (SEVERAL, {"q": ["x2", "x1"]}, ["x1", "x2"], "Police + Bank"),
        (SEVERAL, {"q": ["x2"]}, ["x2"], "Bank"),
        (TEXT, {"q": [" More\r\nexamples "]}, "More\nexamples", "More examples"),
        (
            SPEC,
            {"q-s1": ["3"], "q-s2": ["1"]},
            {"s1": "3", "s2": "1"},
            "I can use this at work. – Agree; The texts were clear. – Disagree",
        ),
    ],
)
def test_answer_of_each_form(
    spec: dict[str, Any], posted: dict[str, list[str]], value: Any, words: str
) -> None:
    member, stored = kind("survey"), prepared(spec)
    assert member.check_value(stored, member.read_value(posted, "q")) == value
    assert member.in_words(stored, value) == words
    html = member.render_review(stored, value=value, mark=member.grade(stored, value))
    assert "Noted" in html


@pytest.mark.parametrize(
    ("spec", "value"),
    [
        (ONE, "x9"),
        (ONE, ["x1", "x2"]),
        (ONE, {"x1": "1"}),
        (SEVERAL, ["x1", "x9"]),
        (SEVERAL, 3),
        (TEXT, ["text"]),
        (TEXT, "x" * 2_001),
    ],
)
def test_answer_that_does_not_fit(spec: dict[str, Any], value: Any) -> None:
    with pytest.raises(MalformedAnswer):
        kind("survey").check_value(prepared(spec), value)


@pytest.mark.parametrize(
    ("spec", "field"),
    [
        ({**ONE, "choices": CHOICES[:1]}, "choices"),
        ({**ONE, "choices": [*CHOICES, {"id": "x4", "text": "police"}]}, "choices.3.text"),
        ({**SPEC, "statements": []}, "statements"),
        ({**SPEC, "scale": ["No", "Yes"]}, "scale"),
        ({**SPEC, "scale": list("12345678")}, "scale"),
        ({**SPEC, "scale": ["No", "no", "Yes"]}, "scale"),
        ({**SPEC, "scale": ["No", "x" * 61, "Yes"]}, "scale"),
        ({**TEXT, "survey": "poll"}, "survey"),
    ],
)
def test_survey_that_cannot_be_used(spec: dict[str, Any], field: str) -> None:
    assert [problem.field for problem in kind("survey").validate(spec)] == [field]


def test_what_belongs_to_another_form_is_left_out() -> None:
    assert "choices" not in prepared({**SPEC, "choices": CHOICES})
    assert "scale" not in prepared({**ONE, "scale": ["A", "B", "C"]})


def test_learner_is_told_that_it_is_not_graded_and_who_reads_it() -> None:
    member = kind("survey")
    for spec in (SPEC, ONE, SEVERAL, TEXT):
        html = member.render(prepared(spec), prefix="q")
        assert "It is not graded. Course staff see the answers of all together" in html


def test_each_place_on_the_scale_is_named_after_statement_and_label() -> None:
    html = kind("survey").render(prepared(SPEC), prefix="q", value={"s1": "3"})
    assert 'aria-labelledby="q-s1-text q-s1-3-label"' in html
    assert html.count("checked") == 1


def test_languages_share_choices_and_the_length_of_the_scale() -> None:
    member = kind("survey")
    longer = {**SPEC, "scale": ["A", "B", "C", "D"]}
    assert member.structure(prepared(SPEC)) != member.structure(prepared(longer))
    other = {**SPEC, "scale": ["Non", "Ni", "Oui"]}
    assert member.structure(prepared(SPEC)) == member.structure(prepared(other))


def test_scale_with_a_label_too_many_stands_at_its_field() -> None:
    posted = {
        "stem-en": "?",
        "survey": "likert",
        "statements-0-text-en": "A",
        "statements-0-id": "a",
        "scale-en": "1\n2",
    }
    form = kind("survey").form_class(posted, kind=kind("survey"), languages=["en"])
    assert list(form.errors) == ["scale-en"]
