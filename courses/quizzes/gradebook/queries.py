"""Reads of single grades."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from courses.catalog.models import Course, Enrolment
from courses.people.models import Cohort, User
from courses.quizzes.gradebook.models import GradeAct, QuizGrade
from courses.quizzes.models import QuizEdition
from elearning.prepared import Prepared, given

_last = Prepared(
    lambda: (
        QuizEdition.objects.filter(quiz=given("quiz"))
        .select_related("quiz__course")
        .order_by("-edition__number")[:1]
    )
)
_of_quiz = Prepared(lambda: QuizGrade.objects.filter(quiz=given("quiz"), user=given("user")))
_of_course = Prepared(
    lambda: QuizGrade.objects.filter(user=given("user"), quiz__course=given("course"))
)


def published_or_last(quiz_id: int) -> QuizEdition | None:
    """The quiz as it was published last, with its course; it may have left the course since."""
    return _last.first(quiz=quiz_id)


def grade_for(user_id: int, quiz_id: int) -> QuizGrade | None:
    return _of_quiz.first(quiz=quiz_id, user=user_id)


def grades_in(user_id: int, course_id: int) -> dict[int, QuizGrade]:
    """{quiz id: the grade that counts} of a learner in a course; one query."""
    return {row.quiz_id: row for row in _of_course.all(user=user_id, course=course_id)}


def grades_of(user_id: int, course_ids: Iterable[int]) -> dict[int, QuizGrade]:
    """As grades_in, of several courses."""
    rows = QuizGrade.objects.filter(user=user_id, quiz__course__in=list(course_ids))
    return {row.quiz_id: row for row in rows}


def acts_on(grade: QuizGrade) -> QuerySet[GradeAct]:
    """The newest first."""
    return GradeAct.objects.filter(grade=grade).select_related("by").order_by("-pk")


def newest_act(grade: QuizGrade) -> GradeAct | None:
    return acts_on(grade).first()


def learners_in(course: Course) -> QuerySet[User]:
    """Whoever takes the course, or has taken it."""
    return User.objects.filter(Exists(Enrolment.objects.filter(course=course, user=OuterRef("pk"))))


def cohorts_with(course: Course) -> QuerySet[Cohort]:
    """Those that were given the course, by name."""
    return Cohort.objects.filter(assignments__course=course).order_by("name")


MOST_COUNTED = 10_000


def may_be_counted(course: Course) -> int:
    """How many take the course, counted up to one more than MOST_COUNTED."""
    rows = Enrolment.objects.filter(course=course, withdrawn_at=None)
    return rows.order_by()[: MOST_COUNTED + 1].count()
