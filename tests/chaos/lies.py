"""Lies about a run: each falsifies the rows (rolled back afterwards) or the files' evidence."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection

from courses.certificates.models import Certificate
from courses.mail.models import Message
from courses.outbox.models import Job
from courses.quizzes.models import Answer, Attempt, Extension, Grade
from tests.chaos.evidence import Evidence


def answer_nobody_sent(_: Evidence) -> None:
    answer = Answer.objects.order_by("pk").last()
    assert answer is not None
    answer.pk, answer.operation_id = None, uuid.uuid4()
    answer.save(force_insert=True)


def attempt_nobody_began(_: Evidence) -> None:
    first = Attempt.objects.order_by("pk").first()
    assert first is not None
    Attempt.objects.filter(pk=first.pk).update(public_id=uuid.uuid4())


def lowest_sequence_stands(evidence: Evidence) -> None:
    """In the snapshot of one attempt, for one question answered at least twice."""
    attempt, slot, values = next(
        (attempt, slot, values)
        for attempt in evidence.attempts.values()
        if attempt.state == Attempt.State.GRADED
        for slot, values in values_by_slot(evidence, attempt).items()
        if None not in values and values[0] != values[-1]
    )
    snapshot = {**(attempt.snapshot or {}), str(slot): values[0]}
    Attempt.objects.filter(pk=attempt.pk).update(snapshot=snapshot)


def values_by_slot(evidence: Evidence, attempt: Attempt) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in evidence.rows_of.get(str(attempt.public_id), []):
        if not row.is_late:
            found.setdefault(row.slot, []).append(row.value)
    return found


def passed_without_certificate(_: Evidence) -> None:
    one = Certificate.objects.order_by("pk").first()
    assert one is not None
    _delete(one)


def failed_with_certificate(evidence: Evidence) -> None:
    """The certificate goes to somebody who holds none."""
    holders = {certificate.user_id for certificate in evidence.certificates}
    one = evidence.certificates[0]
    other = next(p["id"] for p in evidence.world["people"] if p["id"] not in holders)
    Certificate.objects.filter(pk=one.pk).update(user_id=other)


def certificate_without_document(_: Evidence) -> None:
    one = Certificate.objects.order_by("pk").first()
    assert one is not None
    Certificate.objects.filter(pk=one.pk).update(pdf="")


def _delete(row: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {row._meta.db_table} WHERE id = %s", [row.pk])


def grade_taken_away(_: Evidence) -> None:
    one = Grade.objects.order_by("pk").last()
    assert one is not None
    Attempt.objects.filter(pk=one.attempt_id).update(state=Attempt.State.SUBMITTED)
    _delete(one)


def counts_by_time_given_later(evidence: Evidence) -> None:
    """Kept as late and acknowledged as late; then time is given, and it counts."""
    attempt, row = next(
        (attempt, row)
        for public_id, attempt in evidence.attempts.items()
        for row in evidence.rows_of.get(public_id, [])
        if attempt.deadline_at is None and not row.is_late
    )
    heard = max(outcome["t"] for outcome in evidence.saves[row.operation].acknowledged)
    moment = attempt.started_at + timedelta(seconds=heard - attempt.started_at.timestamp() + 1)
    Extension.objects.create(attempt=attempt, seconds=3600, reason="Later.", granted_at=moment)
    start = attempt.started_at
    Attempt.objects.filter(pk=attempt.pk).update(deadline_at=start + timedelta(seconds=3590))


def due_this_moment(_: Evidence) -> None:
    """Came due just before we looked."""
    job = Job.objects.order_by("pk").last()
    assert job is not None
    due = {"state": Job.State.DUE, "due_at": job.created_at, "attempts": 0}
    Job.objects.filter(pk=job.pk).update(**due)


def mail_left_lying(_: Evidence) -> None:
    one = Message.objects.order_by("pk").last()
    assert one is not None
    Message.objects.filter(pk=one.pk).update(state=Message.State.QUEUED)


def a_mail(evidence: Evidence) -> list[dict[str, Any]]:
    return next(copies for mail, copies in evidence.deliveries.items() if mail[0] != "other")


def mail_never_arrived(evidence: Evidence) -> None:
    a_mail(evidence).clear()
    empty = [mail for mail, copies in evidence.deliveries.items() if not copies]
    del evidence.deliveries[empty[0]]


def mail_renamed(evidence: Evidence) -> None:
    copies = a_mail(evidence)
    copies.append({**copies[0], "message_id": "<other@localhost>"})


def mail_delivered_twice(evidence: Evidence) -> None:
    """One sending, whose sender was killed besides: that explains one copy, not this one."""
    copies = a_mail(evidence)
    lines = evidence.sendings[copies[0]["sending"]]
    del lines["marked"], lines["left"]
    claimed = lines["claimed"]
    killed = {"what": "kill", "target": "relay_child", "pids": [claimed["pid"]]}
    evidence.strikes.append({**killed, "began": claimed["t"], "t": claimed["t"] + 1})
    copies.append({**copies[0], "t": copies[0]["t"] + 20})


def second_copy_after(evidence: Evidence, **strike: Any) -> None:
    """A second sending of a mail whose first sender died without a mark, and this strike."""
    copies = a_mail(evidence)
    lines = evidence.sendings[copies[0]["sending"]]
    del lines["marked"], lines["left"]
    at = lines["claimed"]["t"]
    times = {"began": at + 0.01, "t": at + 0.02}
    evidence.strikes.append({"what": "kill", "pids": [], **times, **strike})
    evidence.sendings["second"] = {"claimed": {**lines["claimed"], "sending": "second"}}
    copies.append({**copies[0], "sending": "second", "t": copies[0]["t"] + 20})


def somebody_else_killed(evidence: Evidence) -> None:
    """At that very moment, but another process."""
    second_copy_after(evidence, target="relay_child", pids=[1])


def own_sender_killed(evidence: Evidence) -> None:
    pid = evidence.sendings[a_mail(evidence)[0]["sending"]]["claimed"]["pid"]
    second_copy_after(evidence, target="relay_child", pids=[pid])


def postgres_killed(evidence: Evidence) -> None:
    """And its sender lived to see it."""
    sending = a_mail(evidence)[0]["sending"]
    left = evidence.sendings[sending]["left"]
    second_copy_after(evidence, target="postgres")
    evidence.sendings[sending]["left"] = {**left, "t": left["t"] + 1, "how": "OperationalError"}


def postgres_killed_later(evidence: Evidence) -> None:
    """When the sender had long gone on without marking."""
    sending = a_mail(evidence)[0]["sending"]
    left = evidence.sendings[sending]["left"]
    second_copy_after(evidence, target="postgres", began=left["t"] + 1, t=left["t"] + 1)
    evidence.sendings[sending]["left"] = {**left, "how": "OperationalError"}


def sent_unclaimed(evidence: Evidence) -> None:
    del evidence.sendings[a_mail(evidence)[0]["sending"]]["claimed"]


LIES: dict[str, tuple[Callable[[Evidence], None], ...]] = {
    "I2": (answer_nobody_sent, attempt_nobody_began),
    "I3": (lowest_sequence_stands,),
    "I4": (grade_taken_away,),
    "I5": (passed_without_certificate, failed_with_certificate, certificate_without_document),
    "I6": (
        mail_never_arrived,
        mail_renamed,
        mail_delivered_twice,
        somebody_else_killed,
        postgres_killed_later,
        sent_unclaimed,
    ),
    "I7": (counts_by_time_given_later,),
    "I8": (due_this_moment, mail_left_lying),
}


# Not lies: a copy so explained is no fault.
EXPLAINED = (own_sender_killed, postgres_killed)
