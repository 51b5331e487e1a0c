"""Reads: what a learner sees now of an attempt, by the matrix of its quiz."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from courses.outbox.clock import database_now
from courses.quizzes.models import Attempt, QuizEdition
from courses.quizzes.queries import attempts_left
from courses.quizzes.quiz_settings import QuizSettings
from courses.quizzes.review.matrix import (
    Later,
    Moment,
    Shows,
    held_back,
    moment_of,
    what_shows,
)
from courses.quizzes.terms.in_effect import Terms
from courses.quizzes.terms.queries import terms_for


@dataclass(frozen=True, slots=True)
class Seen:
    """`later`: what is held back, and until when. `is_automatic`: nobody chose what shows."""

    shows: Shows
    later: list[Later]
    is_automatic: bool


def ruling(attempt: Attempt) -> QuizEdition:
    """The quiz as it is published now: who moves its closing or opens its results means those
    who have taken it already. Its own, where it is no more published."""
    own = attempt.quiz_edition
    if own.edition_id == attempt.quiz.course.current_edition_id:
        return own
    rows = QuizEdition.objects.filter(quiz=attempt.quiz_id)
    return rows.filter(edition=F("quiz__course__current_edition")).first() or own


def seen_now(attempt: Attempt, *, left: int | None) -> Seen:
    """Of a graded attempt. `left` None: as many attempts as one likes. The clock is asked only
    where somebody chose what shows."""
    published = ruling(attempt)
    review = published.review
    is_settled = bool(attempt.passed) or left == 0 or published.is_practice
    if not review or attempt.submitted_at is None:
        return Seen(what_shows({}, moment=Moment.OPEN, is_settled=is_settled), [], True)
    now, closes_at = database_now(), terms_for(attempt.user_id, published).closes_at
    moment = moment_of(now=now, submitted_at=attempt.submitted_at, closes_at=closes_at)
    later = held_back(
        review,
        now=now,
        submitted_at=attempt.submitted_at,
        closes_at=closes_at,
        is_settled=is_settled,
    )
    shows = what_shows(review, moment=moment, is_settled=is_settled)
    return Seen(shows, later, is_automatic=False)


def result_shows(attempt: Attempt) -> Shows:
    """What its learner sees now of a graded attempt."""
    return seen_now(attempt, left=attempts_left(attempt.user, attempt.quiz_edition)).shows


def may_see_key(attempt: Attempt) -> bool:
    """Whether its learner may see now what would have been right in a graded attempt; never of
    one that is under way again, or void."""
    return attempt.state == Attempt.State.GRADED and result_shows(attempt).key


def shows_during(attempt: Attempt) -> Shows:
    """What a check of an answer shows while the attempt is under way."""
    quiz = attempt.quiz_edition
    is_settled = quiz.is_practice or attempts_left(attempt.user, quiz) == 0
    return what_shows(quiz.review, moment=Moment.DURING, is_settled=is_settled)


def points_show(
    published: QuizSettings,
    now: datetime,
    *,
    submitted_at: datetime | None = None,
    terms: Terms | None = None,
) -> bool:
    """Whether a score, and that it is a pass, may be told. In lists, `submitted_at` None: what
    shows only just after is not in them. `terms`: the learner's own, where they are known."""
    if not published.review:
        return True
    closes_at = published.closes_at if terms is None else terms.closes_at
    is_closed = closes_at is not None and now >= closes_at
    moment = Moment.CLOSED if is_closed else Moment.OPEN
    if submitted_at is not None:
        moment = moment_of(now=now, submitted_at=submitted_at, closes_at=closes_at)
    return what_shows(published.review, moment=moment, is_settled=True).points
