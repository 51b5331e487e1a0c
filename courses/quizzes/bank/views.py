"""The pages of a course's question bank. Only those who may edit the course find them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.catalog.models import Course
from courses.people.nul import without_nul
from courses.quizzes.bank import queries, services
from courses.quizzes.bank.access import author_of, course_at, kind_at, question_at
from courses.quizzes.bank.desk import (
    Desk,
    initial_of,
    kept,
    opened_desk,
    posted_desk,
    previews_of,
)
from courses.quizzes.bank.errors import ChangedMeanwhile, NotValid, StillUsed
from courses.quizzes.bank.telling import tell_of
from courses.quizzes.models import Question, QuestionVersion, QuizSlot
from courses.quizzes.queries_draft import stem_of
from courses.quizzes.stimuli.referring import set_stimulus
from courses.quizzes.types.base import Kind
from courses.quizzes.types.registry import all_kinds
from courses.quizzes.writing.look import Look
from courses.quizzes.writing.placing import put_into_quiz, quiz_asked_for, stimulus_asked_for
from courses.quizzes.writing.services import Page, end, keep, kept_writing, new_token


@login_required
@require_GET
def question_kinds(request: HttpRequest, slug: str) -> HttpResponse:
    """The choice of a kind; where the question comes from goes on in the query."""
    course = course_at(request, slug)
    context = {"course": course, "kinds": all_kinds(), "language": course.languages[0]}
    return render(request, "quizzes/bank/kinds.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def question_new(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    course, member = course_at(request, slug), kind_at(kind)
    page = _writing_page(request, course, member)
    if request.method == "GET":
        desk = opened_desk(course, member, _taken_up(request, page) or _asked_about(request))
        return shown(request, desk, page)
    desk = posted_desk(course, member, request.POST)
    if "action" in request.POST or not desk.is_valid():
        keep(page, kept(request.POST))
        return shown(request, desk, page)
    try:
        question = services.create_question_once(
            course,
            kind=member.name,
            specs=desk.question_form.specs,
            evidence=desk.evidence,
            author=page.author,
            status=desk.status(),
            labels=desk.labels,
        )
    except NotValid as error:
        desk.question_form.show_problems(error.problems)
        return shown(request, desk, page)
    end(page)
    return _onwards(request, course, question)


def _onwards(request: HttpRequest, course: Course, question: Question) -> HttpResponse:
    """To what it was written for, to the next one, or back to the bank."""
    quiz = quiz_asked_for(course, request.GET.get("quiz", ""))
    asked = request.POST.get("about", request.GET.get("about", ""))
    about = stimulus_asked_for(course, asked)
    if about and question.kind != about.kind:
        question = set_stimulus(question, about, by=author_of(request))
    messages.success(request, _("Saved: “%(question)s”") % {"question": stem_of(question)})
    tell_of(request, question)
    is_read = not kind_at(question.kind).is_answered
    if quiz and not is_read:
        messages.info(request, put_into_quiz(quiz, question))
    if request.POST.get("after") == "another":
        return redirect(request.get_full_path())
    if quiz and is_read:
        messages.info(request, _("Now write a question about it: that brings it into the quiz."))
        return redirect(_to_write(course, quiz=quiz.key, about=question.key))
    if quiz:
        return redirect("quizzes:items", course.slug, quiz.key)
    if about or is_read:
        return redirect("quizzes:question", course.slug, about.key if about else question.key)
    return redirect("quizzes:bank", slug=course.slug)


def _to_write(course: Course, **query: str) -> str:
    """The choice of a kind, for a question that goes where `query` says."""
    return reverse("quizzes:question_kinds", args=[course.slug], query=query)


def _writing_page(
    request: HttpRequest, course: Course, kind: Kind, found: Question | None = None
) -> Page:
    token = without_nul(request.POST.get("page", ""))[:32] or new_token()
    return Page(author_of(request), course, kind.name, found, token)


def _taken_up(request: HttpRequest, page: Page) -> dict[str, Any]:
    """What was written and not saved, where ?kept asks for it."""
    writing = kept_writing(page) if "kept" in request.GET else None
    return dict(writing.data or {}) if writing else {}


def _asked_about(request: HttpRequest) -> dict[str, str]:
    """ "Ask about this passage" sets where the answer stands: ?from=<lesson>&block=<block>."""
    asked, names = request.GET, ("from", "block", "about")
    lesson, block, about = (asked.get(name, "") for name in names)
    return {"evidence_lesson": lesson, "evidence_block": block, "about": about}


@login_required
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    course = course_at(request, slug)
    found = question_at(course, key)
    member = kind_at(found.kind)
    page = _writing_page(request, course, member, found)
    if request.method == "GET":
        version = _version(request, found)
        written = _taken_up(request, page) or initial_of(member, version, found)
        return shown(request, opened_desk(course, member, written), page, version)
    desk = posted_desk(course, member, request.POST)
    if "action" in request.POST or not desk.is_valid():
        keep(page, kept(request.POST))
        return shown(request, desk, page)
    return _save_edit(request, desk, page)


def _version(request: HttpRequest, found: Question) -> QuestionVersion:
    """The current version, or the older one that ?version= asks to look at and take up."""
    number = request.GET.get("version", "")
    versions = found.versions.select_related("evidence_lesson")
    if number.isdecimal() and len(number) < 9:
        return get_object_or_404(versions, number=number)
    return get_object_or_404(versions, pk=found.current_version_id)


def _save_edit(request: HttpRequest, desk: Desk, page: Page) -> HttpResponse:
    found = page.question
    assert found is not None
    before = found.current_version_id
    try:
        version = services.edit_question(
            found,
            specs=desk.question_form.specs,
            evidence=desk.evidence,
            author=page.author,
            status=desk.status(found.status),
            labels=desk.labels,
            seen=desk.place_form.cleaned_data["seen"],
        )
    except NotValid as error:
        desk.question_form.show_problems(error.problems)
        return shown(request, desk, page)
    except ChangedMeanwhile as error:
        desk.question_form.add_error(None, str(error))
        return shown(request, desk, page, status=409)
    end(page)
    messages.success(request, _said(version, before))
    tell_of(request, version.question)
    return redirect("quizzes:bank", slug=desk.course.slug)


def _said(version: QuestionVersion, before: int | None) -> str:
    if version.pk == before:
        return _("Nothing had changed.")
    if QuizSlot.objects.filter(question_version=before).exists():
        return _(
            "Saved as version %(number)d. Learners keep meeting the earlier one until you publish "
            "a new edition of the course."
        ) % {"number": version.number}
    return _("Saved as version %(number)d.") % {"number": version.number}


def shown(
    request: HttpRequest,
    desk: Desk,
    page: Page,
    version: QuestionVersion | None = None,
    *,
    status: int = 200,
    address: str = "",
) -> HttpResponse:
    """The form; 422 when it was refused, so that nobody takes the page for a success.

    `address` is where it posts to, where that is not where it stands.
    """
    refused = desk.question_form.is_bound and status == 200
    found = page.question
    context = {
        "course": desk.course,
        "desk": desk,
        "kind": desk.kind,
        "question": found,
        "version": version,
        "history": queries.history(found) if found else [],
        "used": queries.where_used(found) if found else [],
        "published": queries.where_published(found) if found else [],
        "alike": queries.like(found) if found else [],
        "labels": queries.labels_in(desk.course),
        "page_token": page.token,
        "address": address or request.get_full_path(),
        "look": Look.read(request.POST),
        "unsaved": kept_writing(page) if request.method == "GET" else None,
        "quiz": quiz_asked_for(desk.course, request.GET.get("quiz", "")),
        "about": stimulus_asked_for(desk.course, request.GET.get("about", "")),
    }
    template = "quizzes/bank/question.html"
    return render(request, template, context, status=422 if refused else status)


@login_required
@require_POST
def question_preview(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """What learners will see, while it is written; what is written is kept on the way."""
    course, member = course_at(request, slug), kind_at(kind)
    key = request.GET.get("question", "")
    page = _writing_page(request, course, member, question_at(course, key) if key else None)
    written = kept(request.POST)
    form = member.form_class(kind=member, languages=course.languages, initial=written)
    writing = keep(page, written) if form.draft_specs() else None
    look = Look.read(request.POST)
    context = {"previews": previews_of(course, member, form), "writing": writing, "look": look}
    return render(request, "quizzes/bank/previews.html", context)


@login_required
@require_POST
def question_retire(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    found = question_at(course_at(request, slug), key)
    try:
        services.retire_question(found, by=author_of(request))
    except StillUsed as error:
        messages.error(request, str(error))
        return redirect("quizzes:question", slug=slug, key=key)
    messages.success(request, _("Retired: %(key)s. It can be restored.") % {"key": key})
    return redirect("quizzes:bank", slug=slug)


@login_required
@require_POST
def question_restore(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    services.restore_question(question_at(course_at(request, slug), key), by=author_of(request))
    messages.success(request, _("Restored: %(key)s.") % {"key": key})
    return redirect("quizzes:question", slug=slug, key=key)


@login_required
@require_POST
def question_duplicate(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    found = question_at(course_at(request, slug), key)
    copy = services.duplicate_question(found, author=author_of(request))
    messages.success(request, _("This is the copy. It is a draft until you change that."))
    return redirect("quizzes:question", slug=slug, key=copy.key)
