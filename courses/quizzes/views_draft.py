"""The instructor's side of a quiz before publishing. Only the course's staff find these."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.catalog.models import Course
from courses.people.requests import posted, whole_number
from courses.quizzes import services
from courses.quizzes.bank.access import course_at
from courses.quizzes.errors import BadSettings
from courses.quizzes.forms_draft import QuizForm
from courses.quizzes.models import Quiz
from courses.quizzes.presets import PRESETS, SET, new_quiz
from courses.quizzes.queries_draft import (
    listed_quizzes,
    not_ready_yet,
    questions_to_add,
)
from courses.quizzes.sections.arranging import act, arranged
from courses.quizzes.sections.queries import parts_of, with_counts

STEPS = ("section-up", "section-down", "draw-up", "draw-down")


def quiz_of(course: Course, key: str) -> Quiz:
    return get_object_or_404(Quiz, course=course, key=key, removed_at=None)


@login_required
@require_GET
def quizzes(request: HttpRequest, slug: str) -> HttpResponse:
    """The quizzes of a course's draft, and what keeps them from being published."""
    course = course_at(request, slug)
    context = {
        "course": course,
        "tab": "quizzes",
        "quizzes": with_counts(listed_quizzes(course)),
        "problems": services.quiz_problems(course),
    }
    return render(request, "quizzes/draft/quizzes.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """`?as=` names a preset to begin with; `begin` in a POST turns to it, and keeps what it leaves
    open."""
    course = course_at(request, slug)
    quiz = new_quiz(course, request.GET.get("as", ""))
    if "begin" in request.POST:
        form = QuizForm(course, quiz=quiz)
        form.keep(request.POST, but=SET)
        return _settings_page(request, course, form)
    form = QuizForm(course, posted(request), quiz=quiz)
    if request.method == "POST" and form.is_valid():
        try:
            chosen = form.settings()
            quiz = services.create_quiz(course, **chosen)
        except BadSettings as error:
            form.refuse(error)
        else:
            messages.success(request, _("The quiz is there. Choose its questions."))
            return redirect("quizzes:items", slug, quiz.key)
    return _settings_page(request, course, form)


@login_required
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    course = course_at(request, slug)
    quiz = quiz_of(course, key)
    form = QuizForm(course, posted(request), quiz=quiz)
    if request.method == "POST" and form.is_valid():
        try:
            services.update_quiz(quiz, **form.settings())
        except BadSettings as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved. Learners see it with the next edition."))
            return redirect("quizzes:settings", slug, key)
    return _settings_page(request, course, form, quiz)


def _settings_page(
    request: HttpRequest, course: Course, form: QuizForm, quiz: Quiz | None = None
) -> HttpResponse:
    context: dict[str, Any] = {"course": course, "quiz": quiz, "form": form, "tab": "quizzes"}
    if quiz is None:
        context |= {"presets": PRESETS, "begun_as": request.GET.get("as", "")}
    status = 422 if form.errors else 200
    return render(request, "quizzes/draft/settings.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def items(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The quiz's questions: add, remove, order, points. One form, one button each."""
    course = course_at(request, slug)
    quiz = quiz_of(course, key)
    error = ""
    if request.method == "POST":
        try:
            wanted = arranged(quiz, request.POST)
            services.set_items(quiz, wanted.items, sections=wanted.sections)
            act(quiz, request.POST)
        except BadSettings as refused:
            error = str(refused)
        else:
            return redirect(_items_at(request.POST, slug, key))
    parts = parts_of(quiz)
    drafts, in_review = not_ready_yet(course)
    context: dict[str, Any] = {
        "course": course,
        "quiz": quiz,
        "tab": "quizzes",
        "parts": parts,
        "total": sum(part.points for part in parts),
        "others": questions_to_add(quiz),
        "drafts": drafts,
        "in_review": in_review,
        "error": error,
        "moved": whole_number(request.GET.get("up", request.GET.get("down", ""))),
        "is_moved_up": "up" in request.GET,
        "focus": _focus(request.GET),
    }
    return render(request, "quizzes/draft/items.html", context, status=422 if error else 200)


def _focus(asked: QueryDict) -> dict[str, Any]:
    """The section or draw that was moved, whose button keeps the focus."""
    for name in STEPS:
        if name in asked:
            kind, _dash, way = name.partition("-")
            return {"kind": kind, "key": asked[name], "is_up": way == "up"}
    return {}


def _items_at(sent: QueryDict, slug: str, key: str) -> str:
    """The page that the button leads to, or this one again; after a move, with what was moved,
    which keeps the focus."""
    if sent.get("then") == "question_kinds":
        return f"{reverse('quizzes:question_kinds', args=[slug])}?{urlencode({'quiz': key})}"
    if sent.get("then") in ("new_draw", "new_section"):
        return reverse(f"quizzes:{sent['then']}", args=[slug, key])
    address = reverse("quizzes:items", args=[slug, key])
    for way in ("up", "down"):
        number = whole_number(sent.get(way, ""))
        if number is not None:
            return f"{address}?{way}={number}"
    step = next((name for name in STEPS if sent.get(name, "").isprintable() and name in sent), None)
    return f"{address}?{urlencode({step: sent[step]})}" if step else address


@login_required
@require_POST
def remove(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    services.remove_quiz(quiz_of(course_at(request, slug), key))
    messages.success(request, _("Removed from the next edition. Attempts and grades stay."))
    return redirect("quizzes:quizzes", slug)
