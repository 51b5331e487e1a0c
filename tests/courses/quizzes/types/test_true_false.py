from decimal import Decimal

from django.utils.translation import override

from courses.quizzes.types.base import authored
from courses.quizzes.types.registry import kind
from courses.quizzes.types.true_false.grading import grade
from tests.courses.quizzes.types.ladder import Ladder

SPEC = {
    "stem": "Freezing takes a house for good.",
    "answer": False,
    "feedback_true": "That is confiscation.",
    "feedback_false": "Yes.",
    "feedback": "General feedback.",
}
LADDER = Ladder(
    spec=SPEC,
    right=False,
    wrong=True,
    posted={"q": ["false"]},
    malformed=("maybe", 1, ["true"], {"answer": True}),
)


def test_false_is_an_answer_and_not_a_blank() -> None:
    member = kind("true_false")
    spec = member.prepare(SPEC, language="en")
    assert member.check_value(spec, False) is False
    assert not member.is_blank(False)


def test_feedback_is_that_of_the_answer_given() -> None:
    spec = kind("true_false").prepare(SPEC, language="en")
    wrong = ("<p>That is confiscation.</p>", "<p>General feedback.</p>")
    assert grade(spec, True).feedback == wrong
    assert grade(spec, False).feedback == ("<p>Yes.</p>", "<p>General feedback.</p>")


def test_statement_without_answer() -> None:
    found = kind("true_false").validate({"stem": "So?"})
    assert [(p.field, p.message) for p in found] == [
        ("answer", "Say whether the statement is true or false.")
    ]


def test_wrong_answer_costs_what_its_author_says() -> None:
    spec = kind("true_false").prepare({**SPEC, "penalty": "50"}, language="en")
    assert [grade(spec, value).fraction for value in (False, True, None, "maybe")] == [
        Decimal(1),
        Decimal("-0.5"),
        Decimal(0),
        Decimal(0),
    ]


def test_learner_is_told_what_a_wrong_answer_costs() -> None:
    member = kind("true_false")
    spec = member.prepare({**SPEC, "penalty": 50}, language="en")
    html = member.render(spec, prefix="q", points=Decimal(1))
    assert "Choose true or false. A wrong answer costs 0.5 points." in html


def test_words_are_those_of_the_language_of_the_question() -> None:
    member = kind("true_false")
    with override("fr"):
        html = member.render(member.prepare(SPEC, language="en"), prefix="q")
    assert ">True<" in html


def test_question_from_before_penalties_stays_as_it_was() -> None:
    member = kind("true_false")
    assert authored(member.prepare({**SPEC, "penalty": ""}, language="en")) == SPEC
