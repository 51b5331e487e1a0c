"""Files that were taken back go after a month; what stands in an answer stays."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from courses.outbox.clock import database_now
from courses.quizzes import services
from courses.quizzes.errors import AlreadySubmitted
from courses.quizzes.files.models import AnswerFile
from courses.quizzes.files.services import receive_files
from courses.quizzes.files.unused import KEPT, forget_unused
from courses.quizzes.models import Attempt
from tests.support.make_marking import FILE, PDF, pdf
from tests.support.make_quizzes import make_attempt, make_quiz, slot_ids

pytestmark = pytest.mark.django_db
OLD = KEPT + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def replaced() -> Attempt:
    """One file is taken, and it was sent twice: a.pdf, then b.pdf."""
    attempt = make_attempt(make_quiz(specs=(("file_answer", {**FILE, "max_files": 1}),)))
    for name in ("a.pdf", "b.pdf"):
        send(attempt, name)
    return attempt


def send(attempt: Attempt, name: str) -> None:
    (slot,) = slot_ids(attempt)
    files = [pdf(name, PDF + name.encode())]
    receive_files(attempt.public_id, attempt.user, slot_id=slot, files=files)


def age(by: timedelta = OLD) -> None:
    AnswerFile.objects.update(received_at=database_now() - by)


def names() -> list[str]:
    return sorted(AnswerFile.objects.values_list("name", flat=True))


def test_one_that_was_replaced_goes_while_the_attempt_is_still_open() -> None:
    replaced()
    age()
    assert (forget_unused(), names()) == (1, ["b.pdf"])
    assert forget_unused() == 0


def test_within_a_month_nothing_goes() -> None:
    replaced()
    age(KEPT - timedelta(hours=1))
    assert (forget_unused(), names()) == (0, ["a.pdf", "b.pdf"])


def test_what_was_submitted_and_what_came_too_late_stay() -> None:
    attempt = replaced()
    services.submit_attempt(attempt.public_id, attempt.user)
    with pytest.raises(AlreadySubmitted):
        send(attempt, "c.pdf")
    age()
    assert (forget_unused(), names()) == (1, ["b.pdf", "c.pdf"])
