"""The bank as a list: found by what one looks for, and many changed at once."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from courses.catalog.models import Course
from courses.people.requests import whole_number
from courses.quizzes.bank import queries
from courses.quizzes.bank.access import author_of, course_at
from courses.quizzes.bank.bulk import change_many, plan_for
from courses.quizzes.bank.errors import LabelTaken, NothingChosen, NotNow, OtherThanSeen
from courses.quizzes.bank.forms import CHOOSE_PASSAGE
from courses.quizzes.bank.forms_bank import BulkForm, FilterForm
from courses.quizzes.bank.found import found_questions
from courses.quizzes.bank.models import BulkEdit
from courses.quizzes.bank.undoing import undo
from courses.quizzes.models import Question

SHOWN = 20  # of what a change would do
MOST_CHOSEN = 1000  # by their boxes; more are chosen by "all that were found"


@login_required
@require_GET
def bank(request: HttpRequest, slug: str) -> HttpResponse:
    course = course_at(request, slug)
    filters = _filters(course, request.GET)
    context = {
        "course": course,
        "tab": "questions",
        "filters": filters,
        "page": queries.bank_page(course, filters.wanted),
        "bulk": BulkForm(),
        "labels": filters.labels,
        "waiting": getattr(course, "to_review", 0),
    }
    return render(request, "quizzes/bank/bank.html", context)


def _filters(course: Course, data: QueryDict) -> FilterForm:
    labels, staff = queries.labels_in(course), list(queries.staff_of(course))
    return FilterForm(data, course=course, labels=labels, staff=staff)


@login_required
@require_POST
def bulk(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows what a change would do; done when it is confirmed and still does what was shown."""
    course, by = course_at(request, slug), author_of(request)
    form = BulkForm(request.POST)
    try:
        rows, gone = _chosen(request, course)
        if not form.is_valid():
            raise NothingChosen(_("That is too long for a label. Write fewer or shorter ones."))
        if form.asks_for_lesson:
            return _lesson_asked(request, course, form)
        if "confirm" not in request.POST:
            return _preview(request, course, form, rows, gone=gone)
        if not form.cleaned_data["evidence_block"] and _passages(course, form).get("blocks"):
            error = str(CHOOSE_PASSAGE)
            return _preview(request, course, form, rows, gone=gone, error=error)
        expected = whole_number(request.POST["confirm"]) or 0
        edit = change_many(course, rows, form.steps, by=by, expected=expected)
    except NothingChosen as error:
        messages.error(request, str(error))
        return redirect(_bank_at(request, course))
    except OtherThanSeen as error:
        return _preview(request, course, form, rows, gone=gone, error=str(error))
    words = ngettext("Changed %(count)d question.", "Changed %(count)d questions.", edit.count)
    messages.success(request, words % {"count": edit.count})
    return redirect("quizzes:bulk_edit", slug, edit.pk)


def _chosen(request: HttpRequest, course: Course) -> tuple[QuerySet[Question], int]:
    """(the questions, how many of those chosen are gone). Raises NothingChosen."""
    if request.POST.get("all"):
        filters = _filters(course, QueryDict(request.POST.get("query", "")))
        if not filters.is_valid():
            raise NothingChosen(_("What was looked for is no longer there. Look again."))
        return found_questions(course, filters.wanted), 0
    numbers = (whole_number(text) for text in request.POST.getlist("chosen")[:MOST_CHOSEN])
    ids = {number for number in numbers if number}
    if not ids:
        raise NothingChosen(_("Choose at least one question."))
    rows = Question.objects.filter(course=course, pk__in=ids)
    return rows, len(ids) - rows.count()


def _lesson_asked(request: HttpRequest, course: Course, form: BulkForm) -> HttpResponse:
    """The lesson is chosen first; its passages come with the preview."""
    context = {
        "course": course,
        "lessons": queries.lesson_titles(course),
        "posted": _posted(request, form, without=form.NEXT_PAGE),
        "back": _bank_at(request, course),
    }
    return render(request, "quizzes/bank/bulk_lesson.html", context)


def _posted(
    request: HttpRequest, form: BulkForm, *, without: tuple[str, ...] = ()
) -> list[tuple[str, str]]:
    """What was asked for, to be sent again."""
    names = ("chosen", "all", "query", *(name for name in form.fields if name not in without))
    return [(name, value) for name in names for value in request.POST.getlist(name)]


def _passages(course: Course, form: BulkForm) -> dict[str, Any]:
    """Where the answers may stand in the lesson that was chosen."""
    evidence = form.steps.get("evidence")
    if not evidence:
        return {}
    lessons = queries.lesson_titles(course)
    lesson = next((one for one in lessons if one.key == evidence["lesson"]), None)
    blocks = queries.blocks_of(lesson, course.languages)
    return {"lesson": lesson, "blocks": blocks, "block": form.cleaned_data["evidence_block"]}


def _bank_at(request: HttpRequest, course: Course) -> str:
    """The bank as it was shown."""
    query = request.POST.get("query", "")[:2000]
    address = reverse("quizzes:bank", args=[course.slug])
    return f"{address}?{query}" if query else address


def _preview(
    request: HttpRequest,
    course: Course,
    form: BulkForm,
    rows: QuerySet[Question],
    *,
    gone: int,
    error: str = "",
) -> HttpResponse:
    plan = plan_for(course, rows, form.steps, by=author_of(request))
    some = Question.objects.filter(pk__in=[*plan.changes][:SHOWN]).select_related("current_version")
    context: dict[str, Any] = {
        "course": course,
        "plan": plan,
        "steps": form.steps,
        "some": some,
        "more": max(0, len(plan.changes) - SHOWN),
        "kept": plan.kept[:SHOWN],
        "kept_more": max(0, len(plan.kept) - SHOWN),
        "gone": gone,
        "posted": _posted(request, form, without=("evidence_block",)),
        "error": error,
        **_passages(course, form),
        "back": _bank_at(request, course),
    }
    status = OtherThanSeen.status if error else 200
    return render(request, "quizzes/bank/bulk_preview.html", context, status=status)


@login_required
@require_GET
def bulk_edits(request: HttpRequest, slug: str) -> HttpResponse:
    course = course_at(request, slug)
    context = {"course": course, "edits": queries.bulk_edits(course)}
    return render(request, "quizzes/bank/bulk_edits.html", context)


@login_required
@require_GET
def bulk_edit(request: HttpRequest, slug: str, edit: int) -> HttpResponse:
    course = course_at(request, slug)
    context = {"course": course, "edit": get_object_or_404(queries.bulk_edits(course), pk=edit)}
    return render(request, "quizzes/bank/bulk_edit.html", context)


@login_required
@require_POST
def bulk_undo(request: HttpRequest, slug: str, edit: int) -> HttpResponse:
    course = course_at(request, slug)
    found = get_object_or_404(BulkEdit, course=course, pk=edit)
    try:
        done = undo(found, by=author_of(request))
    except NotNow:
        messages.info(request, _("It was undone before."))
        return redirect("quizzes:bulk_edit", slug, edit)
    except LabelTaken as error:
        messages.error(request, str(error))
        return redirect("quizzes:bulk_edit", slug, edit)
    words = ngettext(
        "%(count)d question is as it was.", "%(count)d questions are as they were.", done.undone
    )
    messages.success(request, words % {"count": done.undone})
    if done.left:
        words = ngettext(
            "%(count)d was changed since, or is gone: it stays as it is.",
            "%(count)d were changed since, or are gone: they stay as they are.",
            done.left,
        )
        messages.warning(request, words % {"count": done.left})
    return redirect("quizzes:bulk_edit", slug, edit)
