"""Pages of a section and of a draw of a quiz's draft. Only the course's staff find these."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.catalog.models import Course
from courses.people.requests import posted
from courses.quizzes.bank.access import course_at
from courses.quizzes.bank.queries import labels_in
from courses.quizzes.errors import BadSettings
from courses.quizzes.models import Quiz
from courses.quizzes.sections import services
from courses.quizzes.sections.forms import DrawForm, SectionForm
from courses.quizzes.sections.models import QuizDraw, QuizSection
from courses.quizzes.sections.pools import bank_of
from courses.quizzes.sections.queries import seen_from, shortages


def _draft(request: HttpRequest, slug: str, key: str) -> tuple[Course, Quiz]:
    course = course_at(request, slug)
    quiz: Quiz = get_object_or_404(Quiz, course=course, key=key, removed_at=None)
    return course, quiz


@login_required
@require_http_methods(["GET", "POST"])
def new_section(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    course, quiz = _draft(request, slug, key)
    return _section_page(request, course, quiz, None)


@login_required
@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, slug: str, key: str, section: str) -> HttpResponse:
    course, quiz = _draft(request, slug, key)
    return _section_page(request, course, quiz, get_object_or_404(quiz.sections, key=section))


def _section_page(
    request: HttpRequest, course: Course, quiz: Quiz, found: QuizSection | None
) -> HttpResponse:
    form = SectionForm(course.languages, posted(request), section=found)
    if request.method == "POST" and form.is_valid():
        titles, told = form.titles, form.instructions
        try:
            if found is None:
                found = services.add_section(quiz, titles=titles, instructions=told)
            else:
                services.update_section(found, titles=titles, instructions=told)
        except BadSettings as error:
            for sentence in error.errors.values():
                form.add_error(None, sentence)
        else:
            messages.success(request, _("Saved. Learners see it with the next edition."))
            return redirect(f"{_items_of(course, quiz)}#section-{found.key}")
    context = {"course": course, "quiz": quiz, "tab": "quizzes", "form": form, "section": found}
    status = 422 if form.errors else 200
    return render(request, "quizzes/sections/section.html", context, status=status)


def _items_of(course: Course, quiz: Quiz) -> str:
    return reverse("quizzes:items", args=[course.slug, quiz.key])


@login_required
@require_http_methods(["GET", "POST"])
def new_draw(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """`?section=` names the section it is to stand in."""
    course, quiz = _draft(request, slug, key)
    return _draw_page(request, course, quiz, None)


@login_required
@require_http_methods(["GET", "POST"])
def draw(request: HttpRequest, slug: str, key: str, draw: str) -> HttpResponse:
    course, quiz = _draft(request, slug, key)
    rows = quiz.draws.select_related("section")
    return _draw_page(request, course, quiz, get_object_or_404(rows, key=draw))


def _draw_page(
    request: HttpRequest, course: Course, quiz: Quiz, found: QuizDraw | None
) -> HttpResponse:
    """A POST with `count` only says how many questions fit."""
    bank = bank_of(course)
    form = DrawForm(quiz, posted(request), labels=labels_in(course), bank=bank, draw=found)
    if found is None:
        form.initial["section"] = request.GET.get("section", "")
    if request.method == "POST" and form.is_valid() and "count" not in request.POST:
        try:
            if found is None:
                found = services.add_draw(quiz, **form.draw_settings)
            else:
                services.update_draw(found, **form.draw_settings)
        except BadSettings as error:
            for name, sentence in error.errors.items():
                form.add_error(name, sentence)
        else:
            messages.success(request, _("Saved. Learners see it with the next edition."))
            return redirect(f"{_items_of(course, quiz)}#draw-{found.key}")
    context: dict[str, Any] = {
        "course": course,
        "quiz": quiz,
        "tab": "quizzes",
        "form": form,
        "draw": found,
        "gone": bank.gone(found.filters) if found else [],
        "finds": _finds(quiz, bank, form, found),
    }
    status = 422 if form.errors and "count" not in request.POST else 200
    return render(request, "quizzes/sections/draw.html", context, status=status)


def _finds(quiz: Quiz, bank: Any, form: DrawForm, found: QuizDraw | None) -> Any:
    """What the draw would find as the form stands."""
    draft = QuizDraw(quiz=quiz, key=found.key if found else "", take=found.take if found else 1)
    if form.is_bound and form.is_valid():
        draft.take, draft.filters = form.cleaned_data["take"], form.filters
    elif form.is_bound:
        return None
    elif found:
        draft.filters = found.filters
    others = list(quiz.draws.exclude(key=draft.key)) if draft.key else list(quiz.draws.all())
    asked = set(quiz.items.values_list("question_id", flat=True))
    short = next(n for one, n in shortages(bank, [*others, draft], asked) if one is draft)
    return seen_from(bank, draft, asked, short)
