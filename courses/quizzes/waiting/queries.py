"""What waits for a course's staff: questions to review, answers to mark, what learners raised."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, IntegerField, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from courses.catalog.models import Course
from courses.people.models import User
from courses.quizzes.bank.models import BankRecord
from courses.quizzes.bank.writers import writers_of
from courses.quizzes.marking.queries import waiting_answers, with_to_mark
from courses.quizzes.models import Question
from courses.quizzes.raised.queries import waiting_by_course, with_to_answer

REVIEW = Question.Status.REVIEW


def with_waiting(courses: QuerySet[Course]) -> QuerySet[Course]:
    """Each course knows `to_mark`, `to_review` and `to_answer`, what waits: in no query more."""
    waiting = Question.objects.filter(course=OuterRef("pk"), status=REVIEW).order_by()
    counted = waiting.values("course").annotate(n=Count("pk"))
    found = Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), 0)
    return with_to_answer(with_to_mark(courses)).annotate(to_review=found)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in a course for one person; `newest` is when the last of it came."""

    course: Course
    to_review: int
    to_mark: int
    to_answer: int
    newest: datetime


@dataclass(frozen=True, slots=True)
class _InCourse:
    """`reviews` are (who may not do it, when it came)."""

    reviews: list[tuple[set[int], datetime]]
    to_mark: int
    newest_answer: datetime | None
    to_answer: int
    newest_raised: datetime | None

    def for_person(self, course: Course, person: User) -> Waiting | None:
        reviews = [came for writers, came in self.reviews if person.pk not in writers]
        others = (self.newest_answer, self.newest_raised)
        times = [*reviews, *(time for time in others if time)]
        if not times:
            return None
        return Waiting(course, len(reviews), self.to_mark, self.to_answer, max(times))


def waiting_by_person() -> dict[User, list[Waiting]]:
    """Of everybody who teaches a course in which something waits for them; eleven queries."""
    raised = waiting_by_course()
    ids = _where_it_waits() | raised.keys()
    courses = {course.pk: course for course in Course.objects.filter(pk__in=ids)}
    inside = _inside(courses, raised)
    found: dict[User, list[Waiting]] = {}
    for person, course in _staff_of(courses):
        waiting = inside[course.pk].for_person(course, person)
        if waiting is not None:
            found.setdefault(person, []).append(waiting)
    return found


def _where_it_waits() -> set[int]:
    reviews = Question.objects.filter(status=REVIEW).values_list("course_id", flat=True)
    marks = waiting_answers().values_list("attempt__quiz__course_id", flat=True)
    return {*reviews.distinct(), *marks.order_by().distinct()}


def _inside(
    courses: dict[int, Course], raised: dict[int, tuple[int, datetime]]
) -> dict[int, _InCourse]:
    reviews = _reviews_in(courses)
    marks = waiting_answers().order_by().values("attempt__quiz__course")
    answers = {
        row["attempt__quiz__course"]: (row["n"], row["newest"])
        for row in marks.annotate(n=Count("pk"), newest=Max("attempt__submitted_at"))
    }
    none: tuple[int, datetime | None] = (0, None)
    return {
        pk: _InCourse(reviews[pk], *answers.get(pk, none), *raised.get(pk, none)) for pk in courses
    }


def _reviews_in(courses: dict[int, Course]) -> dict[int, list[tuple[set[int], datetime]]]:
    reviews: dict[int, list[tuple[set[int], datetime]]] = {pk: [] for pk in courses}
    questions = list(_in_review(courses))
    of_two = [one for one in questions if courses[one.course_id].two_person_rule]
    writers = writers_of(of_two)
    came = _sent_to_review(questions)
    for question in questions:
        when = came.get(question.pk, question.updated_at)
        reviews[question.course_id].append((writers.get(question.pk, set()), when))
    return reviews


def _in_review(courses: Iterable[int]) -> QuerySet[Question]:
    rows = Question.objects.filter(course__in=list(courses), status=REVIEW)
    return rows.only("course", "updated_at")


def _sent_to_review(questions: Iterable[Question]) -> dict[int, datetime]:
    ids = [question.pk for question in questions]
    rows = BankRecord.objects.filter(question__in=ids, what=BankRecord.What.REVIEW).order_by()
    return dict(rows.values_list("question_id").annotate(Max("at")))


def _staff_of(courses: dict[int, Course]) -> list[tuple[User, Course]]:
    rows = User.objects.filter(is_active=True, teaches__course__in=list(courses))
    pairs = rows.exclude(is_instructor=False, is_administrator=False).order_by("pk")
    people = {person.pk: person for person in pairs}
    named = pairs.values_list("pk", "teaches__course").order_by("pk", "teaches__course")
    return [(people[pk], courses[course]) for pk, course in named if course in courses]
