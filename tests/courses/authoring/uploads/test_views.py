import hashlib
import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from courses.authoring.models import ImportPlan, ReportUpload
from courses.outbox.models import Job
from tests.support.jobs import run_jobs
from tests.support.make import administrator, client_for, instructor, person
from tests.support.make_reports import report_file, report_text
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db
UPLOAD = "/studio/reports/upload/"


@pytest.fixture
def client() -> Client:
    return client_for(instructor())


def put(client: Client, name: str, data: bytes) -> Any:
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, data)})


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in members.items():
            package.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def test_an_upload_is_kept_read_by_a_job_and_planned(client: Client) -> None:
    answer = client.post(UPLOAD, {"file": report_file()})
    upload = ReportUpload.objects.get()
    assert answer.headers["Location"] == reverse("authoring:upload_status", args=[upload.pk])
    assert (upload.state, upload.filename) == ("waiting", "board.md")
    assert upload.sha256 == hashlib.sha256(report_text().encode()).hexdigest()
    assert "board" not in str(upload.file.name)
    run_jobs()
    upload.refresh_from_db()
    assert (upload.state, upload.progress) == ("read", 1.0)
    assert ImportPlan.objects.get().report == upload.report


@pytest.mark.parametrize(
    ("name", "data", "status", "says"),
    [
        ("empty.pdf", b"", 422, "The file is empty"),
        ("blank.txt", b" \n\n ", 422, "The file is empty"),
        ("photo.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, 415, "not a report that can be read"),
        ("page.pdf", b"<svg xmlns='x'></svg>", 415, "not a report that can be read"),
        ("sheet.docx", zipped(xl__workbook=b"x"), 415, "not a report that can be read"),
        ("torn.docx", b"PK\x03\x04torn", 422, "The file is damaged"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99, 415, "not a report"),
        (
            "locked.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            422,
            "locked with a password",
        ),
    ],
)
def test_what_can_be_seen_at_the_door_is_said_there(
    client: Client, name: str, data: bytes, status: int, says: str
) -> None:
    answer = put(client, name, data)
    assert answer.status_code == status
    assert says in answer.content.decode()
    assert not ReportUpload.objects.exists()
    assert not Job.objects.exists()


def test_a_file_over_the_limit_is_refused_with_words(client: Client, settings: Settings) -> None:
    settings.MAX_REPORT_BYTES = 200_000
    answer = put(client, "huge.txt", b"a " * 300_000)
    assert answer.status_code == 413
    assert "larger than 20 MB" in answer.content.decode()


def test_no_file_at_all_is_said(client: Client) -> None:
    answer = client.post(UPLOAD, {})
    assert (answer.status_code, "Choose a file first." in answer.content.decode()) == (422, True)


def test_the_form_sent_twice_is_one_upload(client: Client) -> None:
    first = client.post(UPLOAD, {"file": report_file()})
    second = client.post(UPLOAD, {"file": report_file()})
    assert first.headers["Location"] == second.headers["Location"]
    assert (ReportUpload.objects.count(), Job.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.md", "a\u202egnp.md", "n\x00ul.md", "x" * 300 + ".md"]
)
def test_a_strange_name_is_shown_tidied_and_never_a_path(client: Client, name: str) -> None:
    put(client, name, report_text().encode())
    upload = ReportUpload.objects.get()
    assert upload.filename.isprintable() and "/" not in upload.filename
    assert len(upload.filename) <= 200
    kept = str(upload.file.name)
    assert kept.startswith("uploads/") and kept.count("/") == 1


def test_a_damaged_file_fails_with_advice_and_can_be_tried_again(client: Client) -> None:
    put(client, "torn.pdf", b"%PDF-1.7\n" + b"nothing of use " * 50)
    run_jobs()
    upload = ReportUpload.objects.get()
    page = client.get(reverse("authoring:upload_status", args=[upload.pk])).content.decode()
    assert upload.state == "failed"
    assert "damaged" in page and "Try again" in page
    client.post(reverse("authoring:upload_again", args=[upload.pk]))
    client.post(reverse("authoring:upload_again", args=[upload.pk]))
    upload.refresh_from_db()
    assert upload.state == "waiting"
    assert Job.objects.filter(state="due").count() == 1


def test_a_locked_file_is_not_offered_for_the_same_reading_again(client: Client) -> None:
    put(client, "locked.pdf", b"%PDF-1.4 nothing more")
    ReportUpload.objects.update(state=ReportUpload.State.FAILED, problem="encrypted")
    page = client.get(reverse("authoring:upload_status", args=[ReportUpload.objects.get().pk]))
    assert "password" in page.content.decode()
    assert "Try again" not in page.content.decode()


def test_while_reading_the_page_asks_again_by_itself_and_without_script(client: Client) -> None:
    client.post(UPLOAD, {"file": report_file()})
    upload = ReportUpload.objects.get()
    ReportUpload.objects.update(state="reading", stage="outline", progress=0.75)
    address = reverse("authoring:upload_status", args=[upload.pk])
    page = client.get(address).content.decode()
    assert '<noscript><meta http-equiv="refresh"' in page
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert 'value="75"' in part and "Finding the headings" in part and "<html" not in part


def test_a_job_that_gave_up_says_so(client: Client) -> None:
    client.post(UPLOAD, {"file": report_file()})
    ReportUpload.objects.update(state="reading")
    Job.objects.update(state="dead")
    upload = ReportUpload.objects.get()
    page = client.get(reverse("authoring:upload_status", args=[upload.pk])).content.decode()
    assert "Reading stopped before its end" in page


def test_the_status_page_costs_the_same_while_reading(client: Client) -> None:
    client.post(UPLOAD, {"file": report_file()})
    upload = ReportUpload.objects.get()
    address = reverse("authoring:upload_status", args=[upload.pk])
    client.get(address)
    with assert_queries(4):
        client.get(address, headers={"HX-Request": "true"})


def test_uploads_of_others_are_not_there(client: Client) -> None:
    client.post(UPLOAD, {"file": report_file()})
    address = reverse("authoring:upload_status", args=[ReportUpload.objects.get().pk])
    assert client_for(instructor()).get(address).status_code == 404
    assert client_for(administrator()).get(address).status_code == 200
    assert client_for(person()).get(address).status_code == 403
    assert Client().get(address).status_code == 302
