"""An attempt from the first question to the result, for the learner whose it is."""

import uuid
from collections.abc import Callable, Mapping
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
from courses.people.requests import current_user, whole_number
from courses.quizzes import services
from courses.quizzes.deadlines import clock_face, seconds_left
from courses.quizzes.errors import LeftBehind, NoSuchAttempt, OutOfStep, QuizError, TooLate
from courses.quizzes.files.arriving import limit_arriving
from courses.quizzes.files.posted import receive_posted
from courses.quizzes.files.room import room_for
from courses.quizzes.forms import SentAnswer
from courses.quizzes.hints.pages import asked_hint
from courses.quizzes.hints.services import NoSuchHint, take_hint
from courses.quizzes.invigilation.views_learner import void_page
from courses.quizzes.marking.queries import still_waiting
from courses.quizzes.models import Attempt
from courses.quizzes.pages import (
    fields_by_slot,
    html_of,
    pressed_at,
    questions_of,
    seen_by_slot,
)
from courses.quizzes.queries import (
    last_saved,
    own_attempt,
    own_ended,
    slots_of,
)
from courses.quizzes.raised.posted import raised_about
from courses.quizzes.review.late import own_late_answers, told_late
from courses.quizzes.review.pages import answered_in, grouped, unfinished_in
from courses.quizzes.services.answers import Saved
from courses.quizzes.services.giving_back import is_time_up_for_visitor
from courses.quizzes.services.walking import Way
from courses.quizzes.taking.ended import ended_words
from courses.quizzes.taking.pages import checked, entries_of
from courses.quizzes.taking.places import is_in_order, number_of, stand_for
from courses.quizzes.taking.posted import asked_flag, asked_page
from courses.quizzes.taking.services import set_flag
from courses.quizzes.taking.told import SAME, address_of, told_by
from courses.quizzes.taking.views import leaving, tell_gone_on
from courses.quizzes.terms.breaks import is_on_break
from courses.quizzes.trying.posted import asked_try, check_posted
from courses.quizzes.trying.rules import is_unchanged

# How often a waiting page has asked; more than this many it does not count.
LOOKS = {str(times) for times in range(100)}


def _own(
    user: Any, attempt: uuid.UUID, find: Callable[[Any, uuid.UUID], Attempt | None] = own_attempt
) -> Attempt:
    """The person's own attempt; anybody else's does not exist."""
    found = find(user, attempt)
    if found is None:
        raise Http404
    found.user = user
    return found


@never_cache
@login_required
@require_GET
def attempt(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """The questions, all on one page or page by page."""
    return _questions(request, _own(request.user, attempt), asked=request.GET.dict())


def _questions(
    request: HttpRequest,
    attempt: Attempt,
    *,
    asked: Mapping[str, str],
    refused: dict[int, str] | None = None,
    typed: dict[str, list[str]] | None = None,
) -> HttpResponse:
    """`asked`: the page, or the question where it stands."""
    now = database_now()
    if attempt.state != Attempt.State.OPEN or is_time_up_for_visitor(attempt, now):
        return redirect("quizzes:status", attempt.public_id)
    if is_on_break(attempt, now):
        return redirect("quizzes:break", attempt.public_id)
    answers, sequence, saved_at = last_saved(attempt.pk)
    slots = slots_of(attempt, "stimulus_version")
    stand = stand_for(attempt, slots, asked)
    if stand is None:
        return redirect("quizzes:attempt", attempt.public_id)
    questions = questions_of(
        attempt, answers, refused=refused, typed=typed, slots=slots, places=stand.here.places
    )
    context = {
        "attempt": attempt,
        "course": attempt.quiz.course,
        "questions": questions,
        "total": len(slots),
        "stand": stand,
        "entries": entries_of(attempt, slots, answers, stand),
        "sequence": sequence,
        "saved_at": saved_at,
        **_time_left(attempt, now),
        "refused": [question for question in questions if question.slot in (refused or {})],
        "told": told_by(asked),
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
        told = _told(error.saved) | ({} if isinstance(error, LeftBehind) else _ended(user, attempt))
        return JsonResponse({"error": str(error), **told}, status=error.status)
    except OutOfStep as error:
        return JsonResponse({"error": str(error), **_shown(error.way)}, status=error.status)
    except QuizError as error:
        return JsonResponse({"error": str(error)}, status=error.status)
    return JsonResponse({**_told(saved), **_shown(saved.way)})


def _ended(user: User, attempt: uuid.UUID) -> dict[str, str]:
    """By whom, and when, for the page on which the answer was given."""
    return {"ended": ended_words(_own(user, attempt), database_now())}


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
        **({"read_as": saved.read_as} if saved.read_as else {}),
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
        before = found.tries
        refused |= check_posted(found, data, refused)
        is_same = is_unchanged(before, found.tries, asked_try(data))
        hinted = _take_hint(found, data)
        _set_flag(found, data)
    except QuizError:
        # Over, or another page has gone on: it is shown as it is now.
        return redirect("quizzes:status", attempt)
    if saved.is_behind:
        tell_gone_on(request)
    if refused:
        asked = {"page": request.POST.get("page", "1")}
        return _questions(request, found, asked=asked, refused=refused, typed=data)
    if hinted is not None:
        number = number_of(found, hinted)
        address = reverse("quizzes:attempt", args=[attempt])
        return redirect(f"{address}?question={number}#hints-{hinted}")
    return _after_saving(request, found, data, SAME if is_same else "")


def _after_saving(
    request: HttpRequest, attempt: Attempt, data: dict[str, list[str]], what: str
) -> HttpResponse:
    """To where the button leads that sent the form; `what` is told at its question."""
    asked = raised_about(data)
    if asked is not None:
        return redirect("quizzes:raise", attempt.public_id, asked)
    if "check" in data:
        return redirect("quizzes:check", attempt.public_id)
    if "break" in data:
        return redirect("quizzes:break", attempt.public_id)
    if "go" in data and is_in_order(attempt):
        return leaving(request, attempt, since=whole_number(request.POST.get("since", "")))
    address = reverse("quizzes:attempt", args=[attempt.public_id])
    return redirect(address + (asked_page(data) or _same_page(attempt, data, what)))


def _same_page(attempt: Attempt, data: dict[str, list[str]], what: str) -> str:
    """What follows the attempt's address, for the question whose own button was pressed, else for
    the page that sent the form."""
    flagged, tried = asked_flag(data), asked_try(data)
    slot = flagged[0] if flagged else tried
    number = pressed_at(attempt, data) if slot is None else number_of(attempt, slot)
    if number is not None:
        return address_of(number, what)
    page = data.get("page", [""])[-1]
    return f"?page={page}" if page.isdecimal() else ""


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


def _set_flag(attempt: Attempt, data: dict[str, list[str]]) -> None:
    asked = asked_flag(data)
    if asked is not None:
        set_flag(attempt.public_id, attempt.user, slot_id=asked[0], is_set=asked[1])


@never_cache
@login_required
@require_GET
def check(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """Before submission: what is still unanswered."""
    found = _own(request.user, attempt)
    now = database_now()
    if found.state != Attempt.State.OPEN or is_time_up_for_visitor(found, now):
        return redirect("quizzes:status", attempt)
    if is_on_break(found, now):
        return redirect("quizzes:break", attempt)
    answers, _sequence, saved_at = last_saved(found.pk)
    context = {
        "attempt": found,
        "course": found.quiz.course,
        **checked(found, slots_of(found), answers),
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
    found = _own(request.user, attempt, own_ended)
    if found.state == Attempt.State.GRADED:
        return _onwards(request, reverse("quizzes:result", args=[attempt]))
    if found.state == Attempt.State.VOID:
        return void_page(request, found)
    under_way = found.state == Attempt.State.OPEN
    if under_way and not is_time_up_for_visitor(found, database_now()):
        return _onwards(request, reverse("quizzes:attempt", args=[attempt]))
    is_marking = found.state == Attempt.State.MARKING
    looked = request.GET.get("looked", "")
    times = int(looked) if looked in LOOKS else 0
    context = {
        "attempt": found,
        "course": found.quiz.course,
        "under_way": under_way,
        "answered": answered_in(found),
        "total": len(found.layout),
        "fingerprint": grouped(found.snapshot_hash),
        "to_mark": still_waiting(found) if is_marking else 0,
        # Else it is graded, and shown as a result, within a moment.
        "unfinished": unfinished_in(found, slots_of(found)) if is_marking else 0,
        "looked": times + 1,
        "wait": min(250 + 150 * times, 1000),
        **(told_late(own_late_answers(found)) if is_marking else {}),
    }
    page = "quizzes/parts/waiting.html" if _is_htmx(request) else "quizzes/status.html"
    return render(request, page, context)


def _is_htmx(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers


def _onwards(request: HttpRequest, url: str) -> HttpResponse:
    if not _is_htmx(request):
        return HttpResponseRedirect(url)
    return HttpResponse(headers={"HX-Redirect": url})
