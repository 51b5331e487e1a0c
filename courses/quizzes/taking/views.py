"""Going through an attempt: flags, leaving a page for good, and how things stand by now."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.outbox.clock import database_now
from courses.people.models import User
from courses.people.requests import current_user, whole_number
from courses.quizzes.deadlines import clock_face, seconds_left
from courses.quizzes.errors import NoSuchAttempt, QuizError, StillOpen
from courses.quizzes.models import Attempt
from courses.quizzes.queries import last_saved, own_attempt, slots_of
from courses.quizzes.services.giving_back import is_time_up_for_visitor
from courses.quizzes.taking.ended import ended_words, is_ended_by_somebody
from courses.quizzes.taking.pages import still_open_on
from courses.quizzes.taking.places import stand_at
from courses.quizzes.taking.posted import asked_flag
from courses.quizzes.taking.services import leave_page, set_flag


@never_cache
@require_GET
def now(request: HttpRequest, attempt: uuid.UUID) -> JsonResponse:
    """How the attempt stands, for a page that was asleep. 401 and 404 say who asks."""
    if not isinstance(request.user, User):
        return JsonResponse({}, status=401)
    found = own_attempt(request.user, attempt)
    if found is None:
        return JsonResponse({}, status=404)
    _answers, sequence, _saved_at = last_saved(found.pk)
    moment = database_now()
    told: dict[str, Any] = {
        "open": _is_open(found),
        "seconds_left": seconds_left(found, moment),
        "sequence": sequence,
        "reached": found.reached,
    }
    if is_ended_by_somebody(found):
        told["ended"] = ended_words(found, moment)
    return JsonResponse(told)


@require_POST
def flag(request: HttpRequest, attempt: uuid.UUID) -> JsonResponse:
    """Flags a question, or takes the flag away: `flag` is "slot:1" or "slot:0"."""
    if not isinstance(request.user, User):
        return JsonResponse({}, status=401)
    asked = asked_flag(dict(request.POST.lists())) or (0, False)
    try:
        found = set_flag(attempt, request.user, slot_id=asked[0], is_set=asked[1])
    except QuizError as error:
        return JsonResponse({"error": str(error)}, status=error.status)
    return JsonResponse({"flags": found.flags})


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """Goes on from a page for good; asks first when something there is still open."""
    found = own_attempt(current_user(request), attempt)
    if found is None:
        raise Http404
    found.user = current_user(request)
    if request.method == "POST":
        since = whole_number(request.POST.get("since", ""))
        return leaving(request, found, since=since, is_sure="sure" in request.POST)
    if not _is_open(found):
        return redirect("quizzes:status", attempt)
    slots = slots_of(found)
    stand = stand_at(found, slots)
    if stand is None or not stand.in_order or stand.after is None:
        return redirect("quizzes:attempt", attempt)
    answers, _sequence, saved_at = last_saved(found.pk)
    left = seconds_left(found, database_now())
    context: dict[str, Any] = {
        "attempt": found,
        "course": found.quiz.course,
        "stand": stand,
        "still_open": still_open_on(found, slots, answers, stand.here.places),
        "saved_at": saved_at,
        "seconds_left": left,
        "clock_face": clock_face(left),
    }
    return render(request, "quizzes/taking/leave.html", context)


def leaving(
    request: HttpRequest, attempt: Attempt, *, since: int | None, is_sure: bool = False
) -> HttpResponseRedirect:
    """To the next page, to the question whether one is sure, or to where one is already."""
    if since != attempt.reached:
        tell_gone_on(request)
    place = -1 if since is None else since
    try:
        left = leave_page(attempt.public_id, attempt.user, since=place, is_sure=is_sure)
    except StillOpen:
        return redirect("quizzes:leave", attempt.public_id)
    except NoSuchAttempt as error:
        raise Http404 from error
    except QuizError:
        return redirect("quizzes:status", attempt.public_id)
    stand = stand_at(left, slots_of(left))
    address = redirect("quizzes:attempt", attempt.public_id)
    if stand is not None:
        address["Location"] += stand.here.address
    return address


def tell_gone_on(request: HttpRequest) -> None:
    """To a page that is older than the attempt."""
    words = _(
        "You had already gone on, perhaps in another window. What you have left cannot be opened "
        "or changed again. This is where you are now."
    )
    messages.warning(request, words)


def _is_open(attempt: Attempt) -> bool:
    return attempt.state == Attempt.State.OPEN and not is_time_up_for_visitor(
        attempt, database_now()
    )
