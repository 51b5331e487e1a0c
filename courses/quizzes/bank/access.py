"""Whose bank it is: what the pages' addresses name, or nothing there."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from courses.catalog.models import Course
from courses.catalog.queries import courses_for_staff
from courses.people.models import User
from courses.quizzes.bank import queries
from courses.quizzes.models import Question
from courses.quizzes.types.base import Kind
from courses.quizzes.types.registry import kind as kind_named
from courses.quizzes.waiting.queries import with_waiting


def course_at(request: HttpRequest, slug: str) -> Course:
    """A course that the person may edit; any other does not exist."""
    return get_object_or_404(with_waiting(courses_for_staff(request.user)), slug=slug)


def author_of(request: HttpRequest) -> User:
    """Who is signed in; @login_required has seen to it that somebody is."""
    assert request.user.is_authenticated
    return request.user


def kind_at(name: str) -> Kind:
    try:
        return kind_named(name)
    except LookupError as error:
        raise Http404 from error


def question_at(course: Course, key: str) -> Question:
    return get_object_or_404(queries.question_of(course, key))
