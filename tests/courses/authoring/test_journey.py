"""From a file to a published course, through the pages that an instructor uses."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from courses.authoring.models import ImportPlan, ReportUpload
from courses.catalog.models import Course, EditionLesson
from tests.support.jobs import run_jobs
from tests.support.library import REPORTS
from tests.support.make import client_for, instructor

pytestmark = pytest.mark.django_db


def test_a_real_report_becomes_a_published_course() -> None:
    path = REPORTS / "en_pdf_S_2025_72.pdf"
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    client = client_for(instructor())
    upload(client, path)
    run_jobs()
    plan = ImportPlan.objects.get()
    status = client.get(reverse("authoring:upload_status", args=[ReportUpload.objects.get().pk]))
    assert f"/studio/plans/{plan.pk}/" in status.content.decode()
    client.post(
        reverse("authoring:plan_step", args=[plan.pk]),
        {"step": "rename:l1", "title": "The threat today", "revision": 0},
    )
    client.post(reverse("authoring:plan_accept", args=[plan.pk]), {"revision": 1})
    course = Course.objects.get()
    lesson = course.lessons.order_by("module__position", "position").first()
    assert lesson is not None
    version = lesson.versions.get()
    client.post(
        reverse("authoring:lesson", args=[course.slug, lesson.key]),
        {"title": version.title, "body": f"Read this first.\n\n{version.body}", "base": 1},
    )
    client.post(reverse("authoring:publish", args=[course.slug]), {"notes": "", "after": 0})
    published = EditionLesson.objects.get(lesson=lesson).version
    assert published.title == "The threat today"
    assert published.blocks[0]["text"] == "Read this first."
    labels = [source["label"] for block in published.blocks for source in block["sources"]]
    assert "S/2025/72 ¶4" in labels


def upload(client: Client, path: Path) -> None:
    file = SimpleUploadedFile(path.name, path.read_bytes())
    client.post(reverse("authoring:upload"), {"file": file})
