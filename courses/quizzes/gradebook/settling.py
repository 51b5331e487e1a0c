"""Many grades made anew: when a new edition counts otherwise, and where grades are missing.

In batches, each in a transaction of its own; again, it changes nothing.
"""

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from courses.catalog.models import Edition
from courses.outbox.services import enqueue
from courses.quizzes.gradebook.models import QuizGrade
from courses.quizzes.gradebook.queries import published_or_last
from courses.quizzes.gradebook.services import MADE, is_done, make, tell_learning
from courses.quizzes.gradebook.totals import add_to_total, share_of
from courses.quizzes.models import Attempt, Quiz, QuizEdition

BATCH = 500
AT_ONCE = 4000
"""So many learners a job; what is left is a job of its own, so that none runs into its limit."""

COUNTS_BY = ("grade_method", "pass_mark", "required", "is_practice")


def settle_after_publishing(edition: Edition, published: Sequence[QuizEdition]) -> None:
    """Commits a job for each quiz that counts otherwise than in the edition before, or has left.
    Call it in the transaction that makes the edition, which may be the current one already."""
    before = QuizEdition.objects.filter(
        edition__course=edition.course_id, edition__number=edition.number - 1
    )
    was = {quiz.quiz_id: _ways(quiz) for quiz in before}
    now = {quiz.quiz_id: _ways(quiz) for quiz in published}
    changed = [quiz for quiz in was.keys() | now.keys() if was.get(quiz) != now.get(quiz)]
    for quiz_id in _in_use(changed):
        _enqueue(quiz_id, edition.pk, after=0)


def _in_use(quizzes: Sequence[int]) -> list[int]:
    """Those that somebody has taken or has a grade in."""
    taken = Attempt.objects.filter(quiz=OuterRef("pk"))
    given = QuizGrade.objects.filter(quiz=OuterRef("pk"))
    rows = Quiz.objects.filter(Exists(taken) | Exists(given), pk__in=quizzes)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _ways(quiz: QuizEdition) -> tuple[object, ...]:
    return tuple(getattr(quiz, name) for name in COUNTS_BY)


def _enqueue(quiz_id: int, edition_id: int, *, after: int) -> None:
    enqueue(
        "quizzes.settle_quiz",
        lane="long",
        dedupe_key=f"settle:{edition_id}:{quiz_id}:{after}",
        quiz_id=quiz_id,
        edition_id=edition_id,
        after=after,
    )


def settle_quiz(quiz_id: int, edition_id: int, after: int) -> None:
    """Brings all who have a grade in the quiz, by their ids from `after` on, to its rules."""
    rows = QuizGrade.objects.filter(quiz=quiz_id, user__gt=after).order_by("user_id")
    users = list(rows.values_list("user_id", flat=True)[:AT_ONCE])
    for start in range(0, len(users), BATCH):
        _settle(quiz_id, users[start : start + BATCH], event=f"rules:{edition_id}")
    with transaction.atomic():
        if len(users) == AT_ONCE:
            _enqueue(quiz_id, edition_id, after=users[-1])
        else:
            enqueue("quizzes.settle_grades", lane="long")


def settle_missing() -> int:
    """Makes grades of graded attempts that are in none yet: an earlier release graded them, or
    the quiz was for practice then. How many grades."""
    found = list(_missing()[:AT_ONCE])
    users: dict[int, list[int]] = defaultdict(list)
    for quiz_id, user_id in found:
        users[quiz_id].append(user_id)
    for quiz_id, ids in users.items():
        for start in range(0, len(ids), BATCH):
            _settle(quiz_id, ids[start : start + BATCH], event="missing")
    if len(found) == AT_ONCE:
        with transaction.atomic():
            enqueue("quizzes.settle_grades", lane="long")
    return len(found)


def _missing() -> QuerySet[Attempt, tuple[int, int]]:
    """(quiz id, user id)."""
    settled = QuizGrade.objects.filter(
        quiz=OuterRef("quiz"), user=OuterRef("user"), settled_at__gte=OuterRef("graded_at")
    )
    practice = QuizEdition.objects.filter(
        edition=F("quiz__course__current_edition"), is_practice=True
    )
    rows = Attempt.objects.filter(state=Attempt.State.GRADED, graded_at__isnull=False)
    rows = rows.exclude(quiz__in=practice.values("quiz")).filter(~Exists(settled))
    return rows.order_by().values_list("quiz_id", "user_id").distinct()


@transaction.atomic
def _settle(quiz_id: int, users: Sequence[int], *, event: str) -> None:
    published = published_or_last(quiz_id)
    if published is None:
        return
    QuizGrade.objects.bulk_create(
        (QuizGrade(quiz_id=quiz_id, user_id=user) for user in users), ignore_conflicts=True
    )
    held = QuizGrade.objects.select_for_update().filter(quiz=quiz_id, user__in=users)
    grades = list(held.order_by("user_id"))
    attempts = _graded(quiz_id, users)
    before = [(share_of(grade), is_done(grade)) for grade in grades]
    changed = [grade for grade in grades if make(grade, published, attempts[grade.user_id])]
    QuizGrade.objects.bulk_update(changed, MADE)
    for grade, (share, _done) in zip(grades, before, strict=True):
        add_to_total(published.quiz.course_id, grade.user_id, share_of(grade) - share)
    news = [grade for grade, (_s, done) in zip(grades, before, strict=True) if not done]
    tell_learning(news, published.quiz.course_id, event=event)


def _graded(quiz_id: int, users: Sequence[int]) -> dict[int, list[Attempt]]:
    rows = Attempt.objects.filter(quiz=quiz_id, user__in=users, state=Attempt.State.GRADED)
    found: dict[int, list[Attempt]] = defaultdict(list)
    columns = ("user", "number", "quiz_edition", "score", "max_score", "passed", "graded_at")
    for attempt in rows.only(*columns):
        found[attempt.user_id].append(attempt)
    return found
