"""The workbench: a report on the left, the course that it is to become on the right."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.authoring.errors import PlanMoved, StepNotPossible, StudioError
from courses.authoring.models import ImportPlan
from courses.authoring.plans.acted import acted_on, to_be_named
from courses.authoring.plans.forms import RevisionForm, StepForm
from courses.authoring.plans.history import steps_since
from courses.authoring.plans.looking import Look
from courses.authoring.plans.page import context_for
from courses.authoring.plans.queries import plans_for
from courses.authoring.plans.services import accept_plan, plan_for, redo_step, take_step, undo_step
from courses.authoring.plans.told import told_of
from courses.authoring.rules import asks_for_part, person, teaching

NOTHING_NEW = 204


@teaching
@require_GET
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _found(request, pk))


@teaching
@require_GET
def plan_news(request: HttpRequest, pk: int) -> HttpResponse:
    """For a window that one comes back to: what was done elsewhere since `revision`."""
    found = _found(request, pk)
    form = RevisionForm(request.GET)
    if not form.is_valid() or form.cleaned_data["revision"] == found.revision:
        return HttpResponse(status=NOTHING_NEW)
    steps = steps_since(found, form.cleaned_data["revision"])
    told = told_of(steps, person(request))
    context = {"plan": found, "since": told, "keep": Look.of(request.GET).query()}
    return render(request, "authoring/_plan_news.html", context)


@teaching
@require_POST
def plan_step(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    form = StepForm(request.POST)
    try:
        if not form.is_valid():
            raise StepNotPossible
        step = form.to_step()
        before = found
        revision = form.cleaned_data["revision"]
        found = take_step(found, step, revision=revision, by=person(request))
    except StudioError as error:
        return _refused(request, pk, error)
    at = acted_on(step, before.modules, found.modules)
    to_name = to_be_named(step, before.modules, found.modules)
    changed = found.revision != before.revision
    return _after(request, found, at=at, changed=changed, to_name=to_name)


@teaching
@require_POST
def plan_undo(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    try:
        found = undo_step(found, revision=_revision(request), by=person(request))
    except StudioError as error:
        return _refused(request, pk, error)
    return _after(request, found)


@teaching
@require_POST
def plan_redo(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    try:
        found = redo_step(found, revision=_revision(request), by=person(request))
    except StudioError as error:
        return _refused(request, pk, error)
    return _after(request, found)


@teaching
@require_POST
def plan_accept(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    try:
        course = accept_plan(found, by=person(request), revision=_revision(request))
    except StudioError as error:
        return _refused(request, pk, error)
    messages.success(request, _("The draft course is there. Nobody but you sees it yet."))
    return redirect("authoring:course", course.slug)


@teaching
@require_POST
def plan_another(request: HttpRequest, pk: int) -> HttpResponse:
    """A new plan for the report of one that is made; the one at work where there is one."""
    found = _found(request, pk)
    if found.report is None:
        raise Http404
    return redirect("authoring:plan", plan_for(found.report, person(request)).pk)


def _found(request: HttpRequest, pk: int) -> ImportPlan:
    return get_object_or_404(plans_for(person(request)), pk=pk)


def _revision(request: HttpRequest) -> int:
    form = RevisionForm(request.POST)
    if not form.is_valid():
        raise StepNotPossible
    revision: int = form.cleaned_data["revision"]
    return revision


def _after(
    request: HttpRequest,
    found: ImportPlan,
    *,
    at: str = "",
    changed: bool = True,
    to_name: str = "",
) -> HttpResponse:
    """`to_name` is what the field for a title is opened for."""
    if asks_for_part(request):
        told = "" if changed else _("Nothing changed: it is there already.")
        return _page(request, found, at=at, acted=True, told=told, to_name=to_name)
    look = Look.of(request.GET)
    address = reverse("authoring:plan", args=[found.pk]) + look.query()
    if to_name:
        return redirect(f"{address}&panel=rename&of={to_name}")
    if at:
        address += f"&done={at}"
    return redirect(address + _anchor(look, at))


def _anchor(look: Look, at: str) -> str:
    """Where a page that is loaded anew is to stand: what one had done something to."""
    if at.startswith("l"):
        return f"#lesson-{at}"
    if at.startswith("m"):
        return f"#title-{at}"
    return f"#section-{look.section}" if look.section is not None else ""


def _refused(request: HttpRequest, pk: int, error: StudioError) -> HttpResponse:
    """The plan as it is now, with why, what was done elsewhere, and what was typed and ticked."""
    found = _found(request, pk)
    since = []
    form = StepForm(request.POST)
    sent = form.to_step() if form.is_valid() else None
    if isinstance(error, PlanMoved):
        revision = RevisionForm(request.POST)
        seen = revision.cleaned_data["revision"] if revision.is_valid() else found.revision
        since = told_of(steps_since(found, seen), person(request))
    return _page(request, found, problem=str(error), since=since, sent=sent, status=error.status)


def _page(
    request: HttpRequest, found: ImportPlan, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The whole page, or for htmx the workbench alone."""
    context = context_for(found, request.GET, reader=person(request), **more)
    if not asks_for_part(request):
        return render(request, "authoring/plan.html", context, status=status)
    response = render(request, "authoring/_workbench.html", context, status=status)
    if request.method == "POST":
        response["HX-Push-Url"] = f"{reverse('authoring:plan', args=[found.pk])}{context['keep']}"
    return response
