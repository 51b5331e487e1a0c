"""Cohorts' doorways for the outbox."""

from celery import shared_task

from courses.cohorts import bringing_in, newcomers, telling


@shared_task(name="cohorts.bring_in")
def bring_in(assignment_id: int) -> None:
    bringing_in.bring_in(assignment_id)


@shared_task(name="cohorts.tell_deadline")
def tell_deadline(assignment_id: int, change: str, due: int) -> None:
    telling.tell_deadline(assignment_id, change=change, due=due)


@shared_task(name="cohorts.welcome")
def welcome(user_id: int, cohort_id: int) -> None:
    newcomers.welcome(user_id, cohort_id)
