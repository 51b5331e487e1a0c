"""What mail keeps of a person: what was written to them, and what they want no more of."""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from courses.mail.files import path_for
from courses.mail.models import Message, Suppression
from courses.outbox.models import Job
from courses.people.models import User


def export_for(person: User) -> dict[str, Any]:
    """Mails with their text, and stopped kinds, as plain values."""
    stopped = Suppression.objects.filter(email=person.email.lower()).order_by("pk")
    return {
        "mails": [
            {
                "to": message.to,
                "kind": message.kind,
                "subject": message.subject,
                "text": message.text,
                "state": message.state,
                "created_at": message.created_at.isoformat(),
            }
            for message in messages_of(person).order_by("pk")
        ],
        "stopped": [{"kind": row.kind, "reason": row.reason} for row in stopped],
    }


def messages_of(person: User) -> QuerySet[Message]:
    return Message.objects.filter(Q(user=person) | Q(to__iexact=person.email))


@transaction.atomic
def erase(person: User) -> None:
    """Also what still waits: a job whose mail is gone ends clean. Files go after the commit."""
    gone = list(messages_of(person).values_list("pk", "message_id"))
    jobs = Job.objects.filter(task="mail.send", args__message_id__in=[pk for pk, _ in gone])
    jobs.update(last_error="")
    Message.objects.filter(pk__in=[pk for pk, _ in gone]).delete()
    Suppression.objects.filter(email=person.email.lower()).delete()
    transaction.on_commit(lambda: remove_files([message_id for _, message_id in gone]))


def remove_files(message_ids: list[str]) -> None:
    """Of embedded mode; elsewhere there are none."""
    for message_id in message_ids:
        path_for(message_id).unlink(missing_ok=True)
