"""Time that our own outages took from learners, given back under the attempt's row lock.

The clock of an attempt stands still during an outage. Whoever finds that time is up (a save, a
page, the job that ends it) first gives back what recorded outages took, so that it does not
matter whether the outage's own job or the learner comes first.
"""

import math
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from courses.outbox import outages
from courses.outbox.models import Outage
from courses.outbox.services import enqueue
from courses.quizzes.deadlines import (
    DEADLINE,
    Grace,
    grant_time,
    is_over,
    is_time_up,
    schedule_expiry,
)
from courses.quizzes.models import Attempt, Extension
from courses.quizzes.terms.following import follow_terms, is_owed_time

REASON = "Our site was down."
# How long an attempt whose time is up waits for a web that does not come back.
LONGEST_WAIT = timedelta(days=1)
# Seconds after a sign of life: when the next should have come, may still, is known to be missing.
LOOKS = (outages.BEAT_SECONDS + 0.5, 6, 9, outages.OUTAGE_SECONDS + 1)


def give_back_outage(outage_id: int) -> int:
    """Gives every attempt under way what this outage took; how many deadlines moved.

    Each attempt in a transaction of its own. Again, it changes nothing.
    """
    outage = Outage.objects.get(pk=outage_id)
    rows = Attempt.objects.filter(
        state=Attempt.State.OPEN,
        started_at__lt=outage.ended_at,
        deadline_at__gt=outage.began_at,
    )
    ids = rows.exclude(extensions__outage=outage).values_list("pk", flat=True)
    return sum(_give_back_to(attempt_id) for attempt_id in ids)


@transaction.atomic
def _give_back_to(attempt_id: int) -> bool:
    attempt = _locked(attempt_id)
    return attempt is not None and give_back(attempt, attempt.quiz_edition)


def _locked(attempt_id: int) -> Attempt | None:
    rows = Attempt.objects.select_for_update(of=("self",)).select_related("quiz_edition")
    return rows.filter(pk=attempt_id, state=Attempt.State.OPEN).first()


def give_all(attempt: Attempt, quiz: Grace) -> None:
    """Whatever the learner still has to get before their time is called up: what outages took,
    and what the terms have promised since. Call it with the row locked and the attempt open."""
    give_back(attempt, quiz)
    follow_terms(attempt)


@transaction.atomic
def _give_all_to(attempt_id: int) -> None:
    attempt = _locked(attempt_id)
    if attempt is not None:
        give_all(attempt, attempt.quiz_edition)


def give_back(attempt: Attempt, quiz: Grace) -> bool:
    """Moves the deadline for each recorded outage not yet given back; True when it moved.

    Call it with the row locked and the attempt open. The earliest outage comes first, for what
    it gives back decides whether time was left when the next began.
    """
    given = sum(_give_back_one(attempt, outage) for outage in _not_given_back(attempt))
    if not given:
        return False
    attempt.save(update_fields=DEADLINE)
    schedule_expiry(attempt, quiz)
    return True


def _not_given_back(attempt: Attempt) -> QuerySet[Outage]:
    rows = Outage.objects.filter(component=outages.WEB, ended_at__gt=attempt.running_since)
    return rows.exclude(extensions__attempt=attempt).order_by("began_at")


def _give_back_one(attempt: Attempt, outage: Outage) -> int:
    lost_from = max(outage.began_at, attempt.running_since)
    if attempt.deadline_at is None or lost_from >= attempt.deadline_at:
        return 0
    seconds = math.ceil((outage.ended_at - lost_from).total_seconds())
    kind = Extension.Kind.OUTAGE
    grant_time(attempt, seconds=seconds, reason=REASON, kind=kind, outage=outage)
    attempt.given_back_seconds += seconds
    return seconds


def is_over_for_visitor(attempt: Attempt, quiz: Grace, now: datetime) -> bool:
    """As is_over, asked by a learner who has reached us: an outage may have ended just now, or
    more time been promised.

    Call it with the row locked and the attempt open. In time, it asks nothing.
    """
    if not is_over(attempt, quiz, now):
        return False
    outages.close_gap()
    give_all(attempt, quiz)
    return is_over(attempt, quiz, now)


def is_time_up_for_visitor(attempt: Attempt, now: datetime) -> bool:
    """As is_time_up, for a page; `attempt` is brought up to date. In time, it asks nothing."""
    if not is_time_up(attempt, now):
        return False
    outages.close_gap()
    # Pages only read while nothing is to be given: a write would lock out others on SQLite.
    if _not_given_back(attempt).exists() or is_owed_time(attempt):
        _give_all_to(attempt.pk)
        attempt.refresh_from_db(fields=["state", *DEADLINE])
    return is_time_up(attempt, now)


def wait_for_web(attempt: Attempt, sign: outages.Sign | None) -> bool:
    """Whether the clock may not submit yet: the learner may have been unable to reach us.

    `sign` was read before give_all was called: were it read after, an outage that ended between
    the two would be lost to the learner. The clock may submit once the web was seen alive at the
    deadline or later. Until then a job looks again; while the web is away, its return gives the
    time back and sets a new end, and should it not return, a job submits after LONGEST_WAIT.
    """
    if sign is None or attempt.deadline_at is None or sign.beat_at >= attempt.deadline_at:
        return False
    pause = next((seconds for seconds in LOOKS if seconds > sign.age), None)
    enqueue(
        "quizzes.expire_attempt",
        dedupe_key=f"expire:{attempt.pk}:{sign.beat_at.isoformat()}:{pause or 'away'}",
        due_at=sign.beat_at + timedelta(seconds=pause) if pause else sign.now + LONGEST_WAIT,
        attempt_id=attempt.pk,
        waited=int(pause is None),
    )
    return True
