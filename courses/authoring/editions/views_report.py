"""A report by itself: its editions, what to compare it with, and whether it still stands."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from content.models import Report
from courses.authoring.editions.comparing import comparable, earlier_editions, order_comparison
from courses.authoring.editions.forms import OLDER, CompareForm, NameForm, WithdrawForm
from courses.authoring.editions.naming import correct_name, corrections_of
from courses.authoring.editions.queries import comparisons_of
from courses.authoring.editions.rules import can_correct, can_withdraw
from courses.authoring.errors import StepNotPossible, StudioError
from courses.authoring.rules import person, teaching
from courses.catalog.queries import reports_for_user
from courses.catalog.withdrawn.services import reinstate, withdraw

CHOICES_SHOWN = 200
CORRECTIONS_SHOWN = 10
NOT_PROCESSABLE = 422


@teaching
@require_GET
def report(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, _found(request, slug))


@teaching
@require_POST
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """With another report; the person says which of the two is the newer one."""
    found, form = _found(request, slug), CompareForm(request.POST)
    try:
        if not form.is_valid():
            raise StepNotPossible
        others = reports_for_user(person(request))
        other = get_object_or_404(others, pk=form.cleaned_data["other"])
        if form.cleaned_data["which"] == OLDER:
            made = order_comparison(found, other)
        else:
            made = order_comparison(other, found)
    except StudioError as error:
        return _page(request, found, problem=str(error), status=error.status)
    return redirect("authoring:comparison", made.pk)


@teaching
@require_POST
def name(request: HttpRequest, slug: str) -> HttpResponse:
    """Corrects how a report is called."""
    found, form = _found(request, slug), NameForm(request.POST)
    if not can_correct(person(request), found):
        raise PermissionDenied
    if not form.is_valid():
        return _page(request, found, name_form=form, status=NOT_PROCESSABLE)
    names = form.cleaned_data
    correct_name(found, title=names["title"], symbol=names["symbol"], by=person(request))
    messages.success(request, _("The report has its name. Lessons that rest on it show it too."))
    return redirect("authoring:report", found.slug)


@teaching
@require_POST
def withdrawal(request: HttpRequest, slug: str) -> HttpResponse:
    """Says that a report was withdrawn, or that it stands after all."""
    found = _found(request, slug)
    if not can_withdraw(person(request), found):
        raise PermissionDenied
    if request.POST.get("stands"):
        reinstate(found)
        messages.success(request, _("The report stands again."))
    else:
        form = WithdrawForm(request.POST)
        why = form.cleaned_data["why"] if form.is_valid() else ""
        withdraw(found, by=person(request), why=why)
        messages.success(request, _("The report is marked as withdrawn. Courses keep their text."))
    return redirect("authoring:report", found.slug)


def _found(request: HttpRequest, slug: str) -> Report:
    mine = reports_for_user(person(request)).select_related("withdrawal", "edition_of")
    return get_object_or_404(mine, slug=slug)


def _page(
    request: HttpRequest,
    found: Report,
    *,
    problem: str = "",
    name_form: NameForm | None = None,
    status: int = 200,
) -> HttpResponse:
    user = person(request)
    context = {
        "report": found,
        "earlier": list(earlier_editions(found, user)[:CHOICES_SHOWN]),
        "others": list(comparable(found, user)[:CHOICES_SHOWN]),
        "comparisons": list(comparisons_of(found, user)),
        "corrections": list(corrections_of(found)[:CORRECTIONS_SHOWN]),
        "may_withdraw": can_withdraw(user, found),
        "withdraw_form": WithdrawForm(),
        "may_correct": can_correct(user, found),
        "name_form": name_form or NameForm(initial={"title": found.title, "symbol": found.symbol}),
        "problem": problem,
    }
    return render(request, "authoring/editions/report.html", context, status=status)
