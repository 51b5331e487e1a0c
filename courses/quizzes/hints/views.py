"""A hint in place, for browsers that run scripts; the form of the whole attempt does it without."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from courses.people.requests import current_user
from courses.quizzes.errors import QuizError
from courses.quizzes.hints.pages import asked_hint, hints_on_page
from courses.quizzes.hints.services import NoSuchHint, take_hint, taken_in
from courses.quizzes.models import QuizSlot
from courses.quizzes.queries import in_attempt_language, own_attempt
from courses.quizzes.taking.places import number_of


@login_required
@require_POST
def hint(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """Takes the hint named "slot:number" and shows the question's hints anew."""
    user = current_user(request)
    if own_attempt(user, attempt) is None:
        raise Http404
    page = reverse("quizzes:attempt", args=[attempt])
    asked = asked_hint(dict(request.POST.lists()))
    try:
        if asked is None:
            raise NoSuchHint
        found = take_hint(attempt, user, slot_id=asked[0], number=asked[1])
    except QuizError:
        # The page is older than the attempt: it is shown as it is now.
        return _anew(request, page)
    if "HX-Request" not in request.headers:
        return redirect(f"{page}?question={number_of(found, asked[0])}#hints-{asked[0]}")
    slot = QuizSlot.objects.select_related("question_version").get(pk=asked[0])
    spec = in_attempt_language(slot.question_version.specs, found)
    hints = hints_on_page(slot.pk, spec, taken_in(found).get(slot.pk, 0))
    context = {"hints": hints, "fresh": True, "url": reverse("quizzes:hint", args=[attempt])}
    return render(request, "quizzes/parts/hints.html", context)


def _anew(request: HttpRequest, page: str) -> HttpResponse:
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": page})
    return redirect(page)
