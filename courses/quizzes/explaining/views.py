"""What applies to one learner in one quiz, and why: for the learner, and for the course's staff."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from courses.catalog.models import Course, Enrolment
from courses.people.models import User
from courses.people.requests import current_user, whole_number
from courses.quizzes.bank.access import course_at
from courses.quizzes.explaining.case import case_of
from courses.quizzes.explaining.lines import lines_of
from courses.quizzes.explaining.reasons import reasons_of
from courses.quizzes.models import Quiz, QuizEdition
from courses.quizzes.queries import published_quiz
from courses.quizzes.quiz_settings import QuizSettings

MOST_FOUND = 20


@never_cache
@login_required
@require_GET
def why(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The learner's own: what holds, who says so, and why something cannot be done."""
    user = current_user(request)
    published = published_quiz(user, slug, key)
    if published is None:
        raise Http404
    context = _explained(user, published, is_own=True)
    return render(request, "quizzes/explaining/why.html", context)


@login_required
@require_GET
def meets(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """For the course's staff: what will this learner meet, and when."""
    course = course_at(request, slug)
    quiz = get_object_or_404(Quiz, course=course, key=key, removed_at=None)
    published = QuizEdition.objects.filter(quiz=quiz, edition=course.current_edition_id).first()
    shown = published or _as_drafted(quiz)
    text = request.GET.get("q", "").strip()
    context: dict[str, Any] = {"course": course, "tab": "quizzes", "quiz": quiz, "text": text}
    person = _learner(course, request.GET.get("person", ""))
    if shown is not None and person is not None:
        context |= _explained(person, shown, is_own=False) | {"person": person, "quiz": quiz}
    context |= {"published": published, "shown": shown}
    if text:
        found = list(_learners(course, text)[: MOST_FOUND + 1])
        context |= {"found": found[:MOST_FOUND], "more": len(found) > MOST_FOUND}
    return render(request, "quizzes/explaining/meets.html", context)


def _as_drafted(quiz: Quiz) -> QuizEdition | None:
    """The quiz as the next edition would have it; None while nobody can take the course."""
    edition = quiz.course.current_edition
    settings = {field.name: getattr(quiz, field.name) for field in QuizSettings._meta.get_fields()}
    return QuizEdition(quiz=quiz, edition=edition, **settings) if edition else None


def _explained(user: User, published: QuizEdition, *, is_own: bool) -> dict[str, Any]:
    case = case_of(user, published, is_own=is_own)
    return {
        "quiz": published,
        "course": published.quiz.course,
        "case": case,
        "lines": lines_of(case),
        "reasons": reasons_of(case),
    }


def _learner(course: Course, number: str) -> User | None:
    pk = whole_number(number)
    enrolment = Enrolment.objects.filter(course=course, user=pk, withdrawn_at=None)
    found = enrolment.select_related("user").first() if pk is not None else None
    return found.user if found else None


def _learners(course: Course, text: str) -> QuerySet[User]:
    """Of the course, by a part of the name or of the address."""
    rows = User.objects.filter(enrolments__course=course, enrolments__withdrawn_at=None)
    return rows.filter(Q(name__icontains=text) | Q(email__icontains=text)).order_by("name", "pk")
