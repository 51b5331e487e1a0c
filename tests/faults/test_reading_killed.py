"""The worker that reads a report is struck down in mid reading: it is read again, once."""

import hashlib
import os
import signal
import time
import urllib.request
import uuid
from pathlib import Path

import pytest
from django.db import transaction

from content.models import Report
from courses.authoring.models import ReportUpload
from courses.authoring.uploads.queries import READ_TASK
from courses.outbox.models import Job
from courses.outbox.services import enqueue
from tests.faults.house import BROUGHT_BACK_SECONDS, House
from tests.support import make
from tests.support.make_reports import report_text

pytestmark = pytest.mark.timeout(900)


def uploaded(house: House) -> ReportUpload:
    """A report that takes a second or two to read, in the site's own folder."""
    number = uuid.uuid4().hex
    text = report_text(sections=60, paragraphs=20, words=400)
    data = f"{text}\n\nThis copy is number {number}.\n".encode()
    name = f"uploads/{number}.md"
    path = house.folder / "media" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return ReportUpload.objects.create(
        file=name, filename="board.md", size=len(data), uploaded_by=make.instructor(),
        sha256=hashlib.sha256(data).hexdigest(),
    )  # fmt: skip


def readers(name: str) -> dict[int, int]:
    """Processes that have this file before them, and the parent of each."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if name.encode() in (folder / "cmdline").read_bytes():
                found[int(folder.name)] = int((folder / "stat").read_text().split()[3])
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def being_read(house: House) -> tuple[ReportUpload, Job, dict[int, int]]:
    """A report, its job, and who reads it now; where this machine stood still until it was read,
    another one."""
    for _ in range(5):
        upload = uploaded(house)
        name = Path(str(upload.file)).name
        with transaction.atomic():
            job = enqueue(READ_TASK, lane="long", upload_id=upload.pk)
        done = Job.objects.filter(pk=job.pk, state=Job.State.DONE)
        while not (found := readers(name)) and not done.exists():
            time.sleep(0.05)
        if found:
            return upload, job, found
    raise TimeoutError("each report was read before anybody could look")


def test_a_worker_killed_while_it_reads_a_report(house: House) -> None:
    upload, job, first = being_read(house)
    name = Path(str(upload.file)).name
    for worker in set(first.values()):
        os.kill(worker, signal.SIGKILL)
    house.wait(lambda: not first.keys() & readers(name).keys(), seconds=5, what="the reader's end")
    address = f"http://127.0.0.1:{house.port}/health/ready"
    with urllib.request.urlopen(address, timeout=10) as answer:
        assert answer.status == 200
    house.heal().wait_until_done(job, seconds=BROUGHT_BACK_SECONDS)
    upload.refresh_from_db()
    assert upload.state == ReportUpload.State.READ
    assert Report.objects.filter(sha256=upload.sha256).count() == 1
    assert (house.folder / "media" / str(upload.file)).exists()
