"""Synthetic cohorts for load and growth: people, enrolments, reading, attempts, grades.

Nothing is queued and nobody is mailed. All people are marked as demo people.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from courses.catalog.models import Course, EditionLesson
from courses.cohorts.errors import NothingToPopulate, PopulatedBefore
from courses.cohorts.models import Assignment
from courses.cohorts.population import batches
from courses.cohorts.population.learners import Learner, learners
from courses.cohorts.population.papers import Paper, papers_for
from courses.people.models import Cohort, User
from courses.quizzes.models import QuizEdition

PER_COHORT = 1000


@dataclass(slots=True)
class Populated:
    """How many rows were made."""

    learners: int = 0
    cohorts: int = 0
    attempts: int = 0
    answers: int = 0


def populate(
    *, count: int, seed: int, answers: float, on_progress: Callable[[int], None]
) -> Populated:
    """`count` learners in cohorts of a thousand, each with ten graded attempts on average.

    `answers` (0…1) is the share of attempts whose answer log is kept; the others have their
    snapshot and grade. Raises NothingToPopulate, PopulatedBefore.
    """
    if User.objects.filter(email=batches.address(seed, 0)).exists():
        raise PopulatedBefore
    world = _world(seed)
    done = Populated()
    for start in range(0, count, PER_COHORT):
        numbers = range(start, min(start + PER_COHORT, count))
        group = list(_learners(world, numbers, answers))
        with transaction.atomic():
            cohort = _cohort(world, done.cohorts)
            attempts, kept = batches.store_learners(world.course, cohort, group, world.papers, seed)
        done.cohorts += 1
        done.learners += len(group)
        done.attempts += attempts
        done.answers += kept
        on_progress(done.learners)
    return done


@dataclass(frozen=True, slots=True)
class World:
    """What the made-up people learn."""

    seed: int
    now: datetime
    course: batches.Taught
    papers: list[Paper]


def _world(seed: int) -> World:
    quizzes = list(_published_quizzes())
    if not quizzes:
        raise NothingToPopulate
    course = quizzes[0].edition.course
    draw = Random(seed)
    pools = [
        papers_for(quiz, draw) for quiz in quizzes if quiz.edition_id == course.current_edition_id
    ]
    papers = sorted((paper for pool in pools for paper in pool), key=lambda paper: paper.score)
    rows = EditionLesson.objects.filter(edition=course.current_edition_id)
    versions = {row.lesson_id: row.version_id for row in rows}
    taught = batches.Taught(
        course=course.pk,
        edition=quizzes[0].edition_id,
        lessons=tuple(versions.items()),
        languages=tuple(quizzes[0].edition.languages),
        password=make_password(None),
        quizzes={quiz.quiz_id: quiz for quiz in quizzes},
    )
    return World(seed, timezone.now().replace(microsecond=0), taught, papers)


def _published_quizzes() -> Iterator[QuizEdition]:
    """Those of the first published course that has a quiz with questions."""
    courses = Course.objects.filter(status=Course.Status.PUBLISHED).order_by("pk")
    for course in courses:
        rows = QuizEdition.objects.filter(edition=course.current_edition_id)
        found = rows.filter(slots__isnull=False).distinct()
        if found:
            yield from found.select_related("edition__course")
            return


def _learners(world: World, numbers: range, answers: float) -> Iterator[Learner]:
    return learners(
        numbers,
        seed=world.seed,
        now=world.now,
        lessons=len(world.course.lessons),
        papers=len(world.papers),
        answers=answers,
    )


def _cohort(world: World, number: int) -> Cohort:
    """With the course, a deadline (over for every third cohort) and the demo coordinators."""
    cohort = Cohort.objects.create(name=f"Load {world.seed}-{number + 1:03}")
    cohort.coordinators.set(User.objects.filter(is_demo=True, is_coordinator=True))
    days = -10 if number % 3 == 0 else 10 * (number % 3)
    assignment = Assignment.objects.create(
        cohort=cohort, course_id=world.course.course, due_at=world.now + timedelta(days=days)
    )
    Assignment.objects.filter(pk=assignment.pk).update(assigned_at=world.now - timedelta(days=120))
    return cohort
