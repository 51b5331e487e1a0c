"""The gradebook of a course. Only the course's staff find it; coordinators have their own way in
(cohorts.views_grades)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from courses.catalog.models import Course
from courses.people.models import User
from courses.people.requests import current_user, posted, whole_number
from courses.quizzes.bank.access import course_at
from courses.quizzes.errors import QuizError
from courses.quizzes.gradebook.asked import Asked
from courses.quizzes.gradebook.errors import ChangedMeanwhile
from courses.quizzes.gradebook.forms import GradeForm
from courses.quizzes.gradebook.models import GradeAct, QuizGrade
from courses.quizzes.gradebook.pages import asked_again, context_of
from courses.quizzes.gradebook.queries import (
    MOST_COUNTED,
    acts_on,
    cohorts_with,
    grade_for,
    learners_in,
    may_be_counted,
)
from courses.quizzes.gradebook.services import override_grade, undo_override
from courses.quizzes.gradebook.sheet import sheet_rows
from courses.quizzes.gradebook.table import quizzes_of
from courses.quizzes.gradebook.walking import Scope
from courses.quizzes.models import QuizEdition
from courses.quizzes.queries import percent_of
from courses.quizzes.results import attempts_of
from courses.quizzes.sheets import sheet
from courses.quizzes.sheets_xlsx import workbook_response


@never_cache
@login_required
@require_GET
def gradebook(request: HttpRequest, slug: str) -> HttpResponse:
    """Learners down, quizzes across, a hundred learners a page."""
    course = course_at(request, slug)
    scope, asked = Scope(course, quizzes_of(course)), Asked.of_query(request.GET)
    context = context_of(request, scope, asked, with_links=True)
    context |= {
        "tab": "gradebook",
        "cohorts": cohorts_with(course),
        "csv_url": reverse("quizzes:gradebook_csv", args=[slug]),
        "xlsx_url": reverse("quizzes:gradebook_xlsx", args=[slug]),
        "most_counted": MOST_COUNTED,
    }
    if asked.is_first and not asked.is_filtering:
        context["count"] = may_be_counted(course)
    return render(request, "quizzes/gradebook/gradebook.html", context)


@login_required
@require_GET
def gradebook_csv(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """What the page shows, all pages of it, in its order."""
    course = course_at(request, slug)
    scope = Scope(course, quizzes_of(course))
    return sheet(sheet_rows(scope, Asked.of_query(request.GET)), f"grades-{course.slug}")


@login_required
@require_GET
def gradebook_xlsx(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    course = course_at(request, slug)
    scope = Scope(course, quizzes_of(course))
    rows = sheet_rows(scope, Asked.of_query(request.GET))
    return workbook_response(rows, f"grades-{course.slug}")


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def grade(request: HttpRequest, slug: str, user: int, key: str) -> HttpResponse:
    """What one learner has in one quiz, what it is made of, and how to change it by hand."""
    course = course_at(request, slug)
    learner = get_object_or_404(learners_in(course), pk=user)
    published = next((quiz for quiz in quizzes_of(course) if quiz.quiz.key == key), None)
    if published is None:
        raise Http404
    found = grade_for(learner.pk, published.quiz_id)
    newest = acts_on(found).first() if found else None
    form = GradeForm(posted(request), grade=found, newest=newest.pk if newest else 0)
    if request.method == "POST" and request.POST.get("action") == "undo":
        return _undo(request, learner, published)
    if request.method == "POST" and form.is_valid():
        return _change(request, course, learner, published, form)
    return _page(request, course, learner, published, form)


def _change(
    request: HttpRequest, course: Course, learner: User, published: QuizEdition, form: GradeForm
) -> HttpResponse:
    try:
        override_grade(
            published.quiz_id,
            learner.pk,
            form.said(),
            reason=form.cleaned_data["reason"].strip(),
            by=current_user(request),
            seen=form.cleaned_data["seen"],
        )
    except ChangedMeanwhile as error:
        data = request.POST.copy()
        data["seen"] = str(error.newest.pk)
        again = GradeForm(data, grade=error.newest.grade, newest=error.newest.pk)
        return _page(request, course, learner, published, again, meanwhile=error.newest)
    messages.success(request, _("The grade is changed."))
    return redirect(request.get_full_path())


def _undo(request: HttpRequest, learner: User, published: QuizEdition) -> HttpResponse:
    seen = whole_number(request.POST.get("seen", "")) or 0
    try:
        undo_override(published.quiz_id, learner.pk, by=current_user(request), seen=seen)
    except QuizError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Taken back. What held before holds again."))
    return redirect(request.get_full_path())


def _page(
    request: HttpRequest,
    course: Course,
    learner: User,
    published: QuizEdition,
    form: GradeForm,
    meanwhile: GradeAct | None = None,
) -> HttpResponse:
    found = grade_for(learner.pk, published.quiz_id)
    context: dict[str, Any] = {
        "tab": "gradebook",
        "course": course,
        "learner": learner,
        "quiz": published,
        "grade": found or QuizGrade(quiz=published.quiz, user=learner),
        "acts": list(acts_on(found)) if found else [],
        "attempts": [(one, percent_of(one)) for one in attempts_of(published.quiz, learner.pk)],
        "form": form,
        "meanwhile": meanwhile,
        "back": asked_again(request),
    }
    status = 409 if meanwhile else 422 if form.errors else 200
    return render(request, "quizzes/gradebook/grade.html", context, status=status)
