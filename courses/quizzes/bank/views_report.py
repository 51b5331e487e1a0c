"""What the bank knows as a whole: the lint of the quizzes, questions that are alike, its rules."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.catalog.models import Course
from courses.people.nul import without_nul
from courses.quizzes.bank import queries
from courses.quizzes.bank.access import author_of, course_at
from courses.quizzes.bank.course_rules import NAMES, set_rules, settle_likeness
from courses.quizzes.bank.forms_bank import RulesForm
from courses.quizzes.bank.models import Likeness
from courses.quizzes.bank.over_quiz import unwaive_over, waive_over
from courses.quizzes.bank.report import reports_of
from courses.quizzes.errors import QuizError
from courses.quizzes.models import Quiz


@login_required
@require_GET
def findings(request: HttpRequest, slug: str) -> HttpResponse:
    """The lint before publication, by quiz."""
    return _findings(request, course_at(request, slug))


def _findings(
    request: HttpRequest, course: Course, *, error: QuizError | None = None
) -> HttpResponse:
    context = {"course": course, "reports": reports_of(course), "tab": "quizzes", "error": error}
    status = error.status if error else 200
    return render(request, "quizzes/bank/findings.html", context, status=status)


@login_required
@require_POST
def quiz_waive(request: HttpRequest, slug: str, quiz: str) -> HttpResponse:
    """Accepts a finding over a whole quiz with a reason; with `withdraw`, no longer."""
    course = course_at(request, slug)
    found = get_object_or_404(Quiz, course=course, key=quiz, removed_at=None)
    code, by = without_nul(request.POST.get("code", ""))[:30], author_of(request)
    try:
        if "withdraw" in request.POST:
            unwaive_over(found, code, by=by)
        else:
            basis, reason = request.POST.get("basis", ""), request.POST.get("reason", "")
            waive_over(found, code, basis=basis, reason=reason, by=by)
    except QuizError as error:
        return _findings(request, course, error=error)
    messages.success(request, _("Noted."))
    return redirect(reverse("quizzes:findings", args=[slug]) + f"#quiz-{quiz}")


@login_required
@require_GET
def alike(request: HttpRequest, slug: str) -> HttpResponse:
    course = course_at(request, slug)
    pages = Paginator(queries.likenesses(course), queries.PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    return render(request, "quizzes/bank/alike.html", {"course": course, "page": page})


@login_required
@require_POST
def alike_settled(request: HttpRequest, slug: str, pair: int) -> HttpResponse:
    """Both are wanted: they are told no more."""
    course = course_at(request, slug)
    settle_likeness(get_object_or_404(Likeness, course=course, pk=pair), by=author_of(request))
    messages.success(request, _("Both stay. They are not told again."))
    return redirect("quizzes:alike", slug)


@login_required
@require_http_methods(["GET", "POST"])
def bank_rules(request: HttpRequest, slug: str) -> HttpResponse:
    course = course_at(request, slug)
    if request.method == "POST":
        form = RulesForm(request.POST)
        if form.is_valid():
            set_rules(course, by=author_of(request), **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("quizzes:bank_rules", slug)
    now: dict[str, Any] = {name: getattr(course, name) for name in NAMES}
    context = {
        "course": course,
        "form": RulesForm(initial=now),
        "records": queries.rule_records(course),
    }
    return render(request, "quizzes/bank/rules.html", context)
