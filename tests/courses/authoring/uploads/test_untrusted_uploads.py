"""What the site does with a file that was made to do harm: tests 39, 40 and 41 of the list."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver
from pytest_django import Settings

from content.models import Report
from courses.authoring.models import ReportUpload
from courses.outbox.models import Job
from tests.content.importing.support import bad
from tests.support.jobs import run_jobs
from tests.support.make import client_for, instructor
from tests.support.make_reports import report_text

pytestmark = pytest.mark.django_db
UPLOAD = "/studio/reports/upload/"


def _put(client: Client, name: str, data: bytes) -> ReportUpload:
    answer = client.post(UPLOAD, {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()
    return ReportUpload.objects.latest("pk")


def test_39_a_damaged_file_fails_is_kept_and_is_read_again_on_demand() -> None:
    client = client_for(instructor())
    upload = _put(client, "r.pdf", bad.circular_pdf())
    run_jobs()
    upload.refresh_from_db()
    assert (upload.state, upload.problem) == ("failed", "damaged")
    assert Path(upload.file.path).read_bytes() == bad.circular_pdf()
    Path(upload.file.path).write_text(report_text())  # what was wrong with it is mended
    ReportUpload.objects.filter(pk=upload.pk).update(filename="r.md")
    client.post(f"/studio/reports/{upload.pk}/again/")
    run_jobs()
    upload.refresh_from_db()
    assert (upload.state, Report.objects.count()) == ("read", 1)


def test_39_a_bad_file_is_one_jobs_trouble_and_nobody_elses() -> None:
    client = client_for(instructor())
    for name, data in (("a.pdf", bad.locked_pdf()), ("b.docx", bad.lying_bomb())):
        _put(client, name, data)
    good = _put(client, "board.md", report_text().encode())
    run_jobs()
    good.refresh_from_db()
    assert good.state == "read"
    assert sorted(ReportUpload.objects.values_list("state", flat=True)) == [
        "failed",
        "failed",
        "read",
    ]
    assert not Job.objects.exclude(state="done").exists()


def test_40_no_page_gives_an_uploaded_file_out_again() -> None:
    """Nothing that was uploaded can run in a browser, for nothing of it is served."""
    routes = list(_routes(get_resolver().url_patterns))
    assert not [route for route in routes if "media" in route]


def _routes(patterns: list[URLPattern | URLResolver], above: str = "") -> list[str]:
    found: list[str] = []
    for pattern in patterns:
        route = above + str(pattern.pattern)
        found += (
            _routes(pattern.url_patterns, route) if isinstance(pattern, URLResolver) else [route]
        )
    return found


@pytest.mark.parametrize(
    "name", ["../../../etc/cron.d/x.md", "a\0b.md", "x" * 300 + ".md", "r\u202efdp.md", "..\\x.md"]
)
def test_41_a_hostile_name_is_stored_under_a_generated_one(name: str, settings: Settings) -> None:
    client = client_for(instructor())
    client.post(UPLOAD, {"file": SimpleUploadedFile(name, report_text().encode())})
    upload = ReportUpload.objects.latest("pk")
    stored = Path(upload.file.path).resolve()
    assert stored.is_relative_to(Path(settings.MEDIA_ROOT).resolve())
    assert stored.stem.isalnum()
    assert len(stored.stem) == 32
    assert len(upload.filename) <= 200
    assert upload.filename.isprintable()
