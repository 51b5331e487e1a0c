"""Files that were sent and then taken back or replaced: after some time nobody asks for them.

What stands in an answer is never touched, however old the attempt, nor what came too late: that
is kept as evidence until a person decides on it.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from courses.outbox.clock import database_now
from courses.quizzes.files.models import AnswerFile
from courses.quizzes.invigilation.queries import acts_on
from courses.quizzes.models import Answer, Attempt
from courses.quizzes.queries import current_answers
from courses.quizzes.types.values import Value

KEPT = timedelta(days=30)


def forget_unused() -> int:
    """Removes the rows, an attempt at a time; how many. sweep.sweep_files then takes the files."""
    old = AnswerFile.objects.filter(attempt=OuterRef("pk"), received_at__lt=database_now() - KEPT)
    attempts = Attempt.objects.filter(Exists(old)).order_by("pk")
    return sum(_forgotten(attempt.pk) for attempt in attempts.iterator() if _unused(attempt))


@transaction.atomic
def _forgotten(attempt_id: int) -> int:
    """Under the attempt's lock: a file that is sent again at this moment is named by then."""
    attempt = Attempt.objects.select_for_update(of=("self",)).filter(pk=attempt_id).first()
    if attempt is None:
        return 0
    return len([file.delete() for file in _unused(attempt)])


def _unused(attempt: Attempt) -> QuerySet[AnswerFile]:
    answers = attempt.snapshot or current_answers(attempt.pk)
    late = Answer.objects.filter(attempt=attempt, is_late=True).values_list("value", flat=True)
    frozen = [value for before in _kept(attempt) for value in before.values()]
    named = {one for value in (*answers.values(), *late, *frozen) for one in _named(value)}
    old = AnswerFile.objects.filter(attempt=attempt, received_at__lt=database_now() - KEPT)
    return old.exclude(public_id__in=named)


def _kept(attempt: Attempt) -> list[dict[str, Any]]:
    """What was submitted before the staff let the attempt go on."""
    return [act.before.get("snapshot") or {} for act in acts_on(attempt)]


def _named(value: Value) -> list[str]:
    """The public ids in a value; [] of what is no list of files."""
    listed: list[Any] = value if isinstance(value, list) else []
    return [str(one["id"]) for one in listed if isinstance(one, dict) and "name" in one]
