"""What of a mistake its learner may see now: practice gives nothing away that a result holds back.

Three or four queries for any number of attempts.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import F

from courses.quizzes.models import Attempt, QuizEdition
from courses.quizzes.review.matrix import Shows, moment_of, what_shows
from courses.quizzes.terms.in_effect import Terms
from courses.quizzes.terms.queries import terms_in


def shown_of(user_id: int, attempts: Collection[Attempt], *, now: datetime) -> dict[int, Shows]:
    """{attempt id: what shows}, of graded attempts of one person with their quiz edition loaded.

    While another attempt at the same quiz is under way, only that it was wrong.
    """
    if not attempts:
        return {}
    quizzes = {attempt.quiz_id for attempt in attempts}
    published = _published(quizzes)
    terms = terms_in(user_id, list(published.values()))
    taken = _taken(user_id, quizzes)
    return {
        attempt.pk: _shown(
            attempt,
            published.get(attempt.quiz_id),
            terms.get(attempt.quiz_id),
            taken[attempt.quiz_id],
            now,
        )
        for attempt in attempts
    }


def _published(quizzes: Iterable[int]) -> dict[int, QuizEdition]:
    rows = QuizEdition.objects.filter(quiz__in=quizzes)
    current = rows.filter(edition=F("quiz__course__current_edition"))
    return {row.quiz_id: row for row in current}


def _taken(user_id: int, quizzes: Iterable[int]) -> dict[int, list[Attempt]]:
    rows = Attempt.objects.filter(user=user_id, quiz__in=quizzes)
    found: dict[int, list[Attempt]] = defaultdict(list)
    for row in rows.exclude(state=Attempt.State.VOID).only("quiz_id", "state", "passed"):
        found[row.quiz_id].append(row)
    return found


def _shown(
    attempt: Attempt,
    published: QuizEdition | None,
    terms: Terms | None,
    taken: Collection[Attempt],
    now: datetime,
) -> Shows:
    quiz = published or attempt.quiz_edition
    # What is no more published cannot be tried again.
    left = terms.left(len(taken)) if terms else 0
    is_settled = quiz.is_practice or left == 0 or any(one.passed for one in taken)
    closes_at = terms.closes_at if terms else quiz.closes_at
    moment = moment_of(now=now, submitted_at=attempt.submitted_at, closes_at=closes_at)
    shows = what_shows(quiz.review, moment=moment, is_settled=is_settled)
    is_under_way = any(one.state == Attempt.State.OPEN for one in taken)
    return Shows(correctness=shows.correctness) if is_under_way else shows
