from django.utils import translation

from content.importing.problems import PROBLEMS
from content.problems import MESSAGES, message_for


def test_every_problem_has_the_reader_s_own_sentence() -> None:
    with translation.override(None):
        assert {one.code: one.message for one in PROBLEMS} == {
            code: str(message) for code, message in MESSAGES.items()
        }


def test_a_code_not_known_is_a_damaged_file() -> None:
    assert message_for("?") == MESSAGES["damaged"]
