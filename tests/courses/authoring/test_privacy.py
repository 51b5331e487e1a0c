from pathlib import Path

import pytest

from courses.authoring.models import ImportPlan, ReportUpload
from courses.authoring.plans.services import accept_plan, plan_for
from courses.authoring.privacy import erase, export_for
from courses.authoring.topics.models import TopicChoice
from courses.authoring.uploads.services import receive_report
from courses.catalog.models import Course
from tests.support.make import instructor
from tests.support.make_reports import report_file, report_text, stored_report

pytestmark = pytest.mark.django_db


def test_the_export_names_uploads_and_plans(tmp_path: Path) -> None:
    person = instructor()
    receive_report(report_file(), by=person)
    plan_for(stored_report(tmp_path), person)
    TopicChoice.objects.create(owner=person, topic="drugs", taken=[1])
    export = export_for(person)
    assert [one["filename"] for one in export["uploads"]] == ["board.md"]
    assert [one["course"] for one in export["plans"]] == [None]
    assert export["topics"] == [{"topic": "drugs", "taken": [1], "left": []}]


def test_erasing_takes_the_person_out_and_leaves_the_course(tmp_path: Path) -> None:
    person = instructor()
    receive_report(report_file(), by=person)
    accepted = plan_for(stored_report(tmp_path), person)
    accept_plan(accepted, by=person, revision=0)
    plan_for(stored_report(tmp_path, report_text(sections=2)), person)
    TopicChoice.objects.create(owner=person, topic="drugs", taken=[1])
    erase(person)
    assert ReportUpload.objects.get().uploaded_by is None
    assert [plan.owner for plan in ImportPlan.objects.all()] == [None]
    assert Course.objects.count() == 1
    assert not any(export_for(person).values())
