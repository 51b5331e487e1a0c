"""What else must be right after an act: the learner's grade and standing, in one place."""

from courses.outbox.services import enqueue
from courses.quizzes.gradebook.services import refresh_grade
from courses.quizzes.invigilation.models import AttemptAct
from courses.quizzes.models import Attempt


def after_change(attempt: Attempt, act: AttemptAct) -> None:
    """Call it in the transaction of the act or of its undoing, after it."""
    if act.kind == AttemptAct.Kind.TIME:
        return
    refresh_grade(attempt.quiz_id, attempt.user_id)
    enqueue("learning.attempt_graded", dedupe_key=event_of(act), attempt_id=attempt.pk)


def event_of(act: AttemptAct) -> str:
    """Names the act, or its undoing, once and for all."""
    return f"attempt_act:{act.pk}" + (":undone" if act.undone_at else "")
