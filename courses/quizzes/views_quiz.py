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
from courses.quizzes.errors import CannotStart, CodeWanted, QuizError, TooManyCodes
from courses.quizzes.expecting import expected_of
from courses.quizzes.gates.checking import NOTHING, Brought, has_typed_too_many, limit_codes
from courses.quizzes.gates.pages import gates_on_page
from courses.quizzes.gradebook.queries import grade_for
from courses.quizzes.models import Attempt, QuizEdition
from courses.quizzes.queries import (
    attempts_at,
    enrolment_in,
    published_quiz,
    slots_of_edition,
    standing_of,
)
from courses.quizzes.rules import check_may_start
from courses.quizzes.terms.closing import closing_for_visitor
from courses.quizzes.terms.in_effect import Terms
from courses.quizzes.terms.queries import terms_for


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
    request: HttpRequest,
    published: QuizEdition,
    refusal: QuizError | None = None,
    brought: Brought = NOTHING,
) -> HttpResponse:
    user = current_user(request)
    attempts = attempts_at(user, published)
    grade = grade_for(user.pk, published.quiz_id)
    state = standing_of(attempts, grade)
    terms = terms_for(user.pk, published)
    expected = expected_of(published, slots_of_edition(published.pk))
    enrolment = enrolment_in(user, published.quiz.course_id)
    gates = gates_on_page(user, published, brought, refusal)
    context = {
        "quiz": published,
        "course": published.quiz.course,
        "questions": expected.questions,
        "expected": expected,
        "attempts": attempts,
        "last_number": attempts[-1].number if attempts else 0,
        "standing": state,
        "grade": grade,
        "terms": terms,
        "left": terms.left(state.attempts_used),
        "is_enrolled": enrolment is not None,
        "taken_in": enrolment.language if enrolment else "",
        "gate": None if gates.errors else refusal or _gate(terms, attempts),
        "gates": gates,
    }
    status = refusal.status if refusal else 200
    return render(request, "quizzes/quiz.html", context, status=status)


def _gate(terms: Terms, attempts: list[Attempt]) -> QuizError | None:
    """Why no new attempt can start now, or None."""
    now = database_now()
    closes_at = closing_for_visitor(terms, now)
    try:
        check_may_start(terms, taken=attempts, now=now, closes_at=closes_at)
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
    brought = Brought(request.POST.get("code", ""), honours="honour" in request.POST)
    known = request.POST.get("after", "")
    after = int(known) if known.isascii() and known.isdecimal() and len(known) < 10 else None
    try:
        attempt = _start(current_user(request), published, after, brought)
    except CannotStart as closed:
        return _intro(request, published, closed, brought)
    return redirect("quizzes:attempt", attempt.public_id)


def _start(user: User, published: QuizEdition, after: int | None, brought: Brought) -> Attempt:
    """Whoever has typed too many wrong codes waits, also with the right one."""
    if published.access_code and has_typed_too_many(user, published):
        raise TooManyCodes
    try:
        return services.start_attempt(user, published.quiz, after=after, brought=brought)
    except CodeWanted:
        limit_codes(user, published)
        raise
