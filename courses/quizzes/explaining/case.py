"""One learner before one quiz, with all that decides what they meet there."""

from dataclasses import dataclass
from datetime import datetime

from courses.catalog.models import Enrolment
from courses.outbox.clock import database_now
from courses.people.models import User
from courses.quizzes.errors import CannotStart
from courses.quizzes.gates.requirements import Step, steps_before
from courses.quizzes.gradebook.models import QuizGrade
from courses.quizzes.gradebook.queries import grade_for
from courses.quizzes.models import Attempt, QuizEdition
from courses.quizzes.queries import Standing, attempts_at, enrolment_in, standing_of
from courses.quizzes.rules import check_may_start
from courses.quizzes.terms.closing import closing_for_visitor
from courses.quizzes.terms.in_effect import Terms
from courses.quizzes.terms.queries import terms_for


@dataclass(frozen=True, slots=True)
class Case:
    """`gate` is what keeps a new attempt from starting now; `attempts` count, the first one first.

    `is_own`: the learner looks, else the course's staff do.
    """

    published: QuizEdition
    terms: Terms
    attempts: list[Attempt]
    standing: Standing
    grade: QuizGrade | None
    enrolment: Enrolment | None
    steps: list[Step]
    gate: CannotStart | None
    now: datetime
    is_own: bool = True

    @property
    def last(self) -> Attempt | None:
        return self.attempts[-1] if self.attempts else None

    @property
    def under_way(self) -> Attempt | None:
        return self.standing.open_attempt


def case_of(user: User, published: QuizEdition, *, is_own: bool = True) -> Case:
    """Five queries, more where something is required first, whatever was taken."""
    attempts = attempts_at(user, published)
    grade = grade_for(user.pk, published.quiz_id)
    terms, now = terms_for(user.pk, published), database_now()
    return Case(
        published=published,
        terms=terms,
        attempts=attempts,
        standing=standing_of(attempts, grade),
        grade=grade,
        enrolment=enrolment_in(user, published.quiz.course_id),
        steps=steps_before(user, published),
        gate=_gate(terms, attempts, now),
        now=now,
        is_own=is_own,
    )


def _gate(terms: Terms, attempts: list[Attempt], now: datetime) -> CannotStart | None:
    closes_at = closing_for_visitor(terms, now)
    try:
        check_may_start(terms, taken=attempts, now=now, closes_at=closes_at)
    except CannotStart as closed:
        return closed
    return None
