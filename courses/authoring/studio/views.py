"""The home of teaching, and a course's pages in the studio."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.authoring.courses import edited_course, language_of
from courses.authoring.errors import StudioError
from courses.authoring.plans.bringing import set_apart
from courses.authoring.plans.queries import plans_for
from courses.authoring.restructure import steps as restructure
from courses.authoring.restructure.acts import last_of
from courses.authoring.restructure.said import name_of
from courses.authoring.rules import asks_for_part, person, teaching
from courses.authoring.studio.forms import CourseForm, NewCourseForm, OutlineStepForm, initial_of
from courses.authoring.studio.queries import courses_with_figures, outline
from courses.authoring.studio.services import set_course, take_outline_step
from courses.authoring.uploads.queries import uploads_for
from courses.catalog.errors import PictureRefused
from courses.catalog.models import Course
from courses.catalog.services import create_course
from courses.people.requests import whole_number
from courses.quizzes.waiting.queries import with_waiting

NOT_PROCESSABLE = 422
COURSES_ON_A_PAGE = 30
SHOWN_ON_HOME = 10
# Steps whose button goes: the focus is led to the lesson.
LED_TO = ("lesson-rename", "lesson-to")


@teaching
@require_GET
def studio(request: HttpRequest) -> HttpResponse:
    user = person(request)
    pages = Paginator(with_waiting(courses_with_figures(user)), COURSES_ON_A_PAGE)
    context = {
        "page": pages.get_page(request.GET.get("page")),
        "uploads": uploads_for(user).filter(report=None)[:SHOWN_ON_HOME],
        "plans": plans_for(user).filter(course=None).defer("passages", "modules")[:SHOWN_ON_HOME],
    }
    return render(request, "authoring/studio.html", context)


@teaching
@require_http_methods(["GET", "POST"])
def course_new(request: HttpRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = NewCourseForm(data, initial={"language": person(request).language})
    if request.method == "POST" and form.is_valid():
        made = create_course(by=person(request), **form.cleaned_data)
        messages.success(request, _("The course is there. Add its first module."))
        return redirect("authoring:course", made.slug)
    status = NOT_PROCESSABLE if form.errors else 200
    return render(request, "authoring/course_new.html", {"form": form}, status=status)


@teaching
@require_GET
def course(request: HttpRequest, slug: str) -> HttpResponse:
    return _outline(request, edited_course(request, slug))


@teaching
@require_POST
def outline_step(request: HttpRequest, slug: str) -> HttpResponse:
    found = edited_course(request, slug)
    form = OutlineStepForm(request.POST)
    language = language_of(request, found)
    if not form.is_valid():
        return _outline(request, found, problem=_("Give it a title first."), status=NOT_PROCESSABLE)
    action, target = form.cleaned_data["step"].split(":")
    try:
        if action in restructure.STEPS:
            place = form.cleaned_data["place"]
            done = restructure.take(request, found, action, int(target), place)
            return _done(request, found, done)
        added = take_outline_step(
            found,
            action,
            int(target),
            title=form.cleaned_data["title"],
            place=form.cleaned_data["place"],
            language=language,
            by=person(request),
        )
    except StudioError as error:
        problem = _("Give it a title first.") if _needs_title(action, form) else str(error)
        return _outline(request, found, problem=problem, status=error.status)
    if added is not None:
        return redirect(_address("authoring:lesson", [slug, added.key], language))
    at = int(target) if action in LED_TO else 0
    return _done(request, found, restructure.Done(at, ""))


def _done(request: HttpRequest, found: Course, done: restructure.Done) -> HttpResponse:
    """The outline, with the focus on what was changed."""
    if asks_for_part(request):
        return _outline(request, found, told=done.told, done_to=done.lesson)
    if done.told:
        messages.success(request, done.told)
    address = _address("authoring:course", [found.slug], language_of(request, found))
    # No anchor: browsers give the focus to what one leads to rather than to what asks for it.
    return redirect(f"{address}&done={done.lesson}" if done.lesson else address)


def _needs_title(action: str, form: OutlineStepForm) -> bool:
    return action.endswith(("-add", "-rename")) and not form.cleaned_data["title"].strip()


def _address(name: str, args: list[str], language: str) -> str:
    return f"{reverse(name, args=args)}?language={language}"


def _outline(
    request: HttpRequest, found: Course, *, status: int = 200, **more: Any
) -> HttpResponse:
    language = language_of(request, found)
    last_act = last_of(request.session, found)
    context = {
        "course": found,
        "tab": "outline",
        "language": language,
        "outline": outline(found, language),
        "renaming": request.GET.get("rename", ""),
        "panel": request.GET.get("panel", ""),
        "panel_of": request.GET.get("of", ""),
        "done_to": whole_number(request.GET.get("done", "")),
        "set_apart": set_apart(found),
        "last_act": last_act and name_of(last_act),
        **more,
    }
    name = "_outline.html" if asks_for_part(request) else "course.html"
    return render(request, f"authoring/{name}", context, status=status)


@teaching
@require_http_methods(["GET", "POST"])
def course_settings(request: HttpRequest, slug: str) -> HttpResponse:
    found = edited_course(request, slug)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = CourseForm(data, files, course=found, initial=initial_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            set_course(found, form)
        except PictureRefused as error:
            form.add_error("cover", error.message)
        else:
            messages.success(request, _("The settings are saved."))
            return redirect("authoring:settings", found.slug)
    context = {"course": found, "tab": "settings", "form": form}
    status = NOT_PROCESSABLE if form.errors else 200
    return render(request, "authoring/settings.html", context, status=status)
