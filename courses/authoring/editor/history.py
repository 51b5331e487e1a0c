"""The versions of a lesson: what changed, and the way back."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.authoring.courses import edited_lesson, language_of
from courses.authoring.editor.queries import differences, version_before
from courses.authoring.rules import person, teaching
from courses.catalog.models import Lesson, LessonVersion
from courses.catalog.queries import history
from courses.catalog.services import restore_version

ON_A_PAGE = 50


@teaching
@require_GET
def lesson_history(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    found = edited_lesson(request, slug, key)
    language = language_of(request, found.course)
    page = Paginator(history(found, language), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"course": found.course, "lesson": found, "language": language, "page": page}
    return render(request, "authoring/history.html", context)


@teaching
@require_GET
def lesson_version(request: HttpRequest, slug: str, key: str, number: int) -> HttpResponse:
    """One version beside the one before it."""
    found = edited_lesson(request, slug, key)
    version = _version(request, found, number)
    before = version_before(version)
    context = {
        "course": found.course,
        "lesson": found,
        "language": version.language,
        "version": version,
        "before": before,
        "lines": differences(before.body if before else "", version.body),
        "retitled": before is not None and before.title != version.title,
    }
    return render(request, "authoring/version.html", context)


@teaching
@require_POST
def lesson_restore(request: HttpRequest, slug: str, key: str, number: int) -> HttpResponse:
    found = edited_lesson(request, slug, key)
    version = _version(request, found, number)
    restore_version(version, person(request))
    messages.success(request, _("Version %(number)s is the text again.") % {"number": number})
    address = reverse("authoring:lesson", args=[slug, key])
    return redirect(f"{address}?language={version.language}")


def _version(request: HttpRequest, found: Lesson, number: int) -> LessonVersion:
    language = language_of(request, found.course)
    versions = LessonVersion.objects.filter(lesson=found, language=language)
    return get_object_or_404(versions.select_related("author"), number=number)
