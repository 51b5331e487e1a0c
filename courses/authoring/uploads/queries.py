"""Uploads as one may see them."""

from __future__ import annotations

from django.db.models import QuerySet

from courses.authoring.models import ReportUpload
from courses.outbox.models import Job
from courses.people.models import User

READ_TASK = "authoring.read_report"


def uploads_for(user: User) -> QuerySet[ReportUpload]:
    """One's own; an administrator sees everybody's. Newest first."""
    uploads = ReportUpload.objects.select_related("report").order_by("-uploaded_at", "-pk")
    return uploads if user.is_administrator else uploads.filter(uploaded_by=user)


def under_way(user: User) -> int:
    """How many of one's own uploads wait to be read or are being read. One query."""
    states = ReportUpload.State
    rows = ReportUpload.objects.filter(uploaded_by=user, state__in=[states.WAITING, states.READING])
    return rows.count()


def reading_gave_up(upload: ReportUpload) -> bool:
    """True when the job that should read the file failed for good without saying why."""
    if upload.state in (ReportUpload.State.READ, ReportUpload.State.FAILED):
        return False
    jobs = Job.objects.filter(task=READ_TASK, args__upload_id=upload.pk).order_by("-pk")
    state = jobs.values_list("state", flat=True).first()
    return state == Job.State.DEAD
