from courses.quizzes.bank.advice import ERRORS, NO_EVIDENCE, WORDS, advice_for
from courses.quizzes.bank.lint.registry import all_rules, quiz_rules
from tests.courses.quizzes.bank.specs import choice_spec


def test_every_rule_has_words_and_all_words_a_rule() -> None:
    codes = {rule.code for rule in all_rules()} | {rule.code for rule in quiz_rules()}
    assert set(WORDS) == codes | {NO_EVIDENCE}
    assert set(ERRORS) <= codes


def test_advice_says_each_thing_once_and_why() -> None:
    spec = choice_spec("?", "A", "All of the above", "None of the above", keys=(0,))
    assert [a.words for a in advice_for("single_choice", spec, "en")] == [WORDS["catch_all"].why]


def test_errors_of_the_key_are_no_advice() -> None:
    spec = choice_spec("?", "A", "B", keys=())
    assert advice_for("single_choice", spec, "en") == []
