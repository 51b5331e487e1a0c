"""Courses as zips: in by an upload that is looked at before it is taken."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.authoring.interchange.comparing import Change, Fate
from courses.authoring.interchange.errors import NoWayBack
from courses.authoring.interchange.forms import PackageForm
from courses.authoring.interchange.models import CoursePackage
from courses.authoring.interchange.packages import confirm, receive_package, take_back
from courses.authoring.interchange.queries import gave_up, packages_for
from courses.authoring.interchange.wording import Told
from courses.authoring.interchange.words import fate_word, named
from courses.authoring.rules import asks_for_part, person, teaching

NOT_PROCESSABLE = 422
State = CoursePackage.State


@teaching
@require_http_methods(["GET", "POST"])
def package_new(request: HttpRequest) -> HttpResponse:
    user = person(request)
    if request.method != "POST":
        form = PackageForm(by=user, initial={"update": request.GET.get("update", "")})
        return render(request, "authoring/interchange/new.html", {"form": form})
    form = PackageForm(request.POST, request.FILES, by=user)
    if not form.is_valid():
        context = {"form": form}
        return render(request, "authoring/interchange/new.html", context, status=NOT_PROCESSABLE)
    kept = receive_package(by=user, **form.cleaned_data)
    return redirect("authoring:package", kept.pk)


@teaching
@require_GET
def package(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole page, or for htmx the part that changes."""
    found = get_object_or_404(packages_for(person(request)), pk=pk)
    stopped = gave_up(found)
    changes = [Change(*row) for row in found.changes]
    told = [_told(row) for row in found.told]
    context = {
        "package": found,
        "stopped": stopped,
        "under_way": not stopped and found.state in (State.WAITING, State.CONFIRMED),
        "errors": [one for one in told if not one.is_notice],
        "notices": [one for one in told if one.is_notice],
        "is_idle": bool(changes) and all(one.fate == Fate.KEPT for one in changes),
        "fates": [(fate_word(fate), named(changes, fate)) for fate in Fate],
    }
    name = "_state.html" if asks_for_part(request) else "package.html"
    return render(request, f"authoring/interchange/{name}", context)


def _told(row: dict[str, str]) -> Told:
    line, column = int(row["line"] or 0), int(row["column"] or 0)
    return Told(row["file"], line, column, row["message"], row["kind"] == "notice")


@teaching
@require_POST
def package_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(packages_for(person(request)), pk=pk)
    confirm(found)
    messages.info(request, _("The course is being imported."))
    return redirect("authoring:package", found.pk)


@teaching
@require_POST
def package_back(request: HttpRequest, pk: int) -> HttpResponse:
    """What an import changed in a draft is offered back; nothing is changed before it is seen."""
    found = get_object_or_404(packages_for(person(request)), pk=pk)
    try:
        made = take_back(found, by=person(request))
    except NoWayBack as error:
        messages.error(request, str(error))
        return redirect("authoring:package", found.pk)
    return redirect("authoring:package", made.pk)
