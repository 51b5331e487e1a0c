"""The learner hears of what was done to an attempt, and why."""

from typing import Any

from courses.catalog.models import in_language
from courses.mail.services import queue_mail
from courses.quizzes.invigilation.consequences import event_of
from courses.quizzes.invigilation.models import AttemptAct
from courses.quizzes.models import Attempt

KIND = "attempt_changed"


def tell_learner(attempt: Attempt, act: AttemptAct) -> None:
    """Not of more time: whoever is in the quiz sees it there."""
    if act.kind == AttemptAct.Kind.TIME:
        return
    queue_mail(KIND, user=attempt.user, dedupe_key=event_of(act), context=context_of(attempt, act))


def context_of(attempt: Attempt, act: AttemptAct) -> dict[str, Any]:
    course, language = attempt.quiz.course, attempt.user.language
    return {
        "name": attempt.user.name,
        "course": in_language(course.titles, language, course.languages),
        "quiz": in_language(attempt.quiz_edition.titles, language, course.languages),
        "number": attempt.number,
        "kind": act.kind,
        "is_undone": act.undone_at is not None,
        "is_open": attempt.state == Attempt.State.OPEN,
        "reason": act.reason,
        "ends_at": attempt.deadline_at,
        "zone": attempt.user.timezone,
        "attempt_id": attempt.public_id,
        "slug": course.slug,
        "key": attempt.quiz.key,
    }
