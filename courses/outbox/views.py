"""The administrators' page of jobs: what waits, runs or failed, and sending it round again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.outbox import queries, services
from courses.outbox.models import Job
from courses.outbox.rules import jobs_reader_required

PER_PAGE = 50


@require_safe
@jobs_reader_required
def jobs(request: HttpRequest) -> HttpResponse:
    wanted = {name: request.GET.get(name, "") for name in ("state", "task")}
    page = Paginator(queries.jobs_listed(**wanted), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "wanted": wanted,
        "states": Job.State.choices,
        "tasks": queries.task_names(),
        "failed": queries.failed_jobs() if wanted["state"] != Job.State.DEAD else 0,
    }
    return render(request, "outbox/jobs.html", context)


@require_safe
@jobs_reader_required
def job(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "outbox/job.html", {"job": get_object_or_404(Job, pk=pk)})


@require_POST
@jobs_reader_required
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Job, pk=pk)
    if services.try_again(shown.pk):
        messages.success(request, _("The job waits for its turn again."))
    else:
        messages.info(request, _("This job has not failed, so there is nothing to try again."))
    return redirect("outbox:job", pk=pk)
