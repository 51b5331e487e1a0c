"""Where the course's staff marks what no machine can. To all others these pages do not exist."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from courses.catalog.models import Course
from courses.people.requests import current_user, posted
from courses.quizzes.bank.access import course_at
from courses.quizzes.errors import QuizError
from courses.quizzes.marking.errors import MarkedMeanwhile, NothingToMark
from courses.quizzes.marking.forms import MarkForm
from courses.quizzes.marking.models import Marking
from courses.quizzes.marking.pages import LOADED, AnswerToMark, Way, answer_to_mark, rows_of
from courses.quizzes.marking.queries import to_mark as waiting_in
from courses.quizzes.marking.services import mark_answer, undo_marking
from courses.quizzes.models import Attempt

PER_PAGE = 50


@never_cache
@login_required
@require_GET
def to_mark(request: HttpRequest, slug: str) -> HttpResponse:
    """The answers that wait, by question or by learner, with names or without."""
    course, way = course_at(request, slug), Way.read(request.GET)
    rows = waiting_in(course, by=way.by).select_related(*LOADED)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "course": course,
        "tab": "marking",
        "way": way,
        "page": page,
        "rows": rows_of(page.object_list, way),
    }
    return render(request, "quizzes/marking/list.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def mark(request: HttpRequest, slug: str, attempt: uuid.UUID, slot: int) -> HttpResponse:
    """One answer. `action`: "done" counts, "later" keeps what there is, "undo" takes one back."""
    course, way = course_at(request, slug), Way.read(request.GET)
    rows = Attempt.objects.select_related("quiz_edition", "quiz__course", "user")
    taken = get_object_or_404(rows, public_id=attempt, quiz__course=course)
    answer = answer_to_mark(taken, slot)
    if answer is None:
        raise Http404
    form = MarkForm(
        posted(request),
        spec=answer.spec,
        most=answer.slot.points,
        newest=answer.history[0],
    )
    if request.method == "GET":
        return _page(request, course, answer, form, way)
    if request.POST.get("action") == "undo":
        return _undo(request, course, answer, way)
    return _save(request, course, answer, form, way)


def _save(
    request: HttpRequest, course: Course, answer: AnswerToMark, form: MarkForm, way: Way
) -> HttpResponse:
    done = request.POST.get("action") == "done" or answer.is_graded
    if form.is_valid() and done and form.marks().points is None:
        form.ask_for_points()
    if not form.is_valid():
        return _refused(request, course, answer, form, way, status=422)
    following = answer.around(way).after
    try:
        kept = mark_answer(
            answer.attempt.pk,
            answer.slot.pk,
            form.marks(),
            by=current_user(request),
            done=done,
            seen=form.cleaned_data["seen"],
        )
    except MarkedMeanwhile as error:
        return _refused(request, course, answer, form, way, status=409, newest=error.newest)
    except NothingToMark as error:
        raise Http404 from error
    if _is_script(request):
        return JsonResponse({"seen": kept.pk, "time": f"{localtime(kept.marked_at):%H:%M:%S}"})
    if not done:
        return redirect(_url(course, answer.attempt.public_id, answer.slot.pk, way))
    if answer.is_graded:
        # Here it is told what the new grade means for the learner's certificate.
        messages.success(request, _("Saved as the new grade."))
        return redirect(_url(course, answer.attempt.public_id, answer.slot.pk, way))
    messages.success(request, _("Marked."))
    if following is None:
        return redirect(reverse("quizzes:to_mark", args=[course.slug]) + way.query)
    return redirect(_url(course, *following, way))


def _undo(request: HttpRequest, course: Course, answer: AnswerToMark, way: Way) -> HttpResponse:
    seen = request.POST.get("seen", "")
    try:
        undo_marking(
            answer.attempt.pk,
            answer.slot.pk,
            by=current_user(request),
            seen=int(seen) if seen.isdecimal() and len(seen) < 19 else 0,
        )
    except QuizError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Taken back: what held before holds again."))
    return redirect(_url(course, answer.attempt.public_id, answer.slot.pk, way))


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _refused(
    request: HttpRequest,
    course: Course,
    answer: AnswerToMark,
    form: MarkForm,
    way: Way,
    *,
    status: int,
    newest: Marking | None = None,
) -> HttpResponse:
    if _is_script(request):
        said = [str(words) for errors in form.errors.values() for words in errors]
        return JsonResponse(
            {"error": " ".join(said) or str(MarkedMeanwhile.message)}, status=status
        )
    return _page(request, course, answer, form, way, status=status, newest=newest)


def _page(
    request: HttpRequest,
    course: Course,
    answer: AnswerToMark,
    form: MarkForm,
    way: Way,
    *,
    status: int = 200,
    newest: Marking | None = None,
) -> HttpResponse:
    """`newest`: what somebody else saved meanwhile; pressing again replaces it."""
    around = answer.around(way)
    context: dict[str, Any] = {
        "course": course,
        "tab": "marking",
        "way": way,
        "answer": answer,
        "answer_html": answer.html(way),
        "form": form,
        "learner": way.name_of(answer.attempt),
        "newest": answer.history[0],
        "meanwhile": newest,
        "seen": (newest or answer.history[0]).pk,
        "around": around,
        "before_url": _url(course, *around.before, way) if around.before else "",
        "after_url": _url(course, *around.after, way) if around.after else "",
        "is_others": answer.history[0].marker_id not in (None, current_user(request).pk),
    }
    return render(request, "quizzes/marking/mark.html", context, status=status)


def _url(course: Course, attempt: uuid.UUID, slot: int, way: Way) -> str:
    """To the answer itself: from there Tab leads on to the rubric."""
    return reverse("quizzes:mark", args=[course.slug, attempt, slot]) + way.query + "#answer"
