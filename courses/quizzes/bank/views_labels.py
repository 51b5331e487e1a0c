"""The labels of a course: where each is used; renamed, merged, removed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from courses.people.models import User
from courses.people.nul import without_nul
from courses.quizzes.bank.access import author_of, course_at
from courses.quizzes.bank.errors import LabelChanged
from courses.quizzes.bank.label_changes import (
    bearing,
    labels_with_use,
    merge_labels,
    namesake,
    remove_label,
    rename_label,
)
from courses.quizzes.bank.labels import LONGEST, tidy
from courses.quizzes.bank.models import BulkEdit, Label
from courses.quizzes.errors import QuizError

SHOWN = 20


@login_required
@require_GET
def labels(request: HttpRequest, slug: str) -> HttpResponse:
    course = course_at(request, slug)
    context = {"course": course, "labels": labels_with_use(course)}
    return render(request, "quizzes/bank/labels.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def label(request: HttpRequest, slug: str, label: int) -> HttpResponse:
    """`action`: "rename" to `name`, "merge" with the label that has it, "remove"."""
    course = course_at(request, slug)
    found = get_object_or_404(Label, course=course, pk=label)
    name = without_nul(request.POST.get("name", ""))[:LONGEST]
    if request.method == "GET":
        return _page(request, found)
    other = namesake(found, name)
    if request.POST.get("action") == "rename" and other is not None:
        return _page(request, found, name=name, other=other)
    try:
        edit = _done(request.POST.get("action", ""), found, name, other, author_of(request))
    except QuizError as error:
        return _page(request, found, name=name, error=error)
    messages.success(request, _("Done. It can be undone here."))
    return redirect("quizzes:bulk_edit", slug, edit.pk)


def _done(action: str, found: Label, name: str, other: Label | None, by: User) -> BulkEdit:
    if action == "remove":
        return remove_label(found, by=by)
    if action == "merge" and other is not None:
        return merge_labels(found, other, by=by)
    if action == "rename":
        return rename_label(found, name, by=by)
    raise LabelChanged


def _page(
    request: HttpRequest,
    found: Label,
    *,
    name: str = "",
    other: Label | None = None,
    error: QuizError | None = None,
) -> HttpResponse:
    rows = bearing(found).order_by("-updated_at", "-pk")
    context = {
        "course": found.course,
        "label": found,
        "used": rows.count(),
        "some": rows.select_related("current_version")[:SHOWN],
        "name": tidy(name),
        "other": other,
        "error": error,
    }
    status = error.status if error else 200
    return render(request, "quizzes/bank/label.html", context, status=status)
