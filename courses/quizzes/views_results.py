"""How learners did, and one attempt as its learner saw it. Only the course's staff find these."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from courses.quizzes.bank.access import course_at
from courses.quizzes.marking.queries import marked_questions
from courses.quizzes.models import Attempt, Quiz
from courses.quizzes.pages import questions_of, without_names
from courses.quizzes.queries import attempts_left, last_saved
from courses.quizzes.results import (
    HARDEST,
    LATEST,
    answers_in,
    attempts_of,
    learners_page,
    question_rows,
    quiz_figures,
)
from courses.quizzes.review.late import late_answers, told_late
from courses.quizzes.review.matrix import EVERYTHING
from courses.quizzes.review.pages import result_context
from courses.quizzes.sheets import sheet


@login_required
@require_GET
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """A row a quiz."""
    course = course_at(request, slug)
    context = {"course": course, "tab": "results", "figures": quiz_figures(course)}
    return render(request, "quizzes/results/results.html", context)


@login_required
@require_GET
def quiz_results(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Questions and learners of one quiz."""
    course = course_at(request, slug)
    quiz = get_object_or_404(Quiz, course=course, key=key)
    page = learners_page(
        quiz, sort=request.GET.get("sort", "name"), page=request.GET.get("page", "1")
    )
    context = {
        "course": course,
        "tab": "results",
        "quiz": quiz,
        "answers": answers_in(quiz, sort=request.GET.get("by", HARDEST)),
        "latest": LATEST,
        "page": page,
    }
    return render(request, "quizzes/results/quiz.html", context)


@login_required
@require_GET
def questions_csv(request: HttpRequest, slug: str, key: str) -> StreamingHttpResponse:
    """The table of the questions, sorted as it is shown."""
    quiz = get_object_or_404(Quiz, course=course_at(request, slug), key=key)
    answers = answers_in(quiz, sort=request.GET.get("by", HARDEST))
    return sheet(question_rows(answers.questions), f"questions-{quiz.key}")


@login_required
@require_GET
def seen_attempt(request: HttpRequest, slug: str, attempt: uuid.UUID) -> HttpResponse:
    """Read only: the result, all of it or (`?as=learner`) what its learner sees now, or the
    answers given so far, and what came too late; but not what a survey was answered."""
    course = course_at(request, slug)
    rows = Attempt.objects.select_related("quiz_edition", "quiz__course", "user")
    found = get_object_or_404(rows, public_id=attempt, quiz__course=course)
    context: dict[str, Any] = {
        "tab": "results",
        "others": attempts_of(found.quiz, found.user_id),
        "marked": marked_questions(found),
    }
    if found.state == Attempt.State.GRADED:
        left = attempts_left(found.user, found.quiz_edition)
        as_learner = request.GET.get("as") == "learner"
        context |= result_context(found, left=left, for_staff=not as_learner)
        context["as_learner"] = as_learner
        context["shown_questions"] = without_names(context["questions"])
        context["is_staff_copy"] = not as_learner
    else:
        answers, _sequence, saved_at = last_saved(found.pk)
        shown = without_names(questions_of(found, answers, disabled=True))
        context |= {"course": course, "attempt": found, "open_questions": shown}
        context["saved_at"] = saved_at
        context |= told_late(late_answers(found, shows=EVERYTHING))
    context["late_answers"] = without_names(context["late_answers"])
    return render(request, "quizzes/results/attempt.html", context)
