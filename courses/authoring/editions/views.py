"""A new edition beside an old one: what changed, what rests on it, and what becomes of that."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.authoring.editions.accepting import (
    SAYS_THE_SAME,
    Spot,
    fingerprint,
    keep_text,
    settle_question,
    take_all_untouched,
    take_new_text,
    untouched,
)
from courses.authoring.editions.comparing import has_stopped
from courses.authoring.editions.forms import KEEP, RIGHT, TAKE, DecideForm
from courses.authoring.editions.models import Comparison, EditionAct
from courses.authoring.editions.pages import previews_of
from courses.authoring.editions.queries import (
    ACTS_SHOWN,
    KINDS,
    RESTS,
    acts_in,
    change_row,
    changes_in,
    comparisons_for,
    courses_on,
)
from courses.authoring.editions.questions import following
from courses.authoring.editions.resting import resting_on
from courses.authoring.editions.undoing import undo_act
from courses.authoring.errors import StepNotPossible, StudioError
from courses.authoring.rules import person, teaching
from courses.catalog.errors import TextRefused
from courses.catalog.models import Lesson
from courses.catalog.queries import courses_for_staff
from courses.people.requests import whole_number
from courses.quizzes.models import Question

ON_A_PAGE = 20
NOT_PROCESSABLE = 422


@teaching
@require_GET
def comparison(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    return _page(request, found) if found.is_ready else _waiting(request, found)


def _waiting(request: HttpRequest, found: Comparison) -> HttpResponse:
    """While a job compares them: the page asks again by itself."""
    context = {"comparison": found, "stopped": has_stopped(found)}
    return render(request, "authoring/editions/waiting.html", context)


@teaching
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """About one block or question; then back to where the person was."""
    found = _found(request, pk)
    form = DecideForm(request.POST)
    try:
        if not form.is_valid():
            raise StepNotPossible
        act = _decided(request, found, form)
    except (StudioError, TextRefused) as error:
        return _page(
            request, found, status=getattr(error, "status", NOT_PROCESSABLE), problem=str(error)
        )
    address = reverse("authoring:comparison", args=[pk])
    return redirect(f"{address}?kind={_kind(request)}&done={act.pk}")


@teaching
@require_http_methods(["GET", "POST"])
def take_all(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """First what would change, then all of it at once."""
    found = _found(request, pk)
    course = get_object_or_404(courses_for_staff(person(request)), slug=slug)
    problem, status = "", 200
    if request.method == "POST":
        try:
            act = take_all_untouched(
                found, course, seen=request.POST.get("seen", ""), by=person(request)
            )
        except (StudioError, TextRefused) as error:
            problem, status = str(error), getattr(error, "status", NOT_PROCESSABLE)
        else:
            address = reverse("authoring:comparison", args=[pk])
            return redirect(f"{address}?done={act.pk}")
    ready, followed = untouched(found, course), following(found, course)
    context = {
        "comparison": found,
        "course": course,
        "previews": previews_of(ready),
        "only_cited": sum(not one.differs for _version, blocks in ready for one in blocks),
        "questions": followed,
        "to_review": sum(
            change.kind not in SAYS_THE_SAME and one.status == Question.Status.READY
            for one, change in followed
        ),
        "seen": fingerprint(ready, followed),
        "problem": problem,
    }
    return render(request, "authoring/editions/all.html", context, status=status)


@teaching
@require_POST
def undo(request: HttpRequest, pk: int, act: int) -> HttpResponse:
    found = _found(request, pk)
    row = get_object_or_404(acts_in(found, person(request)), pk=act)
    try:
        undo_act(row, by=person(request))
    except (StudioError, TextRefused) as error:
        return _page(
            request, found, status=getattr(error, "status", NOT_PROCESSABLE), problem=str(error)
        )
    messages.success(request, _("Undone. Everything is as it was before."))
    return redirect("authoring:comparison", pk)


def _found(request: HttpRequest, pk: int) -> Comparison:
    return get_object_or_404(comparisons_for(person(request)), pk=pk)


def _decided(request: HttpRequest, found: Comparison, form: DecideForm) -> EditionAct:
    cleaned, user = form.cleaned_data, person(request)
    if cleaned["question"]:
        mine = Question.objects.filter(course__in=courses_for_staff(user)).select_related("course")
        question = get_object_or_404(mine, pk=cleaned["question"])
        return settle_question(found, question, is_right=cleaned["do"] == RIGHT, by=user)
    mine_too = Lesson.objects.filter(course__in=courses_for_staff(user)).select_related("course")
    lesson = get_object_or_404(mine_too, pk=cleaned["lesson"])
    spot = Spot(lesson, cleaned["language"], cleaned["key"], cleaned["number"] or 0)
    acts = {TAKE: take_new_text, KEEP: keep_text}
    if cleaned["do"] not in acts:
        raise StepNotPossible
    return acts[cleaned["do"]](found, spot, by=user, with_questions=cleaned["with_questions"])


def _kind(request: HttpRequest) -> str:
    wanted = request.POST.get("kind") or request.GET.get("kind") or ""
    return wanted if wanted in KINDS else RESTS


def _page(
    request: HttpRequest, found: Comparison, *, status: int = 200, **more: Any
) -> HttpResponse:
    user = person(request)
    resting, kind = resting_on(found, user), _kind(request)
    pages = Paginator(changes_in(found, kind, resting), ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    acts = list(acts_in(found, user)[:ACTS_SHOWN])
    done = whole_number(request.GET.get("done", ""))
    context = {
        "comparison": found,
        "kind": kind,
        "kinds": [(name, label, found.counts.get(name, 0)) for name, label in KINDS.items()],
        "page": page,
        "rows": [change_row(change, resting) for change in page],
        "resting": len(resting),
        "open": sum(one.is_open for one in resting.values()),
        "courses": list(courses_on(found, user)),
        "acts": acts,
        "done": next((act for act in acts if act.pk == done and not act.undone_at), None),
        **more,
    }
    return render(request, "authoring/editions/comparison.html", context, status=status)
