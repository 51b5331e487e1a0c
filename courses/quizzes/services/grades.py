"""From SUBMITTED to GRADED, once; by way of MARKING where an answer waits for a person."""

from collections.abc import Mapping

from django.db import transaction

from courses.catalog.models import in_language
from courses.mail.services import queue_mail
from courses.outbox.clock import database_now
from courses.outbox.services import enqueue
from courses.quizzes.grading import PersonMark, Result, SlotToGrade, grade_snapshot
from courses.quizzes.marking.models import Marking
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
        Attempt.objects.filter(pk=given("pk"), state=given("was")),
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
    """Grades a submitted attempt, or hands it to those who mark; True when this call did.

    Grading happens outside the transaction; whoever changes the state first wins, and any
    other result is dropped.
    """
    attempt = _submitted.first(pk=attempt_id)
    if attempt is None:
        return False
    result = result_of(attempt)
    with transaction.atomic():
        if result.waiting:
            return _hand_over(attempt, result.waiting)
        return keep_grade(attempt, result, was=Attempt.State.SUBMITTED)


def result_of(attempt: Attempt, markings: Mapping[int, PersonMark] | None = None) -> Result:
    """What the snapshot is worth by the versions that the attempt is pinned to. `markings` are
    {slot id: what a person gave}."""
    slots = [
        SlotToGrade(
            slot.pk,
            slot.question_version.kind,
            in_attempt_language(slot.question_version.specs, attempt),
            slot.points,
        )
        for slot in slots_of(attempt)
    ]
    return grade_snapshot(
        slots,
        attempt.snapshot or {},
        pass_mark=attempt.quiz_edition.pass_mark,
        markings=markings,
    )


def _hand_over(attempt: Attempt, waiting: list[int]) -> bool:
    """Each answer that waits begins with an empty marking: these are what there is to mark."""
    rows = Attempt.objects.filter(pk=attempt.pk, state=Attempt.State.SUBMITTED)
    if rows.update(state=Attempt.State.MARKING) != 1:
        return False
    now = database_now()
    Marking.objects.bulk_create(
        Marking(attempt=attempt, slot_id=slot_id, marked_at=now) for slot_id in waiting
    )
    return True


def keep_grade(attempt: Attempt, result: Result, *, was: str) -> bool:
    """The first grade, with its mail and progress event; False when the attempt is no more in
    the state `was`. Call it in a transaction."""
    now = database_now()
    outcome = {"score": result.score, "max_score": result.max_score, "passed": result.passed}
    if _graded.run(pk=attempt.pk, was=was, graded_at=now, **outcome) != 1:
        return False
    items = [item.as_json() for item in result.items]
    insert(Grade(attempt=attempt, items=items, graded_at=now, **outcome))
    _tell(attempt, result, event=f"attempt_graded:{attempt.pk}")
    return True


def grade_again(attempt: Attempt, result: Result) -> bool:
    """The next grading version of a graded attempt, which holds from now on; False when it would
    say what the last one says. Call it with the attempt's row locked."""
    items = [item.as_json() for item in result.items]
    last = Grade.objects.filter(attempt=attempt).order_by("-grading_version")[0]
    if last.items == items:
        return False
    now = database_now()
    outcome = {"score": result.score, "max_score": result.max_score, "passed": result.passed}
    version = last.grading_version + 1
    Grade.objects.create(
        attempt=attempt, grading_version=version, items=items, graded_at=now, **outcome
    )
    Attempt.objects.filter(pk=attempt.pk).update(graded_at=now, **outcome)
    _tell(attempt, result, event=f"attempt_graded:{attempt.pk}:{version}")
    return True


def _tell(attempt: Attempt, result: Result, *, event: str) -> None:
    """The learner by mail, and whoever counts progress; once for each `event`."""
    course = attempt.quiz.course
    language = attempt.user.language
    queue_mail(
        "attempt_graded",
        user=attempt.user,
        dedupe_key=event,
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
    enqueue("learning.attempt_graded", dedupe_key=event, attempt_id=attempt.pk)
