"""Run inside the measured site: two courses of twenty quizzes, one with ten times the learners of
the other, and an instructor with a session.

Nine in ten have begun; of these each has a grade, with its attempt, in four quizzes of five. One
in fifty is in an attempt, one in a hundred waits to be marked, one grade in two hundred was set by
hand. Prints {"cookies", "courses": [{"slug", "learners", "quiz", "cohort", "large_cohort"}]}.
"""

import json
import os
import random
import sys
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()

from django.db import connection, transaction

from courses.catalog.models import Course, Edition, Enrolment
from courses.catalog.services import create_course
from courses.cohorts.models import Assignment
from courses.cohorts.population.bulk import moment, reserve, store, token
from courses.people.models import Cohort, Membership, User
from courses.quizzes.gradebook.models import CourseGrade, QuizGrade
from courses.quizzes.gradebook.totals import MILLION
from courses.quizzes.models import Attempt, Quiz, QuizEdition
from tests.bench.people import cookies_of, person

QUIZZES, POINTS = 20, 30
AT_ONCE = 2000
DICE = random.Random(7)
WHEN = datetime(2026, 11, 1, 10, tzinfo=UTC)
FIRST = ("Ana", "Bo", "Chen", "Diego", "Eva", "Farid", "Grace", "Hugo", "Ines", "Jun", "Kofi")
LAST = ("Almeida", "Brown", "Castro", "Diallo", "Fofana", "Garcia", "Haddad", "Ito", "Khan")


@dataclass(frozen=True)
class Taught:
    course: Course
    edition: Edition
    quizzes: Sequence[QuizEdition]


def people(count: int) -> list[int]:
    """Their ids."""
    with transaction.atomic():
        first = reserve(User, count)
        columns = [
            "id", "password", "email", "name", "certificate_name", "language", "timezone",
            "is_instructor", "is_coordinator", "is_administrator", "is_active", "is_demo",
            "date_joined",
        ]  # fmt: skip
        rows = (
            (first + n, "!", f"grades-{n}@demo.example", _name(n), "", "en", "UTC",
             False, False, False, True, True, moment(WHEN))
            for n in range(count)
        )  # fmt: skip
        store(User, columns, rows)
    return list(range(first, first + count))


def _name(number: int) -> str:
    return f"{DICE.choice(FIRST)} {DICE.choice(LAST)} {number:06}"


def taught(by: User, title: str) -> Taught:
    course = create_course(title=title, language="en", by=by)
    edition = Edition.objects.create(
        course=course, number=1, languages=["en"], titles={"en": title}
    )
    quizzes = []
    for number in range(QUIZZES):
        titles = {"en": f"Quiz {number + 1}: what the lessons say of it"}
        quiz = Quiz.objects.create(course=course, key=f"q{number}", titles=titles, position=number)
        quizzes.append(
            QuizEdition.objects.create(quiz=quiz, edition=edition, titles=titles, position=number)
        )
    Course.objects.filter(pk=course.pk).update(current_edition=edition, status="published")
    course.refresh_from_db()
    return Taught(course, edition, quizzes)


def cohort(of: Taught, name: str, users: Sequence[int]) -> int:
    made = Cohort.objects.create(name=name)
    Assignment.objects.create(cohort=made, course=of.course)
    columns = ["cohort_id", "user_id", "external_id", "joined_at"]
    store(Membership, columns, ((made.pk, user, "", moment(WHEN)) for user in users))
    return made.pk


@transaction.atomic
def give(of: Taught, users: Sequence[int]) -> None:
    """Enrols them, with grades, attempts and totals."""
    columns = ["user_id", "course_id", "language", "seen_edition_id", "enrolled_at"]
    store(
        Enrolment,
        columns,
        ((user, of.course.pk, "en", of.edition.pk, moment(WHEN)) for user in users),
    )
    begun = [user for user in users if DICE.random() < 0.9]
    scores = {user: _scores() for user in begun}
    store(
        Attempt,
        ["public_id", "user_id", "quiz_id", "quiz_edition_id", "number", "language", "state",
         "seed", "layout", "started_at", "submitted_by", "snapshot_hash", "score", "max_score",
         "passed", "graded_at"],
        _attempts(of, scores),
    )  # fmt: skip
    store(
        QuizGrade,
        ["quiz_id", "user_id", "percent", "state", "counts", "method", "attempts", "graded",
         "override", "settled_at"],
        _grades(of, scores),
    )  # fmt: skip
    store(
        CourseGrade,
        ["course_id", "user_id", "earned", "counted", "total", "failing", "done"],
        (_total(of, user, found) for user, found in scores.items() if found),
    )


def _scores() -> dict[int, int]:
    """{place of the quiz: points}."""
    skill = DICE.uniform(0.3, 1)
    return {
        place: round(POINTS * min(1.0, max(0.0, DICE.gauss(skill, 0.12))))
        for place in range(QUIZZES)
        if DICE.random() < 0.8
    }


def _percent(points: int) -> str:
    return f"{points * 100 / POINTS:.6f}"


def _passed(points: int) -> bool:
    return points * 100 >= 70 * POINTS


def _attempts(of: Taught, scores: dict[int, dict[int, int]]) -> Iterator[tuple[Any, ...]]:
    for user, found in scores.items():
        for place, points in found.items():
            outcome = (points, POINTS, _passed(points), moment(WHEN))
            yield _attempt(of.quizzes[place], user, "graded", 1, outcome)
        other = DICE.random()
        if other < 0.03:
            state = "marking" if other < 0.01 else "open"
            yield _attempt(DICE.choice(of.quizzes), user, state, 2, (None, None, None, None))


def _attempt(
    quiz: QuizEdition, user: int, state: str, number: int, outcome: tuple[Any, ...]
) -> tuple[Any, ...]:
    public_id = token(uuid.UUID(int=DICE.getrandbits(128), version=4))
    return (
        public_id, user, quiz.quiz_id, quiz.pk, number, "en", state, 1, "[]", moment(WHEN),
        "learner", "", *outcome,
    )  # fmt: skip


def _grades(of: Taught, scores: dict[int, dict[int, int]]) -> Iterator[tuple[Any, ...]]:
    for user, found in scores.items():
        for place, points in found.items():
            state = "passed" if _passed(points) else "failing"
            by_hand = "percent" if DICE.random() < 0.005 else ""
            yield (
                of.quizzes[place].quiz_id, user, _percent(points), state, True, "best", "[]", 1,
                by_hand, moment(WHEN),
            )  # fmt: skip


def _total(of: Taught, user: int, found: dict[int, int]) -> tuple[Any, ...]:
    earned = sum(round(float(_percent(points)) * MILLION) for points in found.values())
    done = sum(_passed(points) for points in found.values())
    return (
        of.course.pk, user, earned, len(found), earned // len(found), len(found) - done, done,
    )  # fmt: skip


def main(count: int) -> None:
    by = person("gradebook")
    User.objects.filter(pk=by.pk).update(is_instructor=True)
    users = people(count)
    made = []
    for title, some in (("Few learn this", DICE.sample(users, count // 10)), ("Many do", users)):
        of = taught(by, title)
        for start in range(0, len(some), AT_ONCE):
            give(of, some[start : start + AT_ONCE])
        with transaction.atomic():
            small = cohort(of, f"{title}: a thousand", some[:1000])
            large = cohort(of, f"{title}: every second", some[::2])
        made.append(
            {"slug": of.course.slug, "learners": len(some), "quiz": "q7", "cohort": small,
             "large_cohort": large}
        )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    json.dump({"cookies": cookies_of(by), "courses": made}, sys.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]))
