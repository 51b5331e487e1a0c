"""Exceptions: what holds for a person or a group in one quiz. Only the course's staff find them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.people.requests import current_user, posted, whole_number
from courses.quizzes.bank.access import course_at
from courses.quizzes.errors import BadSettings
from courses.quizzes.models import Quiz
from courses.quizzes.terms import queries, services
from courses.quizzes.terms.forms import OverrideForm
from courses.quizzes.terms.models import Override
from courses.quizzes.terms.pages import effect_of, notes_on, rows_of

ENDED_SHOWN = 20


def _quiz(request: HttpRequest, slug: str, key: str) -> Quiz:
    course = course_at(request, slug)
    found = get_object_or_404(Quiz, course=course, key=key, removed_at=None)
    found.course = course
    return found


@login_required
@require_GET
def overrides(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Those that hold, those that held, and whom one may make one for."""
    quiz = _quiz(request, slug, key)
    text = request.GET.get("q", "").strip()
    undo = whole_number(request.GET.get("ended", ""))
    context = {
        **_of(quiz),
        "rows": rows_of(queries.overrides_of(quiz)),
        "ended": rows_of(queries.ended_of(quiz)[:ENDED_SHOWN]),
        "cohorts": queries.cohorts_in(quiz.course),
        "text": text,
        "found": queries.learners_named(quiz.course, text),
        "undo": queries.ended_of(quiz).filter(pk=undo).first() if undo is not None else None,
    }
    return render(request, "quizzes/terms/overrides.html", context)


def _of(quiz: Quiz) -> dict[str, Any]:
    return {"course": quiz.course, "quiz": quiz, "tab": "quizzes"}


@login_required
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, slug: str, key: str, user: int) -> HttpResponse:
    """What holds for one learner of the course."""
    quiz = _quiz(request, slug, key)
    found = get_object_or_404(queries.learners_of(quiz.course), pk=user)
    return _edit(request, quiz, {"user": found})


@login_required
@require_http_methods(["GET", "POST"])
def cohort(request: HttpRequest, slug: str, key: str, cohort: int) -> HttpResponse:
    """What holds for a group with learners in the course."""
    quiz = _quiz(request, slug, key)
    found = get_object_or_404(queries.cohorts_in(quiz.course), pk=cohort)
    return _edit(request, quiz, {"cohort": found})


def _edit(request: HttpRequest, quiz: Quiz, whom: dict[str, Any]) -> HttpResponse:
    """A look at the effect first, where it is asked for, then it is saved."""
    before = queries.overrides_of(quiz).filter(**whom).first()
    form = OverrideForm(posted(request), before=before)
    context = {
        **_of(quiz),
        "person": whom.get("user"),
        "cohort": whom.get("cohort"),
        "form": form,
        "before": before,
        "holding": effect_of(Override(quiz=quiz, **whom)),
    }
    if request.method == "POST" and form.is_valid():
        made = Override(quiz=quiz, **whom, **form.chosen())
        try:
            if "look" in request.POST:
                services.check_override(made)
                context |= {"effect": effect_of(made), "notes": notes_on(made)}
            else:
                services.set_override(quiz, by=current_user(request), **whom, **form.chosen())
                messages.success(
                    request,
                    _("The exception for %(whom)s holds from now on.") % {"whom": made.for_whom},
                )
                return redirect("quizzes:overrides", quiz.course.slug, quiz.key)
        except BadSettings as error:
            form.refuse(error)
    status = 422 if form.errors else 200
    return render(request, "quizzes/terms/override.html", context, status=status)


@login_required
@require_POST
def end(request: HttpRequest, slug: str, key: str, override: int) -> HttpResponse:
    quiz = _quiz(request, slug, key)
    found = get_object_or_404(Override, quiz=quiz, pk=override)
    services.end_override(found, by=current_user(request))
    return redirect(f"{reverse('quizzes:overrides', args=[slug, key])}?ended={found.pk}")


@login_required
@require_POST
def put_back(request: HttpRequest, slug: str, key: str, override: int) -> HttpResponse:
    quiz = _quiz(request, slug, key)
    found = get_object_or_404(Override, quiz=quiz, pk=override)
    if services.put_back(found, by=current_user(request)) is None:
        words = _("There is another exception for %(whom)s now. Change that one.")
        messages.error(request, words % {"whom": found.for_whom})
    else:
        words = _("The exception for %(whom)s holds again.")
        messages.success(request, words % {"whom": found.for_whom})
    return redirect("quizzes:overrides", slug, key)
