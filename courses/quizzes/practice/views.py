"""Where learners practise from their own mistakes. Nothing here counts."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from courses.catalog.models import Course
from courses.people.models import User
from courses.people.requests import current_user, whole_number
from courses.quizzes.errors import BadAnswer
from courses.quizzes.practice import services
from courses.quizzes.practice.boxes import days_of
from courses.quizzes.practice.models import PracticeCard, PracticeRound
from courses.quizzes.practice.overview import by_course, titles_of
from courses.quizzes.practice.pages import (
    Asked,
    RoundNow,
    asked,
    is_step,
    round_now,
    stimulus_of,
)
from courses.quizzes.practice.queries import practised_courses, queue_of, round_of


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def practice(request: HttpRequest) -> HttpResponse:
    """Everything that is due, over all courses."""
    return _overview(request, current_user(request), None)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def course_practice(request: HttpRequest, slug: str) -> HttpResponse:
    user = current_user(request)
    return _overview(request, user, get_object_or_404(practised_courses(user), slug=slug))


def _overview(request: HttpRequest, user: User, course: Course | None) -> HttpResponse:
    if request.method == "POST":
        started = services.start_round(user, course)
        if started is not None:
            return redirect("quizzes:practice_round", started.public_id)
        messages.info(request, _("Nothing is due today."))
        return redirect(request.path)
    queue = queue_of(user, course)
    context = {
        "course": course,
        "queue": queue,
        "most": services.MOST_IN_A_ROUND,
        "known": titles_of(queue.known),
        "courses": [] if course else by_course(queue.due),
    }
    return render(request, "quizzes/practice/overview.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def practice_round(request: HttpRequest, practised: uuid.UUID) -> HttpResponse:
    """The next question; posted, what became of the answer; after the last one, what was done."""
    user = current_user(request)
    found = round_of(user, practised)
    if found is None:
        raise Http404
    found.user = user
    if request.method == "POST":
        return _answered(request, found)
    now = round_now(found)
    if not now.left:
        queue = queue_of(user, found.course)
        return _page(request, found, now, "finished", queue=queue)
    card = now.left[0]
    return _question(request, found, now, asked(found, card, now.slots[card.pk]))


def _question(
    request: HttpRequest,
    found: PracticeRound,
    now: RoundNow,
    question: Asked,
    value: Any = None,
    error: str = "",
) -> HttpResponse:
    context = {
        "question": question,
        "stimulus": stimulus_of(question, now.number),
        "html": question.render(value, error),
        "status": 422 if error else 200,
    }
    return _page(request, found, now, "question", **context)


def _answered(request: HttpRequest, found: PracticeRound) -> HttpResponse:
    """Of a card that is no more in the round, on to the next one."""
    data, sent = dict(request.POST.lists()), whole_number(request.POST.get("card", ""))
    now = round_now(found, sent=sent)
    card = now.card(sent)
    if card is None:
        return redirect("quizzes:practice_round", found.public_id)
    question = asked(found, card, now.slots[card.pk])
    known, spec = question.kind, question.spec
    typed = known.read_value(data, question.prefix)
    try:
        value = None if typed is None else known.check_value(spec, typed)
    except BadAnswer as error:
        return _question(request, found, now, question, typed, str(error))
    if is_step(data):
        return _question(request, found, now, question, value)
    if value is None and "show" not in data:
        words = _("Answer first, or let the answer be shown.")
        return _question(request, found, now, question, None, words)
    mark = known.grade(spec, value)
    kept = services.keep_answer(found, card.pk, is_right=mark.outcome == "right")
    context = {
        "question": question,
        "stimulus": stimulus_of(question, now.number),
        "html": question.render_review(value, mark),
        "kept": kept,
        "days": days_of(kept.box) if kept.box else 0,
        "outcome": mark.outcome,
        "evidence": question.evidence(),
        "more": any(one.pk != card.pk for one in now.left),
    }
    return _page(request, found, now, "answered", **context)


def _page(
    request: HttpRequest, found: PracticeRound, now: RoundNow, part: str, **more: Any
) -> HttpResponse:
    known = whole_number(request.GET.get("known", ""))
    context = {"round": found, "now": now, "course": found.course, "known_card": known, **more}
    status = more.get("status", 200)
    return render(request, f"quizzes/practice/{part}.html", context, status=status)


@login_required
@require_POST
def practice_known(request: HttpRequest, card: int) -> HttpResponse:
    """ "I know this one": it comes no more; with `again`, it does. Back to where it was pressed."""
    user = current_user(request)
    found = get_object_or_404(PracticeCard, pk=card, user=user)
    is_known = "again" not in request.POST
    services.set_known(found, known=is_known)
    practised = _round_asked(user, request.POST.get("round", ""))
    if practised is None:
        return redirect("quizzes:practice")
    response = redirect("quizzes:practice_round", practised.public_id)
    if is_known:
        response["Location"] += f"?known={found.pk}"
    return response


def _round_asked(user: User, text: str) -> PracticeRound | None:
    try:
        return round_of(user, uuid.UUID(text))
    except ValueError:
        return None
