"""The pages of a course's question bank. Only those who may edit the course find them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.catalog.models import Course
from courses.catalog.queries import courses_for_staff
from courses.people.models import User
from courses.quizzes.bank import queries, services
from courses.quizzes.bank.desk import (
    Desk,
    initial_of,
    kept,
    opened_desk,
    posted_desk,
    previews_of,
)
from courses.quizzes.bank.errors import ChangedMeanwhile, NotValid, StillUsed
from courses.quizzes.bank.forms import FilterForm
from courses.quizzes.models import Question, QuestionVersion, QuizSlot
from courses.quizzes.queries_draft import stem_of
from courses.quizzes.types.base import Kind
from courses.quizzes.types.registry import all_kinds
from courses.quizzes.types.registry import kind as kind_named


def _course(request: HttpRequest, slug: str) -> Course:
    return get_object_or_404(courses_for_staff(request.user), slug=slug)


def _author(request: HttpRequest) -> User:
    """Who is signed in; @login_required has seen to it that somebody is."""
    assert request.user.is_authenticated
    return request.user


def _kind(name: str) -> Kind:
    try:
        return kind_named(name)
    except LookupError as error:
        raise Http404 from error


def _question(course: Course, key: str) -> Question:
    return get_object_or_404(queries.question_of(course, key))


@login_required
@require_GET
def bank(request: HttpRequest, slug: str) -> HttpResponse:
    course = _course(request, slug)
    filters = FilterForm(request.GET)
    page = queries.bank_page(course, filters.wanted)
    context = {"course": course, "filters": filters, "page": page, "tab": "questions"}
    return render(request, "quizzes/bank/bank.html", context)


@login_required
@require_GET
def question_kinds(request: HttpRequest, slug: str) -> HttpResponse:
    """The choice of a kind; where the question comes from goes on in the query."""
    context = {"course": _course(request, slug), "kinds": all_kinds()}
    return render(request, "quizzes/bank/kinds.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def question_new(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    course, member = _course(request, slug), _kind(kind)
    if request.method == "GET":
        desk = opened_desk(course, member, _asked_about(request))
        return _page(request, desk)
    desk = posted_desk(course, member, request.POST)
    if "action" in request.POST or not desk.is_valid():
        return _page(request, desk)
    try:
        question = services.create_question_once(
            course,
            kind=member.name,
            specs=desk.question_form.specs,
            evidence=desk.evidence,
            author=_author(request),
            status=desk.status,
        )
    except NotValid as error:
        desk.question_form.show_problems(error.problems)
        return _page(request, desk)
    messages.success(request, _("Saved: “%(question)s”") % {"question": stem_of(question)})
    return redirect("quizzes:bank", slug=course.slug)


def _asked_about(request: HttpRequest) -> dict[str, str]:
    """ "Ask about this passage" sets where the answer stands: ?from=<lesson>&block=<block>."""
    asked = request.GET
    return {"evidence_lesson": asked.get("from", ""), "evidence_block": asked.get("block", "")}


@login_required
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    course = _course(request, slug)
    found = _question(course, key)
    member = _kind(found.kind)
    if request.method == "GET":
        version = _version(request, found)
        desk = opened_desk(course, member, initial_of(member, version, found))
        return _page(request, desk, found, version)
    desk = posted_desk(course, member, request.POST)
    if "action" in request.POST or not desk.is_valid():
        return _page(request, desk, found)
    return _save_edit(request, desk, found)


def _version(request: HttpRequest, found: Question) -> QuestionVersion:
    """The current version, or the older one that ?version= asks to look at and take up."""
    number = request.GET.get("version", "")
    versions = found.versions.select_related("evidence_lesson")
    if number.isdecimal() and len(number) < 9:
        return get_object_or_404(versions, number=number)
    return get_object_or_404(versions, pk=found.current_version_id)


def _save_edit(request: HttpRequest, desk: Desk, found: Question) -> HttpResponse:
    before = found.current_version_id
    try:
        version = services.edit_question(
            found,
            specs=desk.question_form.specs,
            evidence=desk.evidence,
            author=_author(request),
            status=desk.status,
            seen=desk.place_form.cleaned_data["seen"],
        )
    except NotValid as error:
        desk.question_form.show_problems(error.problems)
        return _page(request, desk, found)
    except ChangedMeanwhile as error:
        desk.question_form.add_error(None, str(error))
        return _page(request, desk, found, status=409)
    messages.success(request, _said(version, before))
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


def _page(
    request: HttpRequest,
    desk: Desk,
    found: Question | None = None,
    version: QuestionVersion | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """The form; 422 when it was refused, so that nobody takes the page for a success."""
    refused = desk.question_form.is_bound and status == 200
    context = {
        "course": desk.course,
        "desk": desk,
        "kind": desk.kind,
        "question": found,
        "version": version,
        "history": queries.history(found) if found else [],
        "used": queries.where_used(found) if found else [],
    }
    template = "quizzes/bank/question.html"
    return render(request, template, context, status=422 if refused else status)


@login_required
@require_POST
def question_preview(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """What learners will see, while it is written."""
    course, member = _course(request, slug), _kind(kind)
    form = member.form_class(kind=member, languages=course.languages, initial=kept(request.POST))
    context = {"previews": previews_of(member, form)}
    return render(request, "quizzes/bank/previews.html", context)


@login_required
@require_POST
def question_retire(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    found = _question(_course(request, slug), key)
    try:
        services.retire_question(found)
    except StillUsed as error:
        messages.error(request, str(error))
        return redirect("quizzes:question", slug=slug, key=key)
    messages.success(request, _("Retired: %(key)s. It can be restored.") % {"key": key})
    return redirect("quizzes:bank", slug=slug)


@login_required
@require_POST
def question_restore(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    services.restore_question(_question(_course(request, slug), key))
    messages.success(request, _("Restored: %(key)s.") % {"key": key})
    return redirect("quizzes:question", slug=slug, key=key)


@login_required
@require_POST
def question_duplicate(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    found = _question(_course(request, slug), key)
    copy = services.duplicate_question(found, author=_author(request))
    messages.success(request, _("This is the copy. It is a draft until you change that."))
    return redirect("quizzes:question", slug=slug, key=copy.key)
