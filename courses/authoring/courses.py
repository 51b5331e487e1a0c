"""The course that a studio page is about: only among those that one may edit."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from courses.authoring.rules import person
from courses.catalog.models import Course, Lesson
from courses.catalog.queries import courses_for_staff
from courses.quizzes.waiting.queries import with_waiting


def edited_course(request: HttpRequest, slug: str) -> Course:
    """Raises Http404 for other people's courses, as for those that do not exist."""
    return get_object_or_404(with_waiting(courses_for_staff(person(request))), slug=slug)


def edited_lesson(request: HttpRequest, slug: str, key: str) -> Lesson:
    course = edited_course(request, slug)
    found = get_object_or_404(Lesson.objects.select_related("module"), course=course, key=key)
    found.course = course
    return found


def language_of(request: HttpRequest, course: Course) -> str:
    """The language that the page asks for, if the course has it; else the course's first."""
    wanted = request.GET.get("language") or request.POST.get("language") or ""
    if wanted in course.languages:
        return wanted
    return course.languages[0] if course.languages else settings.LANGUAGE_CODE
