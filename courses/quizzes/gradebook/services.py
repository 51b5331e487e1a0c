"""The one place that writes the grade that counts, and what staff say of it.

Locks are taken in this order: attempt, QuizGrade, CourseGrade.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from courses.outbox.clock import database_now
from courses.outbox.services import enqueue
from courses.people.models import User
from courses.quizzes.gradebook.counting import Override, Rules, Taken, counted, kept
from courses.quizzes.gradebook.errors import ChangedMeanwhile, NotGraded, NothingToUndo
from courses.quizzes.gradebook.models import GradeAct, QuizGrade
from courses.quizzes.gradebook.queries import newest_act, published_or_last
from courses.quizzes.gradebook.totals import add_to_total, share_of
from courses.quizzes.models import Attempt, QuizEdition
from elearning.prepared import Prepared, given, insert

MADE = (
    "percent",
    "state",
    "counts",
    "method",
    "attempts",
    "graded",
    "passed_under",
    "settled_at",
)
SAID = ("override", "override_percent", "override_mark")
READ = ("number", "quiz_edition", "score", "max_score", "passed", "graded_at")

_held = Prepared(
    lambda: QuizGrade.objects.select_for_update().filter(quiz=given("quiz"), user=given("user"))
)
_graded = Prepared(
    lambda: (
        Attempt.objects.filter(quiz=given("quiz"), user=given("user"), state=Attempt.State.GRADED)
        .select_related("quiz__course")
        .only(*READ, "quiz__course__current_edition")
    )
)


def refresh_grade(
    quiz_id: int, user_id: int, *, published: QuizEdition | None = None
) -> QuizGrade | None:
    """Makes the grade that counts anew from the attempts as they stand; None where there is none.

    Call it in the transaction of whatever changed, after the change was written. `published` is
    the quiz as learners meet it now, with its `quiz`, where the caller has it already; grading
    took its time, so it is asked again where it is not that any more.
    """
    grade = _held.first(quiz=quiz_id, user=user_id)
    attempts = graded_attempts(quiz_id, user_id)
    if published is None or not _is_current(published, attempts):
        published = published_or_last(quiz_id)
    if published is None:
        return None
    if grade is not None:
        return settle(grade, published, attempts)
    if published.is_practice or not attempts:
        return None
    return _first(QuizGrade(quiz_id=quiz_id, user_id=user_id), published, attempts)


def _is_current(published: QuizEdition, attempts: list[Attempt]) -> bool:
    return all(one.quiz.course.current_edition_id == published.edition_id for one in attempts)


def graded_attempts(quiz_id: int, user_id: int) -> list[Attempt]:
    return _graded.all(quiz=quiz_id, user=user_id)


def _first(grade: QuizGrade, published: QuizEdition, attempts: list[Attempt]) -> QuizGrade:
    """Stores a new row; when another was quicker, its row is made anew with what is here too."""
    make(grade, published, attempts)
    if insert(grade, unless_taken=True):
        add_to_total(published.quiz.course_id, grade.user_id, share_of(grade))
        return grade
    held = _held.all(quiz=grade.quiz_id, user=grade.user_id)[0]
    return settle(held, published, graded_attempts(grade.quiz_id, grade.user_id))


def settle(
    grade: QuizGrade, published: QuizEdition, attempts: list[Attempt], *said: str
) -> QuizGrade:
    """Brings a locked row up to date, and the total with it. `said` are fields changed before."""
    before = share_of(grade)
    names = make(grade, published, attempts)
    if names or said:
        grade.save(update_fields=[*names, *said])
    add_to_total(published.quiz.course_id, grade.user_id, share_of(grade) - before)
    return grade


def make(grade: QuizGrade, published: QuizEdition, attempts: list[Attempt]) -> list[str]:
    """Sets what the attempts and the override make of it; the names of what changed."""
    was = [getattr(grade, name) for name in MADE]
    taken = [] if published.is_practice else [_taken(attempt) for attempt in attempts]
    rules = Rules(published.pk, published.grade_method, published.pass_mark)
    by_attempts = bool(taken) and kept(taken, rules, _earlier(grade, rules))
    if taken and counted(taken, rules).passed:
        grade.passed_under = published.pk
    found = counted(taken, rules, override_of(grade))
    passed = found.passed if grade.override else by_attempts
    is_current = published.quiz.course.current_edition_id == published.edition_id
    grade.percent, grade.attempts = found.percent, list(found.attempts)
    grade.state = _state(found.is_excused, passed, nothing=not (taken or grade.override))
    grade.counts = is_current and published.counts
    grade.method, grade.graded = published.grade_method, len(taken)
    grade.settled_at = max((a.graded_at for a in attempts if a.graded_at), default=None)
    return [name for name, old in zip(MADE, was, strict=True) if getattr(grade, name) != old]


def _state(is_excused: bool, passed: bool, *, nothing: bool) -> QuizGrade.State:
    if nothing:
        return QuizGrade.State.NONE
    if is_excused:
        return QuizGrade.State.EXCUSED
    return QuizGrade.State.PASSED if passed else QuizGrade.State.FAILING


def _earlier(grade: QuizGrade, now: Rules) -> Rules | None:
    if grade.passed_under in (None, now.edition):
        return None
    edition = QuizEdition.objects.filter(pk=grade.passed_under).first()
    return Rules(edition.pk, edition.grade_method, edition.pass_mark) if edition else None


def _taken(attempt: Attempt) -> Taken:
    return Taken(
        id=attempt.pk,
        number=attempt.number,
        edition=attempt.quiz_edition_id,
        score=attempt.score or Decimal(),
        max_score=attempt.max_score or Decimal(),
        passed=bool(attempt.passed),
    )


def override_of(grade: QuizGrade) -> Override | None:
    if not grade.override:
        return None
    return Override(grade.override_percent, grade.override_mark or 0)


@dataclass(frozen=True, slots=True)
class Said:
    """What staff decide: an Override, and the percent where it sets one."""

    override: str
    percent: Decimal | None = None


@transaction.atomic
def override_grade(
    quiz_id: int, user_id: int, said: Said, *, reason: str, by: User, seen: int
) -> QuizGrade:
    """Sets a grade by hand, excuses from the quiz, or lets the attempts count again.

    `seen` is the newest act that the page knew, 0 for none. Sent twice it is kept once. Raises
    NotGraded, ChangedMeanwhile.
    """
    published, grade = _opened(quiz_id, user_id)
    newest = newest_act(grade)
    if newest and _says(newest, said, reason) and newest.by_id == by.pk:
        return grade
    _check_seen(newest, seen)
    return _act(grade, published, said, reason=reason, by=by)


@transaction.atomic
def undo_override(quiz_id: int, user_id: int, *, by: User, seen: int) -> QuizGrade:
    """What held before the newest act holds again, as an act of its own. Raises NotGraded,
    NothingToUndo, ChangedMeanwhile."""
    published, grade = _opened(quiz_id, user_id)
    newest = newest_act(grade)
    if newest is None:
        raise NothingToUndo
    _check_seen(newest, seen)
    before = GradeAct.objects.filter(grade=grade, pk__lt=newest.pk).order_by("-pk").first()
    said = Said(before.override, before.percent) if before else Said(QuizGrade.Override.NONE)
    mark = before.pass_mark if before else published.pass_mark
    return _act(grade, published, said, reason=newest.reason, by=by, undoes=newest, mark=mark)


def _opened(quiz_id: int, user_id: int) -> tuple[QuizEdition, QuizGrade]:
    """The quiz as it is published, and the learner's row in it, locked."""
    published = published_or_last(quiz_id)
    if published is None or published.is_practice:
        raise NotGraded
    grade = _held.first(quiz=quiz_id, user=user_id)
    if grade is None:
        insert(QuizGrade(quiz_id=quiz_id, user_id=user_id), unless_taken=True)
        grade = _held.all(quiz=quiz_id, user=user_id)[0]
    return published, grade


def _says(act: GradeAct, said: Said, reason: str) -> bool:
    return (act.override, act.percent, act.reason) == (said.override, said.percent, reason)


def _check_seen(newest: GradeAct | None, seen: int) -> None:
    if newest is not None and newest.pk != seen:
        raise ChangedMeanwhile(newest)


def _act(
    grade: QuizGrade,
    published: QuizEdition,
    said: Said,
    *,
    reason: str,
    by: User,
    undoes: GradeAct | None = None,
    mark: int | None = None,
) -> QuizGrade:
    act = GradeAct.objects.create(
        grade=grade,
        override=said.override,
        percent=said.percent,
        pass_mark=published.pass_mark if mark is None else mark,
        reason=reason,
        undoes=undoes,
        by=by,
        at=database_now(),
    )
    grade.override, grade.override_percent = said.override, said.percent
    grade.override_mark = act.pass_mark if said.override else None
    settle(grade, published, graded_attempts(grade.quiz_id, grade.user_id), *SAID)
    tell_learning([grade], published.quiz.course_id, event=f"act:{act.pk}")
    return grade


def is_done(grade: QuizGrade) -> bool:
    return grade.passed or grade.is_excused


def tell_learning(grades: Iterable[QuizGrade], course_id: int, *, event: str) -> None:
    """Whoever counts progress looks again, once for each grade that is done and each `event`."""
    for grade in grades:
        if is_done(grade):
            enqueue(
                "learning.grade_changed",
                dedupe_key=f"grade_changed:{grade.pk}:{event}",
                user_id=grade.user_id,
                course_id=course_id,
            )
