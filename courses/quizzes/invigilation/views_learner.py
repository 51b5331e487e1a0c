"""What the learner comes to whose attempt was made void."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from courses.quizzes.models import Attempt
from courses.quizzes.review.late import own_late_answers, told_late


def void_page(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """What happened, why, and the way on. A part of a page that waits is loaded whole."""
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {
        "attempt": attempt,
        "course": attempt.quiz.course,
        **told_late(own_late_answers(attempt)),
    }
    return render(request, "quizzes/invigilation/void.html", context)
