"""A cohort's name and the people who follow it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses.cohorts import services
from courses.cohorts.errors import CohortError
from courses.cohorts.forms import CohortForm, CoordinatorForm
from courses.cohorts.views import cohort_for
from courses.people.models import Cohort
from courses.people.requests import current_user
from courses.people.rules import coordinator_required


@require_http_methods(["GET", "POST"])
@coordinator_required
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    found = cohort_for(request, pk)
    if request.method == "GET":
        return _page(request, found)
    form = CohortForm(request.POST, words=_("Rename"))
    if form.is_valid():
        try:
            services.rename_cohort(found, form.cleaned_data["name"])
        except CohortError as problem:
            form.add_error("name", str(problem))
        else:
            messages.success(request, _("The cohort has its new name."))
            return redirect("cohorts:cohort", pk=pk)
    return _page(request, found, form=form)


@require_POST
@coordinator_required
def add_coordinator(request: HttpRequest, pk: int) -> HttpResponse:
    found = cohort_for(request, pk)
    form = CoordinatorForm(request.POST)
    if form.is_valid():
        try:
            person = services.add_coordinator(found, form.cleaned_data["email"])
        except CohortError as problem:
            form.add_error("email", str(problem))
        else:
            messages.success(request, _("%(name)s follows this cohort too.") % {"name": person})
            return redirect("cohorts:rename", pk=pk)
    return _page(request, found, adding=form)


@require_POST
@coordinator_required
def remove_coordinator(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    found = cohort_for(request, pk)
    gone = get_object_or_404(found.coordinators, pk=person)
    try:
        services.remove_coordinator(found, gone)
    except CohortError as problem:
        messages.error(request, str(problem))
        return redirect("cohorts:rename", pk=pk)
    messages.success(request, _("%(name)s does not follow this cohort any more.") % {"name": gone})
    if gone == current_user(request) and not gone.is_administrator:
        return redirect("cohorts:cohorts")
    return redirect("cohorts:rename", pk=pk)


def _page(
    request: HttpRequest,
    cohort: Cohort,
    *,
    form: CohortForm | None = None,
    adding: CoordinatorForm | None = None,
) -> HttpResponse:
    context = {
        "cohort": cohort,
        "form": form or CohortForm(initial={"name": cohort.name}, words=_("Rename")),
        "adding": adding or CoordinatorForm(),
        "coordinators": cohort.coordinators.order_by("name", "email"),
    }
    refused = (form and form.errors) or (adding and adding.errors)
    return render(request, "cohorts/rename.html", context, status=422 if refused else 200)
