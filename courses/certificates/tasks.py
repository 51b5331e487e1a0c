"""Certificates' doorways for the outbox."""

from celery import shared_task

from courses.certificates import services


@shared_task(name="certificates.award")
def award(completion_id: int) -> None:
    services.award(completion_id)


@shared_task(name="certificates.award_waiting")
def award_waiting() -> None:
    services.award_waiting()
