"""A quiz before it is taken: what to expect, past attempts, start."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from courses.outbox.clock import database_now
from courses.people.models import User
from courses.people.requests import current_user
from courses.quizzes import services
from courses.quizzes.errors import CannotStart, QuizError
from courses.quizzes.expecting import expected_of
from courses.quizzes.models import QuizEdition
from courses.quizzes.queries import (
    attempts_at,
    enrolment_in,
    published_quiz,
    slots_of_edition,
    standing_of,
)
from courses.quizzes.rules import check_may_start
from courses.quizzes.services.giving_back import closing_for_visitor


def _published(user: User, slug: str, key: str) -> QuizEdition:
    found = published_quiz(user, slug, key)
    if found is None:
        raise Http404
    return found


@never_cache
@login_required
@require_GET
def quiz(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """What to expect, and how the learner stands in it."""
    return _intro(request, _published(current_user(request), slug, key))


def _intro(
    request: HttpRequest, published: QuizEdition, refusal: QuizError | None = None
) -> HttpResponse:
    user = current_user(request)
    attempts = attempts_at(user, published)
    state = standing_of(attempts)
    allowed = published.attempts_allowed
    slots = slots_of_edition(published.pk)
    context = {
        "quiz": published,
        "course": published.quiz.course,
        "questions": len(slots),
        "expected": expected_of(slots),
        "attempts": attempts,
        "last_number": attempts[-1].number if attempts else 0,
        "standing": state,
        "left": None if allowed is None else max(0, allowed - state.attempts_used),
        "is_enrolled": enrolment_in(user, published.quiz.course_id) is not None,
        "gate": refusal or _gate(published, state.attempts_used),
    }
    status = refusal.status if refusal else 200
    return render(request, "quizzes/quiz.html", context, status=status)


def _gate(published: QuizEdition, used: int) -> QuizError | None:
    """Why no new attempt can start now, or None."""
    now = database_now()
    closes_at = closing_for_visitor(published, now)
    try:
        check_may_start(published, used=used, now=now, closes_at=closes_at)
    except CannotStart as closed:
        return closed
    return None


@login_required
@require_POST
def start(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Starts an attempt, or goes on with the one under way.

    The form names the last attempt that its page knew of, so that a request that comes a second
    time, minutes late even, starts nothing that nobody asked for.
    """
    published = _published(current_user(request), slug, key)
    known = request.POST.get("after", "")
    after = int(known) if known.isascii() and known.isdecimal() and len(known) < 10 else None
    try:
        attempt = services.start_attempt(current_user(request), published.quiz, after=after)
    except CannotStart as closed:
        return _intro(request, published, closed)
    return redirect("quizzes:attempt", attempt.public_id)
