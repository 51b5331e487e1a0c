"""Doorways: ids in, one service. Safe to run twice, safe to kill."""

from celery import shared_task

from courses.quizzes import services
from courses.quizzes.bank import looking
from courses.quizzes.files.sweep import sweep_files as sweep
from courses.quizzes.files.unused import forget_unused
from courses.quizzes.gradebook import settling
from courses.quizzes.invigilation import for_all
from courses.quizzes.terms import following
from courses.quizzes.waiting import services as waiting
from courses.quizzes.writing.services import forget_old


@shared_task(name="quizzes.grade_attempt")
def grade_attempt(attempt_id: int) -> None:
    services.grade_attempt(attempt_id)


@shared_task(name="quizzes.expire_attempt")
def expire_attempt(attempt_id: int, waited: int = 0) -> None:
    services.expire_attempt(attempt_id, waited=bool(waited))


@shared_task(name="quizzes.give_back_outage")
def give_back_outage(outage_id: int) -> None:
    services.give_back_outage(outage_id)


@shared_task(name="quizzes.follow_cohort")
def follow_cohort(override_id: int) -> None:
    following.follow_cohort(override_id)


@shared_task(name="quizzes.follow_accommodation")
def follow_accommodation(person_id: int) -> None:
    following.follow_person(person_id)


@shared_task(name="quizzes.sweep_files")
def sweep_files() -> None:
    forget_unused()
    sweep()


@shared_task(name=looking.LOOK_AGAIN)
def look_again() -> None:
    looking.look_again()


@shared_task(name="quizzes.forget_unsaved")
def forget_unsaved() -> None:
    forget_old()


@shared_task(name="quizzes.tell_staff")
def tell_staff() -> None:
    waiting.tell_staff()


@shared_task(name="quizzes.settle_quiz")
def settle_quiz(quiz_id: int, edition_id: int, after: int) -> None:
    settling.settle_quiz(quiz_id, edition_id, after)


@shared_task(name="quizzes.settle_grades")
def settle_grades() -> None:
    settling.settle_missing()


@shared_task(name=for_all.TASK)
def give_time_to_all(time_for_all_id: int) -> None:
    for_all.carry_out(time_for_all_id)
