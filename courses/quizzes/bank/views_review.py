"""A question's review: what differs from what was ready, what is said of it, and its next state."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from courses.people.models import User
from courses.people.nul import without_nul
from courses.people.requests import whole_number
from courses.quizzes.bank import queries, remarks, rules, states
from courses.quizzes.bank.access import author_of, course_at, kind_at, question_at
from courses.quizzes.bank.difference import Difference, differences
from courses.quizzes.bank.models import QuestionComment
from courses.quizzes.bank.proof import proofs_of, with_places
from courses.quizzes.bank.writers import others_than, refers_to_changed, writers_of
from courses.quizzes.errors import QuizError
from courses.quizzes.models import Question, QuestionVersion

DONE: dict[str, str | Promise] = {
    Question.Status.REVIEW: gettext_lazy("Sent to review."),
    Question.Status.READY: gettext_lazy("Ready: quizzes may use it."),
    Question.Status.DRAFT: gettext_lazy("Sent back: it is a draft again."),
}


@login_required
@require_GET
def question_review(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    found = question_at(course_at(request, slug), key)
    return _page(request, found)


def _page(
    request: HttpRequest, found: Question, *, error: str = "", status: int = 200
) -> HttpResponse:
    person = author_of(request)
    version = get_object_or_404(with_places(), pk=found.current_version_id)
    before = _compared(found)
    context: dict[str, Any] = {
        "course": found.course,
        "question": found,
        "version": version,
        "kind": kind_at(found.kind),
        "previews": _previews(version),
        "proofs": proofs_of(version, found.course),
        "before": before,
        "differences": _differences(before, version),
        "findings": queries.findings_on(found),
        "comments": queries.comments_on(found),
        "records": queries.records_of(found)[:50],
        "can_send": rules.can_send_to_review(found),
        "can_send_back": rules.can_send_back(found),
        **_who_may(person, found),
        "error": error,
    }
    return render(request, "quizzes/bank/review.html", context, status=status)


def _who_may(person: User, found: Question) -> dict[str, Any]:
    """Whether the person makes it ready; by the two-person rule, who else could."""
    if not found.course.two_person_rule:
        return {"can_make_ready": rules.can_make_ready(person, found)}
    writers = writers_of([found])[found.pk]
    return {
        "can_make_ready": rules.can_make_ready(person, found, writers=writers),
        "wrote_of_it": person.pk in writers,
        "others": others_than(found, writers),
        "stimulus_changed": found.stimulus_id is not None and refers_to_changed(found),
    }


def _previews(version: QuestionVersion) -> list[dict[str, Any]]:
    """Each language as learners see it."""
    kind = kind_at(version.kind)
    return [
        {
            "language": code,
            "html": kind.render(spec, prefix=f"seen-{code}", order=kind.choice_ids(spec)),
        }
        for code, spec in version.specs.items()
    ]


def _compared(found: Question) -> QuestionVersion | None:
    """The version that was ready last, unless it is the current one."""
    if found.ready_version_id in (None, found.current_version_id):
        return None
    return found.ready_version


def _differences(before: QuestionVersion | None, now: QuestionVersion) -> list[Difference]:
    return differences(before.specs, now.specs) if before else []


@login_required
@require_POST
def question_state(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The next state, with a remark: `step` is the state to come to."""
    found = question_at(course_at(request, slug), key)
    by, remark = author_of(request), request.POST.get("remark", "")[:2000]
    seen = whole_number(request.POST.get("seen", ""))
    steps: dict[str, Callable[[], Question]] = {
        Question.Status.REVIEW: lambda: states.send_to_review(found, by=by, remark=remark),
        Question.Status.READY: lambda: states.make_ready(found, by=by, seen=seen, remark=remark),
        Question.Status.DRAFT: lambda: states.send_back(found, by=by, remark=remark),
    }
    step = request.POST.get("step", "")
    if step in steps:
        try:
            steps[step]()
        except QuizError as error:
            fresh = question_at(found.course, key)
            return _page(request, fresh, error=str(error), status=error.status)
        messages.success(request, str(DONE[step]))
    return redirect("quizzes:question_review", slug, key)


@login_required
@require_POST
def question_comment(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    found = question_at(course_at(request, slug), key)
    try:
        remarks.add_comment(found, request.POST.get("text", ""), by=author_of(request))
    except QuizError as error:
        return _page(request, found, error=str(error), status=error.status)
    messages.success(request, _("Your comment stands here until somebody settles it."))
    return redirect("quizzes:question_review", slug, key)


@login_required
@require_POST
def question_comment_settled(
    request: HttpRequest, slug: str, key: str, comment: int
) -> HttpResponse:
    """Settles a comment; with `reopen`, opens it again."""
    found = question_at(course_at(request, slug), key)
    said = get_object_or_404(QuestionComment, pk=comment, question=found)
    if "reopen" in request.POST:
        remarks.reopen_comment(said)
    else:
        remarks.resolve_comment(said, by=author_of(request))
    return redirect("quizzes:question_review", slug, key)


@login_required
@require_POST
def question_waive(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Accepts a finding with a reason; with `withdraw`, no longer."""
    found = question_at(course_at(request, slug), key)
    code, by = without_nul(request.POST.get("code", ""))[:30], author_of(request)
    try:
        if "withdraw" in request.POST:
            remarks.unwaive(found, code, by=by)
        else:
            remarks.waive(found, code, reason=request.POST.get("reason", ""), by=by)
    except QuizError as error:
        return _page(request, found, error=str(error), status=error.status)
    messages.success(request, _("Noted."))
    return redirect("quizzes:question_review", slug, key)
