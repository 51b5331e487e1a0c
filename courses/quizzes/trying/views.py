"""A check in place, for browsers that run scripts; without, the attempt's own form does it."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from courses.people.requests import current_user
from courses.quizzes.errors import NoSuchQuestion, QuizError
from courses.quizzes.models import Attempt
from courses.quizzes.pages import QuestionOnPage, questions_of
from courses.quizzes.queries import last_saved, own_attempt, slots_of
from courses.quizzes.taking.told import SAME, Told, address_of
from courses.quizzes.trying.errors import NotFinished
from courses.quizzes.trying.posted import asked_try, is_sure
from courses.quizzes.trying.rules import is_unchanged
from courses.quizzes.trying.services import check_answer

BY_SCRIPT = "X-In-Place"
ASKS = "X-Asks"
"""Pressed again, the same check is done."""


@login_required
@require_POST
def try_answer(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """Checks the saved answer of the question under "try", and shows the question anew."""
    user = current_user(request)
    before = own_attempt(user, attempt)
    if before is None:
        raise Http404
    data = dict(request.POST.lists())
    slot_id = asked_try(data)
    in_place = BY_SCRIPT in request.headers
    try:
        if slot_id is None:
            raise NoSuchQuestion
        found = check_answer(attempt, user, slot_id=slot_id, is_sure=is_sure(data))
    except QuizError as error:
        if in_place:
            asks = {ASKS: "1"} if isinstance(error, NotFinished) else {}
            return HttpResponse(
                str(error), content_type="text/plain", status=error.status, headers=asks
            )
        return redirect("quizzes:attempt", attempt)
    question = _question(found, slot_id)
    is_same = is_unchanged(before.tries, found.tries, slot_id)
    if not in_place:
        address = reverse("quizzes:attempt", args=[attempt])
        return redirect(address + address_of(question.number, SAME if is_same else ""))
    same = Told(question.number, SAME) if is_same else None
    context = {"question": question, "attempt": found, "stand": True, "same": same}
    return render(request, "quizzes/parts/answer.html", context)


def _question(attempt: Attempt, slot_id: int) -> QuestionOnPage:
    place = next(n for n, one in enumerate(attempt.layout) if one["slot"] == slot_id)
    answers, _sequence, _saved_at = last_saved(attempt.pk)
    slots = slots_of(attempt, "stimulus_version")
    return questions_of(attempt, answers, slots=slots, places=range(place, place + 1))[0]
