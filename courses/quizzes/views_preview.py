"""A draft quiz as a learner would meet it, graded without keeping anything."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from courses.people.requests import whole_number
from courses.quizzes.bank.access import course_at
from courses.quizzes.previewing import graded_preview, is_step, preview_questions
from courses.quizzes.sections.previewing import items_met
from courses.quizzes.views_draft import quiz_of


@login_required
@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """`?language=` chooses the language, `?draw=` another draw; a POST shows what the answers
    would be worth."""
    course = course_at(request, slug)
    quiz = quiz_of(course, key)
    wanted = request.GET.get("language", "")
    language = wanted if wanted in course.languages else course.languages[0]
    number = whole_number(request.GET.get("draw", "")) or 1
    items = items_met(quiz, number)
    shown = [item for item in items if item.question.current_version]
    context: dict[str, Any] = {
        "course": course,
        "quiz": quiz,
        "tab": "quizzes",
        "language": language,
        "left_out": len(items) - len(shown),
        "draw": number,
        "draws": quiz.draws.exists(),
    }
    data = dict(request.POST.lists())
    is_graded = data and "hint" not in data and not is_step(data)
    outcome = graded_preview(quiz, shown, language, data) if is_graded else None
    if outcome and not outcome.refused:
        context |= {"result": outcome.result, "questions": outcome.questions}
    else:
        refused = outcome.refused if outcome else {}
        context["questions"] = preview_questions(shown, language, data, refused)
        context["refused"] = refused
    status = 422 if context.get("refused") else 200
    return render(request, "quizzes/draft/preview.html", context, status=status)
