"""Courses given to a cohort, and their deadlines."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.cohorts import services
from courses.cohorts.errors import CohortError
from courses.cohorts.forms import AssignForm, DeadlineForm
from courses.cohorts.models import Assignment
from courses.cohorts.views import cohort_for
from courses.people.requests import current_user
from courses.people.rules import coordinator_required


@require_http_methods(["GET", "POST"])
@coordinator_required
def give(request: HttpRequest, pk: int) -> HttpResponse:
    cohort = cohort_for(request, pk)
    form = AssignForm(request.POST or None, cohort=cohort)
    if request.method == "POST" and form.is_valid():
        course, due = form.cleaned_data["course"], form.cleaned_data["due"]
        try:
            services.assign_course(cohort, course, due=due, by=current_user(request))
        except CohortError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(
                request,
                _("The cohort has “%(course)s”. Its people are enrolled and told by mail.")
                % {"course": course.title(get_language())},
            )
            return redirect("cohorts:cohort", pk=pk)
    context = {"cohort": cohort, "form": form}
    return render(request, "cohorts/give.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@coordinator_required
def deadline(request: HttpRequest, pk: int, assignment: int) -> HttpResponse:
    cohort = cohort_for(request, pk)
    rows = Assignment.objects.select_related("course")
    given = get_object_or_404(rows, pk=assignment, cohort=cohort)
    due = timezone.localtime(given.due_at).date() if given.due_at else None
    form = DeadlineForm(request.POST or None, initial={"due": due})
    if request.method == "POST" and form.is_valid():
        if services.change_deadline(given, form.cleaned_data["due"]):
            messages.success(request, _("The deadline is changed. Its people are told by mail."))
        else:
            messages.info(request, _("That was the deadline already. Nothing has changed."))
        return redirect(f"{reverse('cohorts:cohort', args=[pk])}?course={given.course.slug}")
    context = {"cohort": cohort, "assignment": given, "form": form}
    return render(request, "cohorts/deadline.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@coordinator_required
def take_away(request: HttpRequest, pk: int, assignment: int) -> HttpResponse:
    """GET asks, POST does."""
    cohort = cohort_for(request, pk)
    rows = Assignment.objects.select_related("course")
    given = get_object_or_404(rows, pk=assignment, cohort=cohort)
    if request.method == "GET":
        context = {"cohort": cohort, "assignment": given}
        return render(request, "cohorts/take_away.html", context)
    services.take_course_away(given)
    messages.success(request, _("The cohort is not asked for this course any more."))
    return redirect("cohorts:cohort", pk=pk)
