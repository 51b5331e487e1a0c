"""From SUBMITTED to GRADED, once; by way of MARKING where an answer waits for a person."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max

from courses.catalog.models import in_language
from courses.mail.services import queue_mail
from courses.outbox.clock import database_now
from courses.outbox.services import enqueue
from courses.quizzes.gradebook.services import refresh_grade
from courses.quizzes.grading import PersonMark, Result, SlotToGrade, grade_snapshot
from courses.quizzes.invigilation.carrying import still_standing
from courses.quizzes.marking.models import Marking
from courses.quizzes.marking.queries import person_marks
from courses.quizzes.models import Attempt, Grade, QuizEdition
from courses.quizzes.queries import in_attempt_language, slots_of
from courses.quizzes.quiz_settings import Feedback
from courses.quizzes.review.queries import points_show
from elearning.prepared import Prepared, PreparedUpdate, given, insert

_submitted = Prepared(
    lambda: Attempt.objects.select_related("quiz_edition", "quiz__course", "user").filter(
        pk=given("pk"), state=Attempt.State.SUBMITTED
    )
)
_graded = PreparedUpdate(
    lambda: (
        # What was graded must be what is frozen now: the staff may have let the attempt go on.
        Attempt.objects.filter(
            pk=given("pk"), state=given("was"), snapshot_hash=given("snapshot_hash")
        ),
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
    quiz = attempt.quiz_edition
    return grade_snapshot(
        slots,
        attempt.snapshot or {},
        pass_mark=quiz.pass_mark,
        markings=markings,
        try_penalty=quiz.try_penalty if quiz.feedback == Feedback.ADAPTIVE else None,
    )


def _hand_over(attempt: Attempt, waiting: list[int]) -> bool:
    """Each answer that waits begins with an empty marking: these are what there is to mark. What a
    person marked before the attempt went on stands, where the answer is still the same."""
    rows = Attempt.objects.filter(
        pk=attempt.pk, state=Attempt.State.SUBMITTED, snapshot_hash=attempt.snapshot_hash
    )
    if rows.update(state=Attempt.State.MARKING) != 1:
        return False
    now = database_now()
    standing = still_standing(attempt) if attempt.reopened_at else set()
    Marking.objects.bulk_create(
        Marking(attempt=attempt, slot_id=slot_id, marked_at=now)
        for slot_id in waiting
        if slot_id not in standing
    )
    if standing:
        result = result_of(attempt, person_marks(attempt.pk))
        if not result.waiting:
            keep_grade(attempt, result, was=Attempt.State.MARKING)
    return True


def keep_grade(attempt: Attempt, result: Result, *, was: str) -> bool:
    """The grade of what was submitted, with its mail and progress event; False when the attempt is
    no more in the state `was`, or was submitted anew. Call it in a transaction."""
    now = database_now()
    outcome = {"score": result.score, "max_score": result.max_score, "passed": result.passed}
    which = {"pk": attempt.pk, "was": was, "snapshot_hash": attempt.snapshot_hash}
    if _graded.run(**which, graded_at=now, **outcome) != 1:
        return False
    items = [item.as_json() for item in result.items]
    version = _next_version(attempt) if attempt.reopened_at else 1
    insert(Grade(attempt=attempt, grading_version=version, items=items, graded_at=now, **outcome))
    refresh_grade(attempt.quiz_id, attempt.user_id, published=_published(attempt))
    _tell(attempt, result, event=_event(attempt, version))
    return True


def _next_version(attempt: Attempt) -> int:
    last = Grade.objects.filter(attempt=attempt).aggregate(last=Max("grading_version"))["last"]
    return (last or 0) + 1


def _event(attempt: Attempt, version: int) -> str:
    return f"attempt_graded:{attempt.pk}" + (f":{version}" if version > 1 else "")


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
    refresh_grade(attempt.quiz_id, attempt.user_id, published=_published(attempt))
    _tell(attempt, result, event=_event(attempt, version))
    return True


def _published(attempt: Attempt) -> QuizEdition | None:
    """The attempt's edition with its quiz, where it is the one that learners meet now."""
    if attempt.quiz_edition.edition_id != attempt.quiz.course.current_edition_id:
        return None
    attempt.quiz_edition.quiz = attempt.quiz
    return attempt.quiz_edition


def _tell(attempt: Attempt, result: Result, *, event: str) -> None:
    """The learner by mail, and whoever counts progress; once for each `event`. Of practice there
    is no mail: its result is on the page at once, and counts for nothing."""
    if not attempt.quiz_edition.is_practice:
        _mail(attempt, result, event=event)
    enqueue("learning.attempt_graded", dedupe_key=event, attempt_id=attempt.pk)


def _mail(attempt: Attempt, result: Result, *, event: str) -> None:
    """Without the score where the quiz does not tell it yet."""
    course, quiz = attempt.quiz.course, attempt.quiz_edition
    shows = not quiz.review or points_show(quiz, database_now(), submitted_at=attempt.submitted_at)
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
            "is_held": not shows,
            "closes_at": quiz.closes_at,
            "zone": attempt.user.timezone,
        },
    )
