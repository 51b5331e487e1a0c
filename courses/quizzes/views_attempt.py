"""An attempt from the first question to the result, for the learner whose it is."""

import uuid
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST

from courses.outbox.clock import database_now
from courses.people.models import User
from courses.people.requests import current_user
from courses.quizzes import services
from courses.quizzes.deadlines import clock_face, seconds_left
from courses.quizzes.errors import NoSuchAttempt, OutOfStep, QuizError, TooLate
from courses.quizzes.evidence import evidence_for
from courses.quizzes.files.arriving import limit_arriving
from courses.quizzes.files.posted import receive_posted
from courses.quizzes.files.room import room_for
from courses.quizzes.forms import SentAnswer
from courses.quizzes.hints.pages import asked_hint
from courses.quizzes.hints.services import NoSuchHint, take_hint
from courses.quizzes.marking.queries import still_waiting
from courses.quizzes.models import Attempt
from courses.quizzes.pages import (
    fields_by_slot,
    html_of,
    open_questions,
    pressed_at,
    questions_of,
    review_of,
    seen_by_slot,
    to_read_again,
)
from courses.quizzes.queries import (
    EVIDENCE,
    attempts_left,
    grade_of,
    last_saved,
    own_attempt,
    percent_of,
    slots_of,
)
from courses.quizzes.services.answers import Saved
from courses.quizzes.services.giving_back import is_time_up_for_visitor
from courses.quizzes.services.walking import Way

# How often a waiting page has asked; more than this many it does not count.
LOOKS = {str(times) for times in range(100)}


def _own(user: Any, attempt: uuid.UUID) -> Attempt:
    """The person's own attempt; anybody else's does not exist."""
    found = own_attempt(user, attempt)
    if found is None:
        raise Http404
    found.user = user
    return found


@never_cache
@login_required
@require_GET
def attempt(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """The questions, all on one page."""
    return _questions(request, _own(request.user, attempt))


def _questions(
    request: HttpRequest,
    attempt: Attempt,
    *,
    refused: dict[int, str] | None = None,
    typed: dict[str, list[str]] | None = None,
) -> HttpResponse:
    now = database_now()
    if attempt.state != Attempt.State.OPEN or is_time_up_for_visitor(attempt, now):
        return redirect("quizzes:status", attempt.public_id)
    answers, sequence, saved_at = last_saved(attempt.pk)
    questions = questions_of(attempt, answers, refused=refused, typed=typed)
    context = {
        "attempt": attempt,
        "course": attempt.quiz.course,
        "questions": questions,
        "answered": sum(question.is_answered for question in questions),
        "sequence": sequence,
        "saved_at": saved_at,
        **_time_left(attempt, now),
        "refused": [question for question in questions if question.slot in (refused or {})],
    }
    return render(request, "quizzes/attempt.html", context, status=422 if refused else 200)


def _time_left(attempt: Attempt, now: datetime) -> dict[str, Any]:
    seconds = seconds_left(attempt, now)
    return {"seconds_left": seconds, "clock_face": clock_face(seconds)}


@csrf_exempt  # that check reads the whole body: _save makes it, once we know what may come in
@require_POST
def save(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """One answer as JSON, or the whole form from a browser without JavaScript."""
    if request.content_type == "multipart/form-data" and isinstance(request.user, User):
        limit_arriving(request, room_for(_own(request.user, attempt)))
    return _save(request, attempt)


@csrf_protect
def _save(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    if request.content_type == "application/json":
        return _save_one(request, attempt)
    if not request.user.is_authenticated:
        return HttpResponseRedirect(_sign_in(attempt))
    return _save_form(request, attempt)


def _sign_in(attempt: uuid.UUID) -> str:
    return f"{reverse('account_login')}?next={reverse('quizzes:attempt', args=[attempt])}"


def _save_one(request: HttpRequest, attempt: uuid.UUID) -> JsonResponse:
    user = request.user
    if not isinstance(user, User):
        sentence = _("You were signed out. Sign in again: nothing is lost.")
        return JsonResponse({"error": sentence, "sign_in": _sign_in(attempt)}, status=401)
    try:
        sent = SentAnswer.read(request.body)
        saved = services.save_answer(
            attempt,
            user,
            slot_id=sent.slot,
            operation_id=sent.operation,
            sequence=sent.sequence,
            value=sent.value,
        )
    except TooLate as error:
        return JsonResponse({"error": str(error), **_told(error.saved)}, status=error.status)
    except OutOfStep as error:
        return JsonResponse({"error": str(error), **_shown(error.way)}, status=error.status)
    except QuizError as error:
        return JsonResponse({"error": str(error)}, status=error.status)
    return JsonResponse({**_told(saved), **_shown(saved.way)})


def _shown(way: Way | None) -> dict[str, str]:
    """A walked question where it stands now, to be shown in place."""
    return {"html": html_of(way)} if way else {}


def _told(saved: Saved) -> dict[str, Any]:
    return {
        "saved_at": saved.received_at.isoformat(timespec="milliseconds"),
        "time": f"{localtime(saved.received_at):%H:%M:%S}",
        "sequence": saved.sequence,
        "already": saved.already,
        "late": saved.late,
        "holds": saved.holds,
        "seconds_left": saved.seconds_left,
    }


def _save_form(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    found = _own(request.user, attempt)
    data = dict(request.POST.lists())
    try:
        saved = services.save_page(
            attempt,
            found.user,
            values=fields_by_slot(found, data),
            seen=seen_by_slot(data),
        )
        refused = dict(saved.refused) | receive_posted(request, found)
        hinted = _take_hint(found, data)
    except QuizError:
        # Over, or another page has gone on: it is shown as it is now.
        return redirect("quizzes:status", attempt)
    if refused:
        return _questions(request, found, refused=refused, typed=data)
    if hinted is not None:
        return redirect(f"{reverse('quizzes:attempt', args=[attempt])}#hints-{hinted}")
    number = pressed_at(found, data)
    if number is not None:
        return redirect(f"{reverse('quizzes:attempt', args=[attempt])}#q{number}")
    return redirect("quizzes:check" if "check" in request.POST else "quizzes:attempt", attempt)


def _take_hint(attempt: Attempt, data: dict[str, list[str]]) -> int | None:
    """The slot of the hint that the form asks for; what another page took before is passed over,
    for a refused answer must still be told of."""
    asked = asked_hint(data)
    if asked is None:
        return None
    slot, number = asked
    try:
        taken = take_hint(attempt.public_id, attempt.user, slot_id=slot, number=number)
    except NoSuchHint:
        return slot
    attempt.hints = taken.hints
    return slot


@never_cache
@login_required
@require_GET
def check(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """Before submission: what is still unanswered."""
    found = _own(request.user, attempt)
    now = database_now()
    if found.state != Attempt.State.OPEN or is_time_up_for_visitor(found, now):
        return redirect("quizzes:status", attempt)
    answers, _sequence, saved_at = last_saved(found.pk)
    context = {
        "attempt": found,
        "course": found.quiz.course,
        **open_questions(found, answers),
        "saved_at": saved_at,
        **_time_left(found, now),
    }
    return render(request, "quizzes/check.html", context)


@login_required
@require_POST
def submit(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """Once or twenty times, the answer is the same."""
    try:
        services.submit_attempt(attempt, current_user(request))
    except NoSuchAttempt as error:
        raise Http404 from error
    return redirect("quizzes:status", attempt)


@never_cache
@login_required
@require_GET
def status(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """Being graded; becomes the result by itself."""
    found = _own(request.user, attempt)
    if found.state == Attempt.State.GRADED:
        return _onwards(request, reverse("quizzes:result", args=[attempt]))
    under_way = found.state == Attempt.State.OPEN
    if under_way and not is_time_up_for_visitor(found, database_now()):
        return _onwards(request, reverse("quizzes:attempt", args=[attempt]))
    looked = request.GET.get("looked", "")
    times = int(looked) if looked in LOOKS else 0
    context = {
        "attempt": found,
        "course": found.quiz.course,
        "under_way": under_way,
        "to_mark": still_waiting(found) if found.state == Attempt.State.MARKING else 0,
        "looked": times + 1,
        "wait": min(250 + 150 * times, 1000),
    }
    page = "quizzes/parts/waiting.html" if _is_htmx(request) else "quizzes/status.html"
    return render(request, page, context)


def _is_htmx(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers


def _onwards(request: HttpRequest, url: str) -> HttpResponse:
    if not _is_htmx(request):
        return HttpResponseRedirect(url)
    return HttpResponse(headers={"HX-Redirect": url})


@never_cache
@login_required
@require_GET
def result(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """The grade, each question with its passage, and what to do next."""
    found = _own(request.user, attempt)
    if found.state != Attempt.State.GRADED:
        return redirect("quizzes:status", attempt)
    left = attempts_left(found.user, found.quiz_edition)
    return render(request, "quizzes/result.html", result_context(found, left=left))


def result_context(attempt: Attempt, *, left: int | None) -> dict[str, Any]:
    """For the learner's page and the instructor's copy of it. `left` None: no limit."""
    slots = slots_of(attempt, *EVIDENCE)
    grade = grade_of(attempt)
    reveal = bool(attempt.passed) or left == 0
    questions = review_of(attempt, slots, grade, evidence_for(attempt, slots), reveal=reveal)
    return {
        "attempt": attempt,
        "course": attempt.quiz.course,
        "grade": grade,
        "percent": percent_of(attempt),
        "questions": questions,
        "to_read_again": to_read_again(questions),
        "left": left,
        "reveal": reveal,
    }
