"""Who is in a quiz now, and what the staff does to an attempt. To all others nothing is there."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.catalog.models import Course
from courses.people.requests import current_user, posted
from courses.quizzes.bank.access import course_at
from courses.quizzes.errors import QuizError
from courses.quizzes.invigilation.errors import ChangedMeanwhile
from courses.quizzes.invigilation.for_all import latest_for
from courses.quizzes.invigilation.forms import ActForm, form_for
from courses.quizzes.invigilation.live import live_in
from courses.quizzes.invigilation.models import AttemptAct
from courses.quizzes.invigilation.pages import SERVICES, WORDS, effect_of
from courses.quizzes.invigilation.queries import staff_view, stamp_for
from courses.quizzes.invigilation.rules import Kind, why_not
from courses.quizzes.invigilation.undoing import undo
from courses.quizzes.models import Attempt, Quiz

PREVIEW = "preview"


@never_cache
@login_required
@require_GET
def live(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The list renews itself by htmx, which gets the list alone."""
    course = course_at(request, slug)
    quiz = get_object_or_404(Quiz, course=course, key=key)
    sort = request.GET.get("sort", "name")
    context = {
        "course": course,
        "tab": "quizzes",
        "quiz": quiz,
        "live": live_in(quiz, sort=sort, page=request.GET.get("page")),
        "for_all": latest_for(quiz),
    }
    is_htmx = "HX-Request" in request.headers
    page = "quizzes/invigilation/now.html" if is_htmx else "quizzes/invigilation/live.html"
    return render(request, page, context)


def _attempt(course: Course, attempt: uuid.UUID) -> Attempt:
    return get_object_or_404(staff_view(), public_id=attempt, quiz__course=course)


def _kind(name: str) -> Kind:
    if name not in Kind.values:
        raise Http404
    return Kind(name)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, slug: str, attempt: uuid.UUID, kind: str) -> HttpResponse:
    """GET shows what the act would do and asks why; POST does it, or with `action` "preview" shows
    what it would do with what is filled in."""
    course, deed = course_at(request, slug), _kind(kind)
    found = _attempt(course, attempt)
    form = form_for(deed, posted(request), seen=stamp_for(found))
    if request.method == "GET" or request.POST.get("action") == PREVIEW:
        return _page(request, found, deed, form)
    if not form.is_valid():
        return _page(request, found, deed, form, status=422)
    try:
        SERVICES[deed](found.pk, form.press(current_user(request)), **form.more)
    except ChangedMeanwhile as error:
        again = _attempt(course, attempt)
        seen = {**request.POST.dict(), "seen": stamp_for(again)}
        form = form_for(deed, seen, seen="")
        return _page(request, again, deed, form, error=error)
    except QuizError as error:
        return _page(request, _attempt(course, attempt), deed, form, error=error)
    messages.success(request, str(WORDS[deed].done))
    return redirect(_acts_of(course, found))


def _page(
    request: HttpRequest,
    attempt: Attempt,
    kind: Kind,
    form: ActForm,
    *,
    error: QuizError | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "course": course_at(request, attempt.quiz.course.slug),
        "tab": "results",
        "attempt": attempt,
        "kind": kind,
        "words": WORDS[kind],
        "form": form,
        "effect": effect_of(kind, attempt, form),
        "error": error,
        "why_not": why_not(kind, attempt),
    }
    status = error.status if error else status
    return render(request, "quizzes/invigilation/act.html", context, status=status)


def _acts_of(course: Course, attempt: Attempt) -> str:
    return reverse("quizzes:seen", args=[course.slug, attempt.public_id]) + "#acts"


@login_required
@require_POST
def undo_act(request: HttpRequest, slug: str, attempt: uuid.UUID, act: int) -> HttpResponse:
    course = course_at(request, slug)
    found = _attempt(course, attempt)
    done = get_object_or_404(AttemptAct, pk=act, attempt=found)
    try:
        undo(done.pk, by=current_user(request))
    except QuizError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Taken back: what held before holds again."))
    return redirect(_acts_of(course, found))
