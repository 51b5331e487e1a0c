"""Mail's doorways for the outbox."""

from celery import shared_task

from courses.mail import invitations, sending


@shared_task(name="mail.send")
def send(message_id: int) -> None:
    sending.send_message(message_id)


@shared_task(name="mail.retry_stuck")
def retry_stuck() -> None:
    sending.retry_stuck()


@shared_task(name="mail.send_invitation")
def send_invitation(invitation_id: int) -> None:
    invitations.mail_invitation(invitation_id)
