"""From SUBMITTED to GRADED, once."""

from django.db import transaction

from courses.catalog.models import in_language
from courses.mail.services import queue_mail
from courses.outbox.clock import database_now
from courses.outbox.services import enqueue
from courses.quizzes.grading import Result, SlotToGrade, grade_snapshot
from courses.quizzes.models import Attempt, Grade
from courses.quizzes.queries import in_attempt_language, slots_of
from elearning.prepared import Prepared, PreparedUpdate, given, insert

_submitted = Prepared(
    lambda: Attempt.objects.select_related("quiz_edition", "quiz__course", "user").filter(
        pk=given("pk"), state=Attempt.State.SUBMITTED
    )
)
_graded = PreparedUpdate(
    lambda: (
        Attempt.objects.filter(pk=given("pk"), state=Attempt.State.SUBMITTED),
        {
            "state": Attempt.State.GRADED,
            "graded_at": given("graded_at"),
            "score": given("score"),
            "max_score": given("max_score"),
            "passed": given("passed"),
        },
    )
)


def grade_attempt(attempt_id: int) -> bool:
    """Grades a submitted attempt; True when this call's result was kept.

    Grading happens outside the transaction; whoever changes the state first wins, and any
    other result is dropped.
    """
    attempt = _submitted.first(pk=attempt_id)
    if attempt is None:
        return False
    result = result_of(attempt)
    with transaction.atomic():
        return _keep(attempt, result)


def result_of(attempt: Attempt) -> Result:
    """What the snapshot is worth by the versions that the attempt is pinned to."""
    slots = [
        SlotToGrade(
            slot.pk,
            slot.question_version.kind,
            in_attempt_language(slot.question_version.specs, attempt),
            slot.points,
        )
        for slot in slots_of(attempt)
    ]
    return grade_snapshot(slots, attempt.snapshot or {}, pass_mark=attempt.quiz_edition.pass_mark)


def _keep(attempt: Attempt, result: Result) -> bool:
    now = database_now()
    outcome = {"score": result.score, "max_score": result.max_score, "passed": result.passed}
    if _graded.run(pk=attempt.pk, graded_at=now, **outcome) != 1:
        return False
    items = [item.as_json() for item in result.items]
    insert(Grade(attempt=attempt, items=items, graded_at=now, **outcome))
    _tell(attempt, result)
    enqueue(
        "learning.attempt_graded",
        dedupe_key=f"attempt_graded:{attempt.pk}",
        attempt_id=attempt.pk,
    )
    return True


def _tell(attempt: Attempt, result: Result) -> None:
    course = attempt.quiz.course
    language = attempt.user.language
    queue_mail(
        "attempt_graded",
        user=attempt.user,
        dedupe_key=f"attempt_graded:{attempt.pk}",
        context={
            "name": attempt.user.name,
            "course": in_language(course.titles, language, course.languages),
            "quiz": in_language(attempt.quiz_edition.titles, language, course.languages),
            "score": result.score,
            "max_score": result.max_score,
            "pass_mark": attempt.quiz_edition.pass_mark,
            "passed": result.passed,
            "by_clock": attempt.submitted_by == Attempt.SubmittedBy.CLOCK,
            "attempt_id": attempt.public_id,
        },
    )
