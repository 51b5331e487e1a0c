"""Every rule against its right and wrong examples, and against what it does not know."""

from typing import Any

import pytest

from courses.quizzes.bank.lint.linting import lint
from courses.quizzes.bank.lint.registry import all_rules
from tests.courses.quizzes.bank.lint.examples import EXAMPLES, Example
from tests.courses.quizzes.bank.specs import choice_spec

CASES = [(code, example) for code, examples in EXAMPLES.items() for example in examples]
ODD: list[dict[str, Any]] = [
    {},
    {"stem": None, "choices": None},
    {"stem": 5, "choices": "x", "answer": "maybe"},
    {"stem": "?", "choices": [None, {"text": 3, "correct": "x"}, {}]},
    {"stem": "x" * 100_000, "choices": [{"text": "x" * 5000}] * 200, "feedback": {"a": 1}},
    {"stem": "?", "value": "x", "answers": [{"from": "x"}, {"from": "nan", "to": "1"}, 7, {}]},
]


@pytest.mark.parametrize(("code", "example"), CASES)
def test_rule_finds_what_it_should_and_nothing_else(code: str, example: Example) -> None:
    language, kind, spec, paths = example
    assert [f.field for f in lint(kind, spec, language) if f.code == code] == paths


@pytest.mark.parametrize("code", sorted({rule.code for rule in all_rules()}))
def test_rule_has_right_and_wrong_examples_in_two_languages(code: str) -> None:
    wrong = {language for language, _kind, _spec, paths in EXAMPLES[code] if paths}
    right = {language for language, _kind, _spec, paths in EXAMPLES[code] if not paths}
    assert {"en", "fr"} <= wrong and {"en", "fr"} <= right


@pytest.mark.parametrize("kind", ["single_choice", "numeric", "true_false", "scenario", "unknown"])
@pytest.mark.parametrize("language", ["en", "fr", "ar", "zh-hans", "sw"])
@pytest.mark.parametrize("spec", ODD)
def test_nothing_odd_breaks_a_rule(kind: str, language: str, spec: dict[str, Any]) -> None:
    lint(kind, spec, language)


@pytest.mark.parametrize("kind", ["survey", "scenario", "cloze", "hotspot"])
def test_kinds_that_no_rule_knows_are_left_alone(kind: str) -> None:
    spec = choice_spec("Which is not so?", "All of the above", "B", keys=(), feedback="")
    assert lint(kind, spec, "en") == []


@pytest.mark.parametrize("language", ["ar", "zh-hans", "ru", "sw"])
def test_grammar_abstains_where_it_does_not_know_better(language: str) -> None:
    spec = choice_spec("Laquelle est an", "une", "un bank")
    assert not [f for f in lint("single_choice", spec, language) if f.code == "grammar"]


def test_good_question_has_no_findings() -> None:
    spec = choice_spec(
        "How many make a group?", "Three or more persons", "Two persons or more", "Five persons"
    )
    assert lint("single_choice", spec, "en") == []
