"""Doorways: ids in, one service. Safe to run twice, safe to kill."""

from celery import shared_task

from courses.quizzes import services
from courses.quizzes.bank import looking
from courses.quizzes.files.sweep import sweep_files as sweep
from courses.quizzes.files.unused import forget_unused
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
