from typing import Any

import pytest
from django.core.management import CommandError, call_command

from courses.cohorts.population.services import populate
from courses.mail.models import Message
from courses.outbox.models import Job
from courses.people.models import Cohort, User
from courses.quizzes.models import Answer, Attempt, Grade, Quiz
from courses.quizzes.services.grades import result_of
from tests.support import make_quizzes

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz() -> Quiz:
    return make_quizzes.make_quiz()


def run(count: int, **changes: Any) -> Any:
    asked: dict[str, Any] = {"seed": 1, "answers": 1.0, "on_progress": lambda _done: None}
    return populate(count=count, **(asked | changes))


def test_learners_have_ten_graded_attempts_on_average(quiz: Quiz) -> None:
    made = run(20)
    assert (made.learners, made.attempts, made.cohorts) == (20, 200, 1)
    assert Attempt.objects.filter(state="graded").count() == Grade.objects.count() == 200
    assert Answer.objects.count() == made.answers > 0


def test_every_grade_is_what_grading_gives(quiz: Quiz) -> None:
    run(10)
    for attempt in Attempt.objects.select_related("quiz_edition")[:5]:
        result = result_of(attempt)
        assert (attempt.score, attempt.passed) == (result.score, result.passed)


def test_the_answer_log_agrees_with_the_snapshot(quiz: Quiz) -> None:
    run(2)
    attempt = Attempt.objects.latest("pk")
    log = {str(answer.slot_id): answer.value for answer in attempt.answers.all()}
    assert log == attempt.snapshot


def test_the_same_seed_gives_the_same_learners(quiz: Quiz) -> None:
    def told() -> list[Any]:
        return list(Attempt.objects.order_by("pk").values_list("public_id", "score", "number"))

    run(10)
    first = told()
    Attempt.objects.all().delete()
    User.objects.filter(is_demo=True).delete()
    Cohort.objects.all().delete()
    run(10)
    assert [one[0] for one in told()] == [one[0] for one in first]
    assert [one[1:] for one in told()] == [one[1:] for one in first]


def test_the_share_of_kept_answers_is_heeded(quiz: Quiz) -> None:
    assert run(10, answers=0.0).answers == 0


def test_rows_made_afterwards_get_ids_of_their_own(quiz: Quiz) -> None:
    run(3)
    made = make_quizzes.make_attempt(quiz)
    assert Attempt.objects.filter(pk=made.pk).count() == 1


def test_nobody_is_mailed_and_nothing_queued(quiz: Quiz) -> None:
    run(3)
    assert not (Message.objects.exists() or Job.objects.exists())


def test_the_same_seed_twice_is_refused(quiz: Quiz) -> None:
    run(1)
    with pytest.raises(CommandError, match="another --seed"):
        call_command("populate", "--learners", "1")


def test_without_a_published_quiz_it_says_what_to_do() -> None:
    with pytest.raises(CommandError, match="load_library"):
        call_command("populate", "--learners", "1")


def test_a_share_above_one_is_refused() -> None:
    with pytest.raises(CommandError, match="--answers"):
        call_command("populate", "--learners", "1", "--answers", "2")
