"""A report comes in: checked at the door, kept, read by a job."""

from __future__ import annotations

import hashlib
import time
import uuid
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from content.importing.problems import ProblemWithReport, TooLarge
from content.importing.sniff import format_of
from content.own_terms import own_terms
from content.services import read_report
from courses.authoring.models import ReportUpload
from courses.authoring.plans.services import plan_for
from courses.authoring.uploads.queries import READ_TASK
from courses.authoring.uploads.stages import whole_share
from courses.outbox.services import enqueue
from courses.people.models import User

PROGRESS_EVERY_SECONDS = 0.5
GONE = "gone"


def receive_report(file: UploadedFile[Any], *, by: User) -> ReportUpload:
    """Keeps the file and orders its reading; the same file again gives the same upload.

    Raises ProblemWithReport when what can be seen at the door forbids it.
    """
    if (file.size or 0) > settings.MAX_REPORT_BYTES:
        raise TooLarge(f"{file.size} bytes")
    data = file.read()
    filename = tidy_filename(file.name or "")
    kind = format_of(data, filename)
    digest = hashlib.sha256(data).hexdigest()
    earlier = ReportUpload.objects.filter(uploaded_by=by, sha256=digest).order_by("-pk").first()
    if earlier is not None:
        return earlier
    upload = ReportUpload(filename=filename, size=len(data), sha256=digest, uploaded_by=by)
    file.seek(0)
    # The name on the disk is ours: what a person calls a file never becomes a path.
    upload.file.save(f"{uuid.uuid4().hex}.{kind}", file, save=False)
    with transaction.atomic():
        upload.save()
        enqueue(READ_TASK, lane="long", upload_id=upload.pk)
    return upload


def tidy_filename(name: str) -> str:
    """The last part of the name, without control and direction marks, ≤ 200 characters."""
    last = PurePath(name.replace("\\", "/")).name
    return "".join(char for char in last if char.isprintable())[-200:] or "report"


@transaction.atomic
def read_again(upload: ReportUpload) -> None:
    """Orders a new reading after one that failed; twice pressed is once done."""
    changed = (
        ReportUpload.objects.filter(pk=upload.pk)
        .exclude(state=ReportUpload.State.READ)
        .exclude(state=ReportUpload.State.WAITING, problem="")
        .update(state=ReportUpload.State.WAITING, problem="", stage="", progress=0.0)
    )
    if changed:
        enqueue(READ_TASK, lane="long", upload_id=upload.pk)


def read_upload(upload_id: int) -> None:
    """Reads an upload's file into a report and proposes a plan. Safe to repeat and to kill."""
    upload = ReportUpload.objects.select_related("uploaded_by").filter(pk=upload_id).first()
    if upload is None or upload.state == ReportUpload.State.READ:
        return
    rows = ReportUpload.objects.filter(pk=upload_id)
    rows.update(state=ReportUpload.State.READING, problem="")
    try:
        report = read_report(
            Path(upload.file.path), filename=upload.filename, on_progress=_reporter(upload_id)
        )
    except ProblemWithReport as problem:
        rows.update(state=ReportUpload.State.FAILED, problem=problem.code)
        return
    except FileNotFoundError:
        rows.update(state=ReportUpload.State.FAILED, problem=GONE)
        return
    # Here rather than when somebody first asks for them: a long report takes a second or two.
    own_terms([report.pk])
    with transaction.atomic():
        if upload.uploaded_by is not None:
            plan_for(report, upload.uploaded_by)
        rows.update(
            state=ReportUpload.State.READ, report=report, progress=1.0, read_at=timezone.now()
        )


def _reporter(upload_id: int) -> Callable[[str, float], None]:
    """Writes how far the reading is: at each new stage, else seldom enough not to slow it."""
    last_stage, last_time = "", 0.0

    def report(stage: str, share: float) -> None:
        nonlocal last_stage, last_time
        now = time.monotonic()
        if stage == last_stage and now - last_time < PROGRESS_EVERY_SECONDS:
            return
        last_stage, last_time = stage, now
        ReportUpload.objects.filter(pk=upload_id).update(
            stage=stage[:40], progress=whole_share(stage, share)
        )

    return report
