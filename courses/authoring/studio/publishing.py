"""The pages that change what becomes of a course: publish, duplicate, archive."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.authoring.courses import edited_course
from courses.authoring.editions.broken import broken_evidence
from courses.authoring.rules import person, teaching
from courses.authoring.studio.checks import checks_of
from courses.authoring.studio.forms import PublishForm
from courses.authoring.studio.queries import changes_since, editions_of
from courses.authoring.studio.services import publish_course
from courses.authoring.studio.unusual import unusual_in
from courses.catalog.errors import NotPublishable
from courses.catalog.models import Course
from courses.catalog.services import (
    archive_course,
    problems_before_publishing,
    restore_course,
)
from courses.people.requests import whole_number
from courses.quizzes.bank.report import open_findings_in
from courses.quizzes.changes import quiz_changes
from courses.quizzes.errors import NotPublishable as QuizzesNotPublishable
from courses.quizzes.queries_draft import untitled_in
from courses.quizzes.services.publishing import quiz_problems

CONFLICT = 409


@teaching
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    found = edited_course(request, slug)
    if request.method == "POST":
        form = PublishForm(request.POST)
        if form.is_valid():
            return _published(request, found, form)
    return _page(request, found, PublishForm())


def _published(request: HttpRequest, found: Course, form: PublishForm) -> HttpResponse:
    try:
        edition = publish_course(
            found,
            by=person(request),
            notes=form.cleaned_data["notes"],
            after=whole_number(request.POST.get("after", "")) or 0,
        )
    except (NotPublishable, QuizzesNotPublishable):
        return _page(request, found, form, status=CONFLICT)
    messages.success(request, _("Edition %(number)s is published.") % {"number": edition.number})
    return redirect("authoring:publish", found.slug)


def _page(
    request: HttpRequest, found: Course, form: PublishForm, *, status: int = 200
) -> HttpResponse:
    changes = [
        (code, changes_since(found, found.current_edition, code)) for code in found.languages
    ]
    of_quizzes = quiz_changes(found)
    context = {
        "course": found,
        "tab": "publish",
        "form": form,
        "problems": problems_before_publishing(found),
        "quiz_problems": [*quiz_problems(found), *broken_evidence(found)],
        "unusual": unusual_in(found),
        "checks": checks_of(found),
        "untitled": untitled_in(found),
        "lint_findings": open_findings_in(found),
        "changes": changes,
        "quiz_changes": of_quizzes,
        "same": not of_quizzes and not any(change.any for _code, change in changes),
        "editions": editions_of(found)[:20],
    }
    return render(request, "authoring/publish.html", context, status=status)


@teaching
@require_http_methods(["GET", "POST"])
def archive(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks first, says what follows, then does it; the same page brings a course back."""
    found = edited_course(request, slug)
    archived = found.status == Course.Status.ARCHIVED
    if request.method == "GET":
        return render(request, "authoring/archive.html", {"course": found, "archived": archived})
    if request.POST.get("restore"):
        restore_course(found)
        messages.success(request, _("The course is back."))
    else:
        archive_course(found)
        messages.success(request, _("The course is in the archive."))
    return redirect("authoring:course", found.slug)
