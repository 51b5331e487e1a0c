"""People come into a cohort, and leave it."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses.cohorts import queries, services
from courses.cohorts.errors import CohortError
from courses.cohorts.forms import AddressesForm, FileForm, rows_as_lists, rows_from_lists
from courses.cohorts.importing.applying import apply_plan
from courses.cohorts.importing.planning import Action, Plan, plan_import
from courses.cohorts.importing.reading import Reading
from courses.cohorts.importing.results import outlook, summary, words_for
from courses.cohorts.removed import note_of, undo
from courses.cohorts.views import cohort_for
from courses.people.models import Cohort, User
from courses.people.requests import whole_number
from courses.people.rules import coordinator_required

SALT = "courses.cohorts.import"
SHOWN = 200


@require_http_methods(["GET", "POST"])
@coordinator_required
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """GET searches people that are here; POST adds the ticked ones, or pasted addresses."""
    cohort = cohort_for(request, pk)
    form = AddressesForm(request.POST if "addresses" in request.POST else None)
    if request.method == "POST" and "addresses" not in request.POST:
        return _add_ticked(request, cohort)
    if request.method == "POST" and form.is_valid():
        plan = plan_import(form.reading(), cohort)
        for problem in plan.problems:
            form.add_error("addresses", problem.message)
        if not plan.problems and _apply(request, plan, cohort):
            return redirect("cohorts:cohort", pk=pk)
    text = request.GET.get("q", "").strip()
    context = {"cohort": cohort, "form": form, "text": text}
    context["found"] = queries.people_to_add(cohort, text)
    return render(request, "cohorts/add.html", context, status=422 if form.errors else 200)


def _add_ticked(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    ticked = map(whole_number, request.POST.getlist("person"))
    ids = [pk for pk in ticked if pk is not None]
    if not ids:
        messages.warning(request, _("Tick the people to add."))
        return redirect("cohorts:add", pk=cohort.pk)
    try:
        added = services.add_people(cohort, User.objects.filter(pk__in=ids, is_active=True))
    except CohortError as problem:
        messages.error(request, str(problem))
    else:
        text = ngettext("%(n)s person added.", "%(n)s people added.", added)
        messages.success(request, text % {"n": added})
    return redirect("cohorts:cohort", pk=cohort.pk)


def _apply(request: HttpRequest, plan: Plan, cohort: Cohort) -> bool:
    try:
        apply_plan(plan, cohort, language=get_language() or "")
    except CohortError as problem:
        messages.error(request, str(problem))
        return False
    messages.success(request, summary(plan))
    return True


@require_POST
@coordinator_required
def remove(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    cohort = cohort_for(request, pk)
    membership = queries.membership_in(cohort, member)
    if membership is None:
        raise Http404
    note = note_of(membership)
    services.remove_member(membership)
    messages.success(request, _("%(person)s is out of the cohort.") % {"person": membership.user})
    where = reverse("cohorts:cohort", args=[pk])
    return redirect(f"{where}?{urlencode({'removed': note})}")


@require_POST
@coordinator_required
def undo_removal(request: HttpRequest, pk: int) -> HttpResponse:
    cohort = cohort_for(request, pk)
    person = undo(request.POST.get("removed", ""), cohort)
    if person is None:
        messages.error(request, _("This cannot be undone any more. Add the person again."))
    else:
        messages.success(request, _("%(person)s is in the cohort again.") % {"person": person})
    return redirect("cohorts:cohort", pk=pk)


@require_http_methods(["GET", "POST"])
@coordinator_required
def import_people(request: HttpRequest, pk: int) -> HttpResponse:
    """Upload, look at what will happen, confirm. The rows travel in the page, signed."""
    cohort = cohort_for(request, pk)
    if "rows" in request.POST:
        return _confirm(request, cohort)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        reading = form.reading()
        return _preview(request, cohort, reading)
    context = {"cohort": cohort, "form": form}
    return render(request, "cohorts/import.html", context, status=422 if form.errors else 200)


def _preview(request: HttpRequest, cohort: Cohort, reading: Reading) -> HttpResponse:
    plan = plan_import(reading, cohort)
    kept = {"cohort": cohort.pk, "rows": rows_as_lists(reading)}
    shown = [(step.row, words_for(step.action), step.action) for step in plan.steps[:SHOWN]]
    context: dict[str, Any] = {
        "cohort": cohort,
        "plan": plan,
        "shown": shown,
        "more": len(plan.steps) - len(shown),
        "summary": outlook(plan),
        "actions": Action,
        "rows": "" if plan.problems else signing.dumps(kept, salt=SALT, compress=True),
        "form": FileForm(),
    }
    status = 422 if plan.problems else 200
    return render(request, "cohorts/preview.html", context, status=status)


def _confirm(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    try:
        kept = signing.loads(request.POST["rows"], salt=SALT, max_age=86400)
    except signing.BadSignature:
        kept = {}
    if kept.get("cohort") != cohort.pk:
        messages.error(request, _("This preview does not hold any more. Upload the file again."))
        return redirect("cohorts:import", pk=cohort.pk)
    reading = rows_from_lists(kept["rows"])
    plan = plan_import(reading, cohort)
    if plan.problems:
        return _preview(request, cohort, reading)
    _apply(request, plan, cohort)
    return redirect("cohorts:cohort", pk=cohort.pk)
