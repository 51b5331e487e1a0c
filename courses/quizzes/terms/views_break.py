"""A break in an attempt, for the learner whose it is."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from courses.outbox.clock import database_now
from courses.people.requests import current_user
from courses.quizzes.deadlines import clock_face
from courses.quizzes.errors import NoSuchAttempt, QuizError
from courses.quizzes.models import Attempt
from courses.quizzes.queries import own_attempt
from courses.quizzes.services.giving_back import is_time_up_for_visitor
from courses.quizzes.terms.breaks import break_left, go_on, is_on_break, take_break


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """GET shows the break, or what one would be; POST takes it."""
    user = current_user(request)
    if request.method == "POST":
        try:
            take_break(attempt, user)
        except NoSuchAttempt as error:
            raise Http404 from error
        except QuizError as error:
            messages.error(request, str(error))
            return redirect("quizzes:attempt", attempt)
        return redirect("quizzes:break", attempt)
    found = own_attempt(user, attempt)
    if found is None:
        raise Http404
    found.user = user
    return _page(request, found)


def _page(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    now = database_now()
    on_break = is_on_break(attempt, now)
    is_over = attempt.state != Attempt.State.OPEN or is_time_up_for_visitor(attempt, now)
    if not on_break and (is_over or not break_left(attempt)):
        return redirect("quizzes:attempt", attempt.public_id)
    seconds = break_left(attempt)
    if on_break and attempt.break_until:
        seconds = max(1, int((attempt.break_until - now).total_seconds()))
    context: dict[str, Any] = {
        "attempt": attempt,
        "course": attempt.quiz.course,
        "on_break": on_break,
        "left": clock_face(seconds),
        "again_in": seconds + 1,
    }
    return render(request, "quizzes/terms/break.html", context)


@login_required
@require_POST
def end(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """Back to the questions; the clock runs again."""
    try:
        go_on(attempt, current_user(request))
    except NoSuchAttempt as error:
        raise Http404 from error
    return redirect("quizzes:attempt", attempt)
