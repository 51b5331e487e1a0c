"""Courses as zips, and copied: at once where they are small, else on a page that waits."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.authoring.courses import edited_course
from courses.authoring.interchange.duplicating import duplicate_course
from courses.authoring.interchange.errands import (
    What,
    errands_for,
    has_stopped,
    is_at_once,
    order,
)
from courses.authoring.interchange.errors import NotExportable, NotImportable
from courses.authoring.interchange.exporting import export_course
from courses.authoring.rules import person, teaching

ZIP = "application/zip"


@teaching
@require_http_methods(["GET", "POST"])
def export(request: HttpRequest, slug: str) -> HttpResponse:
    """The zip of a small course; of a large one the page where it is asked for."""
    found = edited_course(request, slug)
    if request.method == "POST":
        return redirect("authoring:errand", order(found, What.EXPORT, by=person(request)).pk)
    if not is_at_once(found, What.EXPORT):
        return render(request, "authoring/interchange/export.html", {"course": found})
    try:
        data = export_course(found)
    except NotExportable as error:
        messages.error(request, str(error))
        return redirect("authoring:course", found.slug)
    named = {"Content-Disposition": f'attachment; filename="{found.slug}.zip"'}
    return HttpResponse(data, content_type=ZIP, headers=named)


@teaching
@require_POST
def duplicate(request: HttpRequest, slug: str) -> HttpResponse:
    found = edited_course(request, slug)
    title = (_("%(title)s (copy)") % {"title": found.title(found.languages[0])})[:250]
    if not is_at_once(found, What.COPY):
        made = order(found, What.COPY, by=person(request), title=title)
        return redirect("authoring:errand", made.pk)
    try:
        copy = duplicate_course(found, by=person(request), title=title)
    except (NotExportable, NotImportable) as error:
        messages.error(request, str(error))
        return redirect("authoring:course", found.slug)
    messages.success(request, _("This is the copy. The other course is as it was."))
    return redirect("authoring:course", copy.slug)


@teaching
@require_GET
def errand(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(errands_for(person(request)), pk=pk)
    context = {"errand": found, "stopped": has_stopped(found)}
    return render(request, "authoring/interchange/errand.html", context)


@teaching
@require_GET
def errand_file(request: HttpRequest, pk: int) -> FileResponse:
    found = get_object_or_404(errands_for(person(request)), pk=pk)
    if not found.file:
        raise Http404
    try:
        stored = found.file.open("rb")
    except OSError as error:
        raise Http404 from error
    name = f"{found.course.slug}.zip"
    return FileResponse(stored, as_attachment=True, filename=name, content_type=ZIP)
