"""How often a rule finds fault with questions that have none."""

from collections import Counter

import pytest

from courses.quizzes.bank.lint.linting import lint
from courses.quizzes.bank.lint.registry import all_rules
from courses.quizzes.types.registry import kinds_by_name
from tests.courses.quizzes.bank.lint.sound_questions import LANGUAGES, Sound, sound_questions

QUESTIONS = sound_questions()
ONE_IN = 50


def test_there_are_enough_in_each_language_to_tell() -> None:
    spoken = Counter(language for language, _kind, _spec in QUESTIONS)
    assert all(spoken[language] >= 40 for language in LANGUAGES)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one[2]["stem"][:40])
def test_its_kind_can_take_it(question: Sound) -> None:
    _language, kind, spec = question
    assert kinds_by_name()[kind].validate(spec) == []


@pytest.mark.parametrize("code", sorted({rule.code for rule in all_rules()}))
def test_no_rule_cries_wrongly_more_than_once_in_fifty(code: str) -> None:
    found = [
        spec["stem"]
        for language, kind, spec in QUESTIONS
        if code in {finding.code for finding in lint(kind, spec, language)}
    ]
    assert len(found) * ONE_IN <= len(QUESTIONS), found
