"""Pages for an author who has something already: lines to paste, or what was not saved."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from courses.catalog.models import Course
from courses.people.requests import current_user
from courses.quizzes.bank.access import course_at
from courses.quizzes.bank.desk import opened_desk
from courses.quizzes.bank.rules import state_when_saved
from courses.quizzes.bank.services import Evidence, create_question
from courses.quizzes.bank.views import shown
from courses.quizzes.models import Question
from courses.quizzes.stimuli.referring import set_stimulus
from courses.quizzes.types.base import Kind
from courses.quizzes.types.registry import all_kinds
from courses.quizzes.types.registry import kind as kind_named
from courses.quizzes.writing.models import Writing
from courses.quizzes.writing.pasted import initial_of, spec_of
from courses.quizzes.writing.pasting import Pasted, read_pasted
from courses.quizzes.writing.placing import (
    place_asked_for,
    put_into_quiz,
    quiz_asked_for,
    stimulus_asked_for,
)
from courses.quizzes.writing.services import Page, end, new_token

MOST_TEXT = 200_000
Status = Question.Status


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A pasted question, and what keeps it from being saved as it is."""

    pasted: Pasted
    kind: Kind
    spec: dict[str, Any]
    problems: list[str]


def _read(text: str) -> list[ReadQuestion]:
    return [_checked(pasted) for pasted in read_pasted(text)]


def _checked(pasted: Pasted) -> ReadQuestion:
    member, spec = kind_named(pasted.kind), spec_of(pasted)
    problems = list(dict.fromkeys(problem.message for problem in member.validate(spec)))
    return ReadQuestion(pasted, member, spec, problems)


@login_required
@require_http_methods(["GET", "POST"])
def paste(request: HttpRequest, slug: str) -> HttpResponse:
    """One question opens in its form; several are shown, then added as drafts."""
    course = course_at(request, slug)
    text = request.POST.get("text", "")
    if request.method == "GET":
        return _kinds(request, course)
    if len(text) > MOST_TEXT:
        words = _("This is too much at once. Paste at most %(most)d characters.")
        return _refused(request, course, text, words % {"most": MOST_TEXT})
    found = _read(text)
    if not found:
        return _refused(request, course, text, _("There is nothing to read yet. Paste a question."))
    if "add" in request.POST:
        return _add(request, course, found)
    if len(found) == 1:
        return _opened(request, course, found[0])
    return _several(request, course, found, text)


def _language(request: HttpRequest, course: Course) -> str:
    chosen = request.POST.get("language", "")
    return chosen if chosen in course.languages else course.languages[0]


def _refused(request: HttpRequest, course: Course, text: str, problem: str) -> HttpResponse:
    return _kinds(request, course, text=text[:MOST_TEXT], problem=problem)


def _kinds(
    request: HttpRequest, course: Course, *, text: str = "", problem: str = ""
) -> HttpResponse:
    context = {
        "course": course,
        "kinds": all_kinds(),
        "text": text,
        "problem": problem,
        "language": _language(request, course),
    }
    return render(request, "quizzes/bank/kinds.html", context, status=422 if problem else 200)


def _opened(request: HttpRequest, course: Course, found: ReadQuestion) -> HttpResponse:
    """The form with what was read; nothing is stored until it is saved."""
    page = Page(current_user(request), course, found.kind.name, None, new_token())
    asked = {
        "evidence_lesson": request.GET.get("from", ""),
        "evidence_block": request.GET.get("block", ""),
        "about": request.GET.get("about", ""),
    }
    initial = {**initial_of(found.pasted, _language(request, course)), **asked}
    desk = opened_desk(course, found.kind, initial)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    address = reverse("quizzes:question_new", args=[course.slug, found.kind.name]) + query
    return shown(request, desk, page, address=address)


def _several(
    request: HttpRequest, course: Course, found: list[ReadQuestion], text: str
) -> HttpResponse:
    lacking = sum(bool(question.problems) for question in found)
    context = {
        "course": course,
        "found": found,
        "ready": len(found) - lacking,
        "lacking": lacking,
        "text": text,
        "language": _language(request, course),
        "about": _about(request, course),
        "has_place": _evidence(request, course).lesson is not None,
    }
    return render(request, "quizzes/bank/pasted.html", context)


def _add(request: HttpRequest, course: Course, found: list[ReadQuestion]) -> HttpResponse:
    """What can be saved is added, all or none; what lacks something is shown again."""
    language = _language(request, course)
    whole = [question for question in found if not question.problems]
    asked = Status.READY if request.POST["add"] == Status.READY else Status.DRAFT
    written = _create(request, course, whole, language, asked)
    status = state_when_saved(course, asked, current_user(request))
    messages.success(request, _told(status, len(whole)))
    quiz = quiz_asked_for(course, request.GET.get("quiz", ""))
    if quiz:
        messages.info(request, [put_into_quiz(quiz, question) for question in written][-1])
    lacking = [question for question in found if question.problems]
    if not lacking:
        return redirect(f"{reverse('quizzes:bank', args=[course.slug])}?status={status}")
    return _several(request, course, lacking, "\n\n".join(_lines(q.pasted) for q in lacking))


def _told(status: str, count: int) -> str:
    words = {
        Status.READY: ngettext(
            "%(count)d question was added; quizzes can use it.",
            "%(count)d questions were added; quizzes can use them.",
            count,
        ),
        Status.REVIEW: ngettext(
            "%(count)d question was added and waits for review.",
            "%(count)d questions were added and wait for review.",
            count,
        ),
    }
    drafts = ngettext("%(count)d draft was added.", "%(count)d drafts were added.", count)
    return words.get(Status(status), drafts) % {"count": count}


@transaction.atomic
def _create(
    request: HttpRequest, course: Course, whole: list[ReadQuestion], language: str, status: str
) -> list[Question]:
    """Each stands where the address says: about a shared text, or proved by a passage."""
    author, about = current_user(request), _about(request, course)
    evidence = _evidence(request, course)
    written = [
        create_question(
            course,
            kind=question.kind.name,
            specs={language: question.spec},
            author=author,
            status=status,
            evidence=evidence,
        )
        for question in whole
    ]
    return [set_stimulus(question, about, by=author) for question in written] if about else written


def _about(request: HttpRequest, course: Course) -> Question | None:
    return stimulus_asked_for(course, request.GET.get("about", ""))


def _evidence(request: HttpRequest, course: Course) -> Evidence:
    return place_asked_for(course, request.GET.get("from", ""), request.GET.get("block", ""))


def _lines(pasted: Pasted) -> str:
    """The question as it can be pasted again."""
    marks = {True: "* ", False: "- "}
    choices = [
        f"{marks[choice.is_right]}{choice.text}"
        + (f" # {choice.feedback}" if choice.feedback else "")
        for choice in pasted.choices
    ]
    answers = [f"Answer: {answer}" for answer in pasted.answers]
    told = [f"Why: {pasted.feedback}"] if pasted.feedback else []
    return "\n".join([pasted.stem, *choices, *answers, *told])


@login_required
@require_POST
def throw_away(request: HttpRequest, slug: str, writing: int) -> HttpResponse:
    """What was written and not saved, by whoever wrote it."""
    author = current_user(request)
    rows = Writing.objects.filter(author=author, course__slug=slug)
    found = get_object_or_404(rows.select_related("course", "question"), pk=writing)
    end(Page(author, found.course, found.kind, found.question, found.page))
    target = request.POST.get("next", "")
    if target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        return HttpResponseRedirect(target)
    return redirect("quizzes:bank", slug)
