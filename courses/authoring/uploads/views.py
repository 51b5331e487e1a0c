"""Bringing a report, and watching it being read."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from content.importing.problems import ProblemWithReport
from content.problems import message_for
from courses.authoring.editions.comparing import earlier_editions
from courses.authoring.models import ReportUpload
from courses.authoring.plans.queries import plans_for
from courses.authoring.rules import asks_for_part, person, teaching
from courses.authoring.uploads.forms import UploadForm
from courses.authoring.uploads.queries import reading_gave_up, uploads_for
from courses.authoring.uploads.services import GONE, read_again, receive_report
from courses.authoring.uploads.stages import stage_label

STATUS = {"too_large": 413, "wrong_type": 415}
NOT_PROCESSABLE = 422
# Where another reading of the same file may end better.
WORTH_ANOTHER = {"too_slow", "too_much_memory", "damaged"}


@teaching
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    form, status, begun = UploadForm(), 200, timezone.now()
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        status = NOT_PROCESSABLE
        if form.is_valid():
            try:
                kept = receive_report(form.cleaned_data["file"], by=person(request))
            except ProblemWithReport as problem:
                form.add_error("file", str(message_for(problem.code)))
                status = STATUS.get(problem.code, NOT_PROCESSABLE)
            else:
                if kept.uploaded_at < begun:
                    messages.info(
                        request, _("These are the same bytes as before: nothing changed.")
                    )
                return redirect("authoring:upload_status", kept.pk)
    return render(request, "authoring/upload.html", {"form": form}, status=status)


@teaching
@require_GET
def upload_status(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole page, or for htmx the part that changes."""
    found = get_object_or_404(uploads_for(person(request)), pk=pk)
    gave_up = reading_gave_up(found)
    states = ReportUpload.State
    context = {
        "upload": found,
        "stage": stage_label(found.stage),
        "percent": round(found.progress * 100),
        "failed": gave_up or found.state == states.FAILED,
        "problem": _problem(found, gave_up),
        "may_try_again": gave_up or found.problem in WORTH_ANOTHER,
        "under_way": not gave_up and found.state in (states.WAITING, states.READING),
    }
    if found.report is not None:
        # The one at work comes before those that became courses.
        plans = plans_for(person(request)).filter(report=found.report)
        at_work_first = F("course").asc(nulls_first=True)
        context["plan"] = plans.order_by(at_work_first, "-updated_at").first()
        context["earlier"] = earlier_editions(found.report, person(request)).first()
        context["paragraphs"] = found.report.numbering.get("count", 0)
    name = "_upload_state.html" if asks_for_part(request) else "upload_status.html"
    return render(request, f"authoring/{name}", context)


def _problem(upload: ReportUpload, gave_up: bool) -> str:
    if gave_up:
        return _("Reading stopped before its end, and not because of the file. Try it again.")
    if upload.problem == GONE:
        return _("The file is no longer on the server. Upload it once more.")
    return str(message_for(upload.problem)) if upload.problem else ""


@teaching
@require_POST
def upload_again(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(uploads_for(person(request)), pk=pk)
    read_again(found)
    messages.info(request, _("The report is being read again."))
    return redirect("authoring:upload_status", found.pk)
