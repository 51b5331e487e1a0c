"""What became of an attempt, for the learner whose it is."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from courses.people.requests import current_user
from courses.quizzes.models import Attempt
from courses.quizzes.queries import left_for, own_ended
from courses.quizzes.review.pages import result_context
from courses.quizzes.taking.told import told_by


@never_cache
@login_required
@require_GET
def result(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """The grade, each question with its passage, and what to do next."""
    user = current_user(request)
    found = own_ended(user, attempt)
    if found is None:
        raise Http404
    found.user = user
    if found.state != Attempt.State.GRADED:
        return redirect("quizzes:status", attempt)
    left = left_for(user, found.quiz_edition)
    only_missed = request.GET.get("only") == "missed"
    context = result_context(found, left=left.attempts, only_missed=only_missed)
    context["can_filter"] = context["shows"].correctness and len(context["questions"]) > 1
    if left.again_at and left.again_at > timezone.now():
        context["again_at"] = left.again_at
    context["told"] = told_by(request.GET.dict())
    return render(request, "quizzes/result.html", context)
