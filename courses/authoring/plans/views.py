"""The workbench: a report on the left, the course that it is to become on the right."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from content.queries import set_aside_of
from courses.authoring.errors import StepNotPossible, StudioError
from courses.authoring.models import ImportPlan
from courses.authoring.plans.forms import RevisionForm, StepForm
from courses.authoring.plans.queries import Workbench, plans_for, split_points, text_of, workbench
from courses.authoring.plans.services import accept_plan, take_step, undo_step
from courses.authoring.rules import asks_for_part, person, teaching

PANELS = ("rename", "split", "read")


@teaching
@require_GET
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(plans_for(person(request)), pk=pk)
    return _page(request, found)


@teaching
@require_POST
def plan_step(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(plans_for(person(request)), pk=pk)
    form = StepForm(request.POST)
    try:
        if not form.is_valid():
            raise StepNotPossible
        found = take_step(found, form.to_step(), revision=form.cleaned_data["revision"])
    except StudioError as error:
        return _refused(request, pk, error)
    return _after(request, found)


@teaching
@require_POST
def plan_undo(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(plans_for(person(request)), pk=pk)
    try:
        found = undo_step(found, revision=_revision(request))
    except StudioError as error:
        return _refused(request, pk, error)
    return _after(request, found)


@teaching
@require_POST
def plan_accept(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(plans_for(person(request)), pk=pk)
    try:
        course = accept_plan(found, by=person(request), revision=_revision(request))
    except StudioError as error:
        return _refused(request, pk, error)
    messages.success(request, _("The draft course is there. Nobody but you sees it yet."))
    return redirect("authoring:course", course.slug)


def _revision(request: HttpRequest) -> int:
    form = RevisionForm(request.POST)
    if not form.is_valid():
        raise StepNotPossible
    revision: int = form.cleaned_data["revision"]
    return revision


def _after(request: HttpRequest, found: ImportPlan) -> HttpResponse:
    if not asks_for_part(request):
        return redirect("authoring:plan", found.pk)
    return _page(request, found, saved_at=timezone.now())


def _refused(request: HttpRequest, pk: int, error: StudioError) -> HttpResponse:
    found = get_object_or_404(plans_for(person(request)), pk=pk)
    return _page(request, found, problem=str(error), status=error.status)


def _page(
    request: HttpRequest, found: ImportPlan, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The whole page, or for htmx the workbench alone."""
    bench = workbench(found)
    context = {"plan": found, "bench": bench, "report": found.report, **more}
    if request.GET.get("tab") == "aside":
        context["set_aside"] = list(set_aside_of(found.report))
    context.update(_panel(request, bench))
    if not asks_for_part(request):
        return render(request, "authoring/plan.html", context, status=status)
    response = render(request, "authoring/_workbench.html", context, status=status)
    if request.method == "POST":
        response["HX-Push-Url"] = reverse("authoring:plan", args=[found.pk])
    return response


def _panel(request: HttpRequest, bench: Workbench) -> dict[str, Any]:
    """What is open in one lesson's or module's row: renaming, splitting or reading."""
    panel, target = request.GET.get("panel"), request.GET.get("of", "")
    if panel not in PANELS:
        return {}
    row = bench.lesson(target)
    context: dict[str, Any] = {"panel": panel, "panel_of": target}
    if row is not None and panel == "split":
        context["points"] = split_points(bench, row)
    if row is not None and panel == "read":
        context["passages"] = text_of(bench, row)
    return context
