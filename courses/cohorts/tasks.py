"""Cohorts' doorways for the outbox."""

from celery import shared_task

from courses.cohorts import bringing_in, newcomers


@shared_task(name="cohorts.bring_in")
def bring_in(assignment_id: int) -> None:
    bringing_in.bring_in(assignment_id)


@shared_task(name="cohorts.welcome")
def welcome(user_id: int, cohort_id: int) -> None:
    newcomers.welcome(user_id, cohort_id)
