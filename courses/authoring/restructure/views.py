"""The page where one chooses how a lesson of the draft is split."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from courses.authoring.courses import edited_lesson, language_of
from courses.authoring.errors import StudioError
from courses.authoring.restructure.cuts import Draft, Place
from courses.authoring.restructure.errors import NoPlace
from courses.authoring.restructure.forms import SplitForm
from courses.authoring.restructure.services import split_lesson
from courses.authoring.restructure.steps import remember
from courses.authoring.rules import person, teaching
from courses.catalog.errors import TextRefused
from courses.catalog.models import Lesson, LessonVersion
from courses.catalog.queries import newest_version


@teaching
@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    found = edited_lesson(request, slug, key)
    if request.method == "GET":
        return _page(request, found)
    form = SplitForm(request.POST)
    language = language_of(request, found.course)
    try:
        if not form.is_valid():
            raise NoPlace
        act = split_lesson(found, language=language, by=person(request), **form.cleaned_data)
    except StudioError as error:
        return _page(request, found, form, problem=str(error), status=error.status)
    done = remember(request, act)
    messages.success(request, done.told)
    address = reverse("authoring:course", args=[slug])
    return redirect(f"{address}?language={language}&done={act.other}")


def _page(
    request: HttpRequest,
    found: Lesson,
    form: SplitForm | None = None,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    language = language_of(request, found.course)
    version = newest_version(found, language)
    form = form or SplitForm(initial={"stays": version.title if version else ""})
    context = {
        "course": found.course,
        "lesson": found,
        "language": language,
        "version": version,
        "form": form,
        "places": _places(version),
        "chosen": form["block"].value() or "",
        "problem": problem,
    }
    return render(request, "authoring/split.html", context, status=status)


def _places(version: LessonVersion | None) -> list[Place]:
    """None where the text is too short, or cannot be shown now: the editor says why."""
    try:
        return Draft(version).places() if version else []
    except TextRefused:
        return []
