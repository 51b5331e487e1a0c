"""The words and objectives proposed for one lesson of a plan, to be ticked and edited."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from courses.authoring.errors import StepNotPossible, StudioError
from courses.authoring.models import ImportPlan
from courses.authoring.plans.queries import plans_for
from courses.authoring.proposals.forms import OWN_WORDS, ProposalsForm, sent_objectives, sent_words
from courses.authoring.proposals.queries import OWN_OBJECTIVES, LessonProposals, proposals_for
from courses.authoring.proposals.services import take_proposals
from courses.authoring.rules import person, teaching


@teaching
@require_http_methods(["GET", "POST"])
def proposals(request: HttpRequest, pk: int, lesson: str) -> HttpResponse:
    plan = get_object_or_404(plans_for(person(request)), pk=pk)
    shown = proposals_for(plan, lesson)
    if shown is None:
        raise Http404
    if request.method == "GET":
        return _page(request, plan, shown)
    sent = _Sent(request, shown)
    try:
        _taken(request, plan, shown, sent)
    except StudioError as error:
        plan.refresh_from_db()
        # What was written stays on the page, to be saved after a look at what has changed.
        kept = proposals_for(plan, lesson, words=sent.words, objectives=sent.objectives)
        if kept is None:
            raise Http404 from error
        return _page(request, plan, kept, problem=str(error), status=error.status)
    messages.success(request, _("The words and objectives of the lesson are saved."))
    plan.refresh_from_db()
    _warn_of_empty(request, proposals_for(plan, lesson))
    return redirect(_next_page(request, plan, shown))


class _Sent:
    """What the page sent, as it would be saved."""

    def __init__(self, request: HttpRequest, shown: LessonProposals) -> None:
        every = bool(request.POST.get("all"))
        self.words = sent_words(request.POST, shown, every=every)
        self.objectives = sent_objectives(request.POST, shown, every=every)


def _next_page(request: HttpRequest, plan: ImportPlan, shown: LessonProposals) -> str:
    """The next lesson's proposals where that was asked for, else the plan."""
    if request.POST.get("next") and shown.following:
        return reverse("authoring:proposals", args=[plan.pk, shown.following])
    return f"{reverse('authoring:plan', args=[plan.pk])}#lesson-{shown.lesson['id']}"


def _warn_of_empty(request: HttpRequest, saved: LessonProposals | None) -> None:
    rows = saved.words if saved else ()
    empty = [row.term["term"] for row in rows if row.is_taken and not row.term["text"]]
    if empty:
        text = ngettext(
            "This word has no meaning yet; learners would find nothing there: %(words)s",
            "These words have no meaning yet; learners would find nothing there: %(words)s",
            len(empty),
        )
        messages.warning(request, text % {"words": _(", ").join(empty)})


def _taken(request: HttpRequest, plan: ImportPlan, shown: LessonProposals, sent: _Sent) -> None:
    form = ProposalsForm(request.POST)
    if not form.is_valid():
        raise StepNotPossible
    take_proposals(
        plan,
        shown.lesson["id"],
        words=sent.words,
        objectives=sent.objectives,
        revision=form.cleaned_data["revision"],
        by=person(request),
    )


def _page(
    request: HttpRequest,
    plan: ImportPlan,
    shown: LessonProposals,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "plan": plan,
        "shown": shown,
        "problem": problem,
        "own": range(OWN_OBJECTIVES),
        "own_words": range(OWN_WORDS),
    }
    return render(request, "authoring/proposals/lesson.html", context, status=status)
