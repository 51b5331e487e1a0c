"""What was raised about a question of the bank, answered there. Only its course's staff find it."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from courses.people.requests import posted, whole_number
from courses.quizzes.bank.access import author_of, course_at, question_at
from courses.quizzes.errors import QuizError
from courses.quizzes.models import Question
from courses.quizzes.raised import services
from courses.quizzes.raised.forms import AnswerForm
from courses.quizzes.raised.models import Raised
from courses.quizzes.raised.pages import rows_of
from courses.quizzes.raised.queries import raised_at

PER_PAGE = 50


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def question_raised(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """`act` is "answer", "close", "reopen" or "same", done to those that are `chosen`."""
    found = question_at(course_at(request, slug), key)
    form = AnswerForm(posted(request))
    if request.method == "GET":
        return _page(request, found, form)
    try:
        said = _done(request, found, form)
    except QuizError as error:
        return _page(request, found, form, error=str(error), status=error.status)
    if said is None:
        return _page(request, found, form, status=422)
    messages.success(request, said)
    return redirect("quizzes:question_raised", slug, key)


def _page(
    request: HttpRequest, found: Question, form: AnswerForm, *, error: str = "", status: int = 200
) -> HttpResponse:
    page = Paginator(raised_at(found), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "course": found.course,
        "question": found,
        "page": page,
        "rows": rows_of(found, page.object_list),
        "chosen": _chosen(request) or _alone(list(page.object_list)),
        "form": form,
        "error": error,
    }
    return render(request, "quizzes/raised/at_bank.html", context, status=status)


def _alone(rows: list[Raised]) -> list[int]:
    """Where there is only one, it is the one that is meant."""
    return [row.pk for row in rows] if len(rows) == 1 else []


def _chosen(request: HttpRequest) -> list[int]:
    numbers = (whole_number(text) for text in request.POST.getlist("chosen")[:PER_PAGE])
    return [number for number in numbers if number]


def _done(request: HttpRequest, found: Question, form: AnswerForm) -> str | None:
    """What was done, in words; None where the form is not filled in well."""
    ids = _chosen(request)
    other = whole_number(request.POST.get("same_as", ""))
    acts: dict[str, Callable[[], int]] = {
        "close": lambda: services.close(found, ids),
        "reopen": lambda: services.reopen(found, ids),
        "same": lambda: services.say_same(found, ids, other),
    }
    act = request.POST.get("act", "")
    if act in acts:
        done = acts[act]()
        return ngettext("Done, for %(count)d.", "Done, for %(count)d.", done) % {"count": done}
    if not form.is_valid():
        return None
    data = form.cleaned_data
    fresh = services.answer(
        found, ids, data["text"], at_once=data["at_once"], by=author_of(request)
    )
    if not fresh:
        return _("They had this answer already.")
    words = ngettext(
        "Answered. %(count)d learner is told by mail.",
        "Answered. %(count)d learners are told by mail.",
        len(fresh),
    )
    return words % {"count": len(fresh)}
