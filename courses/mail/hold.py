"""Mail on hold after a restore: what a backup says is waiting may have gone out since.

What waited when the backup was made is held at once. What the restored site makes anew (it grades
again what was graded after the backup) is held when it would be sent; so is every mail that the
site writes by itself. A mail that somebody asked for just now has no dedupe key and goes.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Exists, Q, QuerySet

from courses.mail.models import MailHold, Message
from courses.outbox.clock import database_now
from courses.outbox.services import enqueue
from courses.people.models import User

DROPPED = "An administrator chose not to send it after the site was restored."
WAITING = (Message.State.QUEUED, Message.State.SENDING)


def hold_mail(*, backup_at: datetime) -> int:
    """Begin a hold, or let it stand; holds all that waits. How many mails that held."""
    with transaction.atomic():
        now = database_now()
        MailHold.objects.get_or_create(
            ended_at=None, defaults={"backup_at": backup_at, "began_at": now}
        )
        return Message.objects.filter(state__in=WAITING).update(state=Message.State.HELD)


def hold_in_force() -> MailHold | None:
    return MailHold.objects.filter(ended_at=None).first()


def last_hold() -> MailHold | None:
    """The hold in force, else the one that ended last."""
    return MailHold.objects.order_by("-began_at", "-pk").first()


def is_on_hold() -> Q:
    """A condition on messages: automatic, while a hold is in force."""
    return Q(Exists(MailHold.objects.filter(ended_at=None)), dedupe_key__isnull=False)


def held_back(message: Message) -> bool:
    """Holds a mail about to be sent; False when the hold ended this very moment."""
    with transaction.atomic():
        if not _locked():
            return False
        waiting = Message.objects.filter(pk=message.pk, state__in=WAITING)
        waiting.update(state=Message.State.HELD)
        return True


def _locked() -> MailHold | None:
    """Whoever holds back and whoever ends the hold stand in line at this row."""
    return MailHold.objects.select_for_update().filter(ended_at=None).first()


def held_mail() -> QuerySet[Message]:
    return Message.objects.filter(state=Message.State.HELD)


def held_by_kind() -> Sequence[tuple[str, int]]:
    """(kind, how many), the most first."""
    rows = held_mail().values_list("kind").annotate(count=Count("pk"))
    return list(rows.order_by("-count", "kind"))


def send_held(*, by: User) -> int | None:
    """Ends the hold and sends what it held; how many. None when no hold was in force."""
    with transaction.atomic():
        hold = _locked()
        if hold is None:
            return None
        held = list(held_mail().order_by("pk").values_list("pk", flat=True))
        held_mail().update(state=Message.State.QUEUED)
        for message_id in held:
            enqueue("mail.send", message_id=message_id)
        _end(hold, MailHold.Outcome.SENT, by)
        return len(held)


def drop_held(*, by: User) -> int | None:
    """Ends the hold and sends nothing of what it held; how many. None: no hold was in force."""
    with transaction.atomic():
        hold = _locked()
        if hold is None:
            return None
        hold.dropped = list(held_mail().order_by("pk").values_list("pk", flat=True))
        held_mail().update(state=Message.State.DROPPED, error=DROPPED)
        _end(hold, MailHold.Outcome.DROPPED, by)
        return len(hold.dropped)


def _end(hold: MailHold, outcome: MailHold.Outcome, by: User) -> None:
    hold.ended_at, hold.ended_by, hold.outcome = database_now(), by, outcome
    hold.save()


def undo_drop() -> int | None:
    """Puts back on hold what the last hold dropped; how many. None: nothing to undo."""
    with transaction.atomic():
        hold = MailHold.objects.select_for_update().order_by("-began_at", "-pk").first()
        if hold is None or hold.outcome != MailHold.Outcome.DROPPED:
            return None
        dropped = Message.objects.filter(
            pk__in=hold.dropped, state=Message.State.DROPPED, error=DROPPED
        )
        count = dropped.update(state=Message.State.HELD, error="")
        hold.ended_at, hold.ended_by, hold.outcome, hold.dropped = None, None, "", []
        hold.save()
        return count
