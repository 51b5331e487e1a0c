"""The coordinators' rooms: the list of cohorts, one cohort, its table as CSV."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.cohorts import queries, services, standing
from courses.cohorts.csv_export import csv_lines
from courses.cohorts.errors import CohortError
from courses.cohorts.forms import CohortForm
from courses.cohorts.models import Assignment
from courses.cohorts.removed import read_note
from courses.people.models import Cohort
from courses.people.requests import current_user
from courses.people.rules import coordinator_required

PER_PAGE = 50
WORDS_SHOWN = 5


def cohort_for(request: HttpRequest, pk: int) -> Cohort:
    """Another coordinator's cohort is not found."""
    return get_object_or_404(queries.cohorts_for(current_user(request)), pk=pk)


@require_GET
@coordinator_required
def cohorts(request: HttpRequest) -> HttpResponse:
    archived = "archived" in request.GET
    rows = queries.cohort_list(current_user(request), archived=archived)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "cohorts/cohorts.html", {"page": page, "archived": archived})


@require_http_methods(["GET", "POST"])
@coordinator_required
def new(request: HttpRequest) -> HttpResponse:
    form = CohortForm(request.POST or None, words=_("Make the cohort"))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.make_cohort(form.cleaned_data["name"], by=current_user(request))
        except CohortError as problem:
            form.add_error("name", str(problem))
        else:
            messages.success(request, _("The cohort is there. Add people and give it a course."))
            return redirect("cohorts:cohort", pk=made.pk)
    status = 422 if form.errors else 200
    return render(request, "cohorts/new.html", {"form": form}, status=status)


@require_POST
@coordinator_required
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Archives, or brings back when the form says so."""
    found = cohort_for(request, pk)
    if "restore" in request.POST:
        services.restore_cohort(found)
        messages.success(request, _("The cohort is back in the list."))
    else:
        services.archive_cohort(found)
        messages.success(request, _("The cohort is archived. Everything in it stays."))
    return redirect("cohorts:cohort", pk=pk)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the table says."""

    text: str
    state: str
    sort: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Asked":
        values = (request.GET.get(name, "").strip() for name in ("q", "state", "sort"))
        return cls(*values)


def chosen(request: HttpRequest, assignments: Sequence[Assignment]) -> Assignment | None:
    """The course of `?course=`, else the first. An unknown one is not found."""
    slug = request.GET.get("course")
    if not slug:
        return assignments[0] if assignments else None
    found = next((one for one in assignments if one.course.slug == slug), None)
    if found is None:
        raise Http404
    return found


def table(rows: Sequence[standing.Standing], asked: Asked) -> list[standing.Standing]:
    """What the page and the CSV both show."""
    return standing.matching(rows, text=asked.text, state=asked.state, order=asked.sort)


@require_GET
@coordinator_required
def cohort(request: HttpRequest, pk: int) -> HttpResponse:
    found = cohort_for(request, pk)
    assignments = queries.assignments_of(found)
    assignment = chosen(request, assignments)
    asked = Asked.of(request)
    context: dict[str, Any] = {
        "cohort": found,
        "assignments": assignments,
        "assignment": assignment,
        "asked": asked,
        "states": standing.State,
        "removed": request.GET.get("removed", ""),
    }
    context["may_undo"] = read_note(request.GET.get("removed", ""), found) is not None
    if assignment is None:
        rows = standing.members(found.pk)
    else:
        measure = standing.measure_of(assignment, timezone.now())
        rows = standing.standings(measure)
        context |= {
            "measure": measure,
            "figures": standing.figures(rows),
            "word": standing.matching(rows, state="word", order="state")[:WORDS_SHOWN],
        }
    context["page"] = Paginator(table(rows, asked), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "cohorts/cohort.html", context)


@require_GET
@login_required
def csv(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    found = cohort_for(request, pk)
    assignment = chosen(request, queries.assignments_of(found))
    if assignment is None:
        raise Http404
    measure = standing.measure_of(assignment, timezone.now())
    lines = csv_lines(table(standing.standings(measure), Asked.of(request)), measure)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = f"cohort-{found.pk}-{assignment.course.slug}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
