"""Acts of the staff on attempts, as their forms bring them."""

import uuid

from django.utils import timezone

from courses.people.models import User
from courses.quizzes.invigilation.acting import Press
from courses.quizzes.invigilation.models import AttemptAct
from courses.quizzes.invigilation.queries import stamp_for
from courses.quizzes.models import Attempt
from tests.support.make_quizzes import make_staff

REASON = "The fire alarm rang."


def press(attempt: Attempt, by: User | None = None, *, operation: uuid.UUID | None = None) -> Press:
    """On the attempt as it stands now; by somebody new of its course's staff, unless named."""
    fresh = Attempt.objects.get(pk=attempt.pk)
    return Press(
        by=by or make_staff(attempt.quiz.course),
        reason=REASON,
        operation=operation or uuid.uuid4(),
        seen=stamp_for(fresh),
    )


def on_record(attempt: Attempt, by: User) -> AttemptAct:
    """An act without any effect: another attempt at a quiz that may be taken without end."""
    Attempt.objects.filter(pk=attempt.pk).update(acted_on=True)
    return AttemptAct.objects.create(
        attempt=attempt, kind=AttemptAct.Kind.ATTEMPT, reason=REASON, by=by, at=timezone.now()
    )
