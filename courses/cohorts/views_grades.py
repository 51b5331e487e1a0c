"""The gradebook of a course as a coordinator sees it: their cohort's learners, to read only."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from courses.cohorts.models import Assignment
from courses.cohorts.views import cohort_for
from courses.people.rules import coordinator_required
from courses.quizzes.gradebook.asked import Asked
from courses.quizzes.gradebook.pages import context_of
from courses.quizzes.gradebook.sheet import sheet_rows
from courses.quizzes.gradebook.table import quizzes_of
from courses.quizzes.gradebook.walking import Scope
from courses.quizzes.sheets import sheet
from courses.quizzes.sheets_xlsx import workbook_response


def _scope(request: HttpRequest, pk: int, assignment: int) -> tuple[Assignment, Scope]:
    """Of a cohort that the person coordinates and one of its courses; any other is not found."""
    cohort = cohort_for(request, pk)
    rows = Assignment.objects.filter(cohort=cohort).select_related("course", "cohort")
    given = get_object_or_404(rows, pk=assignment)
    return given, Scope(given.course, quizzes_of(given.course), cohort=cohort.pk)


def _asked(request: HttpRequest) -> Asked:
    """The cohort is that of the address, whatever else is asked for."""
    query = request.GET.copy()
    query.pop("cohort", None)
    return Asked.of_query(query)


@never_cache
@require_GET
@coordinator_required
def gradebook(request: HttpRequest, pk: int, assignment: int) -> HttpResponse:
    given, scope = _scope(request, pk, assignment)
    context = context_of(request, scope, _asked(request), with_links=False)
    context |= {
        "cohort": given.cohort,
        "csv_url": reverse("cohorts:gradebook_csv", args=[pk, assignment]),
        "xlsx_url": reverse("cohorts:gradebook_xlsx", args=[pk, assignment]),
    }
    return render(request, "cohorts/gradebook.html", context)


@require_GET
@login_required
def gradebook_csv(request: HttpRequest, pk: int, assignment: int) -> StreamingHttpResponse:
    given, scope = _scope(request, pk, assignment)
    return sheet(sheet_rows(scope, _asked(request)), _name(given))


@require_GET
@login_required
def gradebook_xlsx(request: HttpRequest, pk: int, assignment: int) -> StreamingHttpResponse:
    given, scope = _scope(request, pk, assignment)
    return workbook_response(sheet_rows(scope, _asked(request)), _name(given))


def _name(given: Assignment) -> str:
    return f"grades-{given.course.slug}-{given.cohort_id}"
