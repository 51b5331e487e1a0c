"""What was raised, for whom it may be shown to."""

from datetime import datetime

from django.db.models import Count, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from courses.catalog.models import Course
from courses.people.models import User
from courses.quizzes.models import Attempt, Question, QuizSlot
from courses.quizzes.raised.models import Raised

OPEN = Raised.State.OPEN


def slot_at(attempt: Attempt, number: int) -> QuizSlot | None:
    """The question at a place of the attempt, from 1; None where there is none. One query."""
    if not 1 <= number <= len(attempt.layout):
        return None
    rows = QuizSlot.objects.select_related("question_version__question")
    return rows.filter(pk=attempt.layout[number - 1]["slot"]).first()


def raised_by(person: User) -> QuerySet[Raised]:
    """Everything a person raised, the newest first, with what its rows show."""
    rows = Raised.objects.filter(user=person).select_related(
        "attempt__quiz_edition", "attempt__quiz__course"
    )
    return rows.order_by("-raised_at", "-pk")


def new_answers(person: User) -> int:
    """How many answers there are that they may read and have not seen."""
    rows = Raised.objects.filter(user=person, answered_at__isnull=False).exclude(answer="")
    may_be_read = Q(at_once=True) | ~Q(attempt__state=Attempt.State.OPEN)
    is_unseen = Q(seen_at=None) | Q(seen_at__lt=F("answered_at"))
    return rows.filter(may_be_read, is_unseen).count()


def raised_in(attempt: Attempt) -> list[Raised]:
    """What its learner raised in an attempt, in the order of its questions; one query."""
    rows = list(Raised.objects.filter(attempt=attempt).order_by("number", "raised_at", "pk"))
    for row in rows:
        row.attempt = attempt
    return rows


def raised_at(question: Question) -> QuerySet[Raised]:
    """What was raised about a question: what is open first, then the newest."""
    rows = Raised.objects.filter(question=question).select_related(
        "version", "attempt__quiz_edition", "user", "by"
    )
    return rows.order_by(F("state").desc(), "-raised_at", "-pk")


def waiting_at(question: Question) -> int:
    """How many are open; those that say the same as another count as one."""
    return Raised.objects.filter(question=question, state=OPEN, same_as=None).count()


def with_to_answer(courses: QuerySet[Course]) -> QuerySet[Course]:
    """Each course knows `to_answer`, how much of what was raised is open; without a query more."""
    rows = _waiting().filter(question__course=OuterRef("pk")).order_by()
    counted = rows.values("question__course").annotate(n=Count("pk"))
    found = Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), 0)
    return courses.annotate(to_answer=found)


def _waiting() -> QuerySet[Raised]:
    return Raised.objects.filter(state=OPEN, same_as=None)


def waiting_by_course() -> dict[int, tuple[int, datetime]]:
    """{course id: (how many are open, when the newest came)}; one query."""
    rows = _waiting().order_by().values("question__course")
    counted = rows.annotate(n=Count("pk"), newest=Max("raised_at"))
    return {row["question__course"]: (row["n"], row["newest"]) for row in counted}
