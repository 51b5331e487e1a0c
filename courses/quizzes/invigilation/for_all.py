"""More time for everybody in a quiz: one press, an act on each attempt, each undone alone."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from courses.outbox.clock import database_now
from courses.outbox.services import enqueue
from courses.people.models import User
from courses.quizzes.errors import QuizError
from courses.quizzes.invigilation.acting import Press
from courses.quizzes.invigilation.models import AttemptAct, TimeForAll
from courses.quizzes.invigilation.services import give_time
from courses.quizzes.models import Attempt, Quiz

TASK = "quizzes.give_time_to_all"
# So many are done while one waits for the page; more are left to a job.
AT_ONCE = 100


def timed_attempts(quiz: Quiz) -> QuerySet[Attempt]:
    """Those under way whose end can be moved."""
    rows = Attempt.objects.filter(quiz=quiz, state=Attempt.State.OPEN)
    return rows.filter(deadline_at__isnull=False)


def give_time_to_all(
    quiz: Quiz, *, by: User, reason: str, operation: uuid.UUID, seconds: int
) -> TimeForAll:
    """Committed with the job that does it, so that nobody is left out when this process dies; few
    are done before it returns. Sent twice, it is done once."""
    with transaction.atomic():
        row, is_new = TimeForAll.objects.get_or_create(
            operation_id=operation,
            defaults={
                "quiz": quiz,
                "seconds": seconds,
                "reason": reason,
                "by": by,
                "at": database_now(),
                "total": timed_attempts(quiz).count(),
            },
        )
        if is_new:
            enqueue(TASK, dedupe_key=f"time_for_all:{row.pk}", time_for_all_id=row.pk)
    if is_new and row.total <= AT_ONCE:
        carry_out(row.pk)
    return row


def carry_out(time_for_all_id: int) -> int:
    """Gives the time to whoever has not got it yet; how many. Each in a transaction of its own."""
    rows = TimeForAll.objects.select_related("quiz", "by")
    row = rows.filter(pk=time_for_all_id, done_at=None).first()
    if row is None or row.by is None:
        return 0
    press = Press(row.by, row.reason, row.operation_id)
    got = AttemptAct.objects.filter(attempt=OuterRef("pk"), operation_id=row.operation_id)
    waiting = timed_attempts(row.quiz).filter(~Exists(got), started_at__lte=row.at)
    given = sum(_given(pk, press, row) for pk in waiting.values_list("pk", flat=True))
    TimeForAll.objects.filter(pk=row.pk).update(done_at=database_now())
    return given


def _given(attempt_id: int, press: Press, row: TimeForAll) -> bool:
    """False for one that ended meanwhile, or whose time is up for longer."""
    try:
        give_time(attempt_id, press, seconds=row.seconds, for_all=row)
    except QuizError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the newest act for all of a quiz has come."""

    row: TimeForAll
    given: int

    @property
    def minutes(self) -> int:
        return self.row.seconds // 60


def latest_for(quiz: Quiz) -> Progress | None:
    rows = TimeForAll.objects.filter(quiz=quiz).select_related("by").order_by("-pk")
    row = rows.first()
    return Progress(row, row.acts.count()) if row else None
