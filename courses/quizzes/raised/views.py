"""Where learners raise something about a question, and read what was answered."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from courses.people.requests import current_user, posted
from courses.quizzes.errors import QuizError
from courses.quizzes.models import Attempt
from courses.quizzes.queries import own_attempt
from courses.quizzes.raised.forms import RaiseForm
from courses.quizzes.raised.queries import raised_by
from courses.quizzes.raised.services import mark_seen, raise_question
from courses.quizzes.taking.told import SENT, WORDS, address_of

PER_PAGE = 25
# Where the questions of an attempt are seen; else it waits to be graded.
SHOWN: dict[str, str] = {
    Attempt.State.OPEN: "quizzes:attempt",
    Attempt.State.GRADED: "quizzes:result",
}


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def raise_about(request: HttpRequest, attempt: uuid.UUID, number: int) -> HttpResponse:
    """About the question at place `number`; with scripts in place, else as a page of its own."""
    user = current_user(request)
    found = own_attempt(user, attempt)
    if found is None or not 1 <= number <= len(found.layout):
        raise Http404
    found.user = user
    form, status = RaiseForm(posted(request)), 200
    if request.method == "POST":
        status = _raised(found, number, form)
        if status == 200 and not _is_htmx(request):
            if found.state not in SHOWN:
                messages.success(request, str(WORDS[SENT]))
            return redirect(_back(found, number, SENT))
    context = {
        "attempt": found,
        "course": found.quiz.course,
        "number": number,
        "form": form,
        "under_way": found.state == Attempt.State.OPEN,
        "is_sent": request.method == "POST" and status == 200,
        "back": _back(found, number),
    }
    return render(request, _page(request), context, status=status)


def _raised(attempt: Attempt, number: int, form: RaiseForm) -> int:
    """The status of the answer; why it was refused stands in the form."""
    if not form.is_valid():
        return 422
    data = form.cleaned_data
    try:
        raise_question(
            attempt.public_id,
            attempt.user,
            number=number,
            about=data["about"],
            text=data["text"],
            operation=data["operation"],
        )
    except QuizError as error:
        form.add_error(None, str(error))
        return error.status
    return 200


def _is_htmx(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers


def _page(request: HttpRequest) -> str:
    if not _is_htmx(request):
        return "quizzes/raised/page.html"
    parts = {"GET": "quizzes/raised/dialog.html", "POST": "quizzes/raised/inside.html"}
    return parts[request.method or "GET"]


def _back(attempt: Attempt, number: int, what: str = "") -> str:
    """To the question where it stands now, and `what` is told there."""
    if attempt.state in SHOWN:
        address = reverse(SHOWN[attempt.state], args=[attempt.public_id])
        return address + address_of(number, what)
    return reverse("quizzes:status", args=[attempt.public_id])


@never_cache
@login_required
@require_GET
def my_questions(request: HttpRequest) -> HttpResponse:
    """All that the person raised, with the answers; new ones are marked this once."""
    user = current_user(request)
    page = Paginator(raised_by(user), PER_PAGE).get_page(request.GET.get("page"))
    response = render(request, "quizzes/raised/mine.html", {"page": page})
    mark_seen(user, page)
    return response
