"""Claim, look again at who it goes to, send, mark.

Between the server's 250 and our commit a kill may double a mail; both copies then carry the
same Message-ID (RFC 1047 says why this cannot be ruled out).
"""

import smtplib
import ssl
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from courses.mail.hold import held_back, is_on_hold
from courses.mail.models import Message, Suppression
from courses.mail.unsubscribe import is_suppressed, unsubscribe_url
from courses.outbox.errors import Transient
from courses.outbox.models import Job
from courses.outbox.services import enqueue
from elearning.prepared import Prepared, PreparedUpdate, given

STUCK_AFTER = timedelta(minutes=3)
# Replies that speak of the mailbox itself (RFC 5321, 4.2.3), so the address is dead.
ADDRESS_CODES = {550, 551, 553, 556}


def send_message(message_id: int) -> None:
    """Send one queued mail. Raises Transient when it should be tried again later."""
    message: Any = _message.first(pk=message_id)
    if message is None or message.state not in (Message.State.QUEUED, Message.State.SENDING):
        return
    if message.on_hold and held_back(message):
        return
    _claim(message)
    reason = reason_to_drop(message)
    if reason:
        _mark(message, Message.State.DROPPED, reason)
        return
    try:
        as_email(message).send()
    except smtplib.SMTPRecipientsRefused as refused:
        code, reply = next(iter(refused.recipients.values()))
        _refused(message, code, _readable(reply), about_address=True)
    except smtplib.SMTPResponseException as refused:
        _refused(message, refused.smtp_code, _readable(refused.smtp_error), about_address=False)
    except (smtplib.SMTPException, ssl.SSLError, OSError) as error:
        _release(message, f"{type(error).__name__}: {error}")
    else:
        _sent.run(pk=message.pk)


def _free() -> Q:
    old = Now() - timedelta(seconds=settings.JOB_SHORT_SECONDS + 5)
    being_sent = Q(state=Message.State.SENDING, claimed_at__lt=old)
    return Q(state=Message.State.QUEUED) | being_sent


_message = Prepared(
    lambda: (
        Message.objects.select_related("user").annotate(on_hold=is_on_hold()).filter(pk=given("pk"))
    )
)
_claimed = PreparedUpdate(
    lambda: (
        Message.objects.filter(_free(), pk=given("pk")),
        {"state": Message.State.SENDING, "claimed_at": Now()},
    )
)
_sent = PreparedUpdate(
    lambda: (
        Message.objects.filter(pk=given("pk"), state=Message.State.SENDING),
        {"state": Message.State.SENT, "error": "", "sent_at": Now()},
    )
)


def _claim(message: Message) -> None:
    """Only one sender at a time; a claim older than any sender may live is taken over."""
    if _claimed.run(pk=message.pk) != 1:
        raise Transient("Another sender has this mail.", retry_in=15)


def reason_to_drop(message: Message) -> str:
    """Why this mail must not go out now, whatever held when it was queued; empty: it may."""
    if message.user and not message.user.is_active:
        return "The account is suspended."
    if is_suppressed(message.to, message.kind, necessary=message.necessary):
        return "The address takes no such mail."
    return ""


def as_email(message: Message) -> EmailMultiAlternatives:
    """The mail as it goes over the line: text, its HTML twin, and our own Message-ID."""
    headers = {"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"}
    if not message.necessary:
        stop_url = unsubscribe_url(message.to, message.kind)
        headers["List-Unsubscribe"] = f"<{stop_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    email = EmailMultiAlternatives(
        subject=message.subject, body=message.text, to=[message.to], headers=headers
    )
    if message.html:
        email.attach_alternative(message.html, "text/html")
    return email


def _refused(message: Message, code: int, reply: str, *, about_address: bool) -> None:
    """4xx: later. 5xx: for good; when it speaks of the mailbox, nothing goes there any more."""
    said = f"{code} {reply}"
    if code < 500:
        _release(message, said)
    with transaction.atomic():
        _mark(message, Message.State.FAILED, said)
        if about_address and code in ADDRESS_CODES:
            Suppression.objects.get_or_create(
                email=message.to.lower(), kind="", defaults={"reason": said[:200]}
            )


def _release(message: Message, reason: str) -> None:
    _mark(message, Message.State.QUEUED, reason)
    raise Transient(reason)


def _mark(message: Message, state: Message.State, error: str = "") -> None:
    Message.objects.filter(pk=message.pk, state=Message.State.SENDING).update(
        state=state, error=error, sent_at=None
    )


def _readable(reply: bytes | str) -> str:
    return reply.decode(errors="replace") if isinstance(reply, bytes) else reply


def retry_stuck() -> int:
    """Queue again mail that waits although no job is left that would send it."""
    waiting = Message.objects.filter(
        state__in=[Message.State.QUEUED, Message.State.SENDING],
        created_at__lt=Now() - STUCK_AFTER,
    )
    jobs = Job.objects.filter(task="mail.send").exclude(state=Job.State.DONE)
    in_hand = {args["message_id"] for args in jobs.values_list("args", flat=True)}
    stuck = [pk for pk in waiting.values_list("pk", flat=True) if pk not in in_hand]
    for message_id in stuck:
        with transaction.atomic():
            enqueue("mail.send", message_id=message_id)
    return len(stuck)
