from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from content.models import Report
from courses.authoring.models import ImportPlan, ReportUpload
from courses.authoring.plans.services import plan_for
from courses.catalog.models import Anchor, Course, LessonVersion
from courses.catalog.rules import can_edit
from courses.people.models import User
from tests.support.make import client_for, instructor, person
from tests.support.make_reports import report_text, stored_report
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(teacher: User, tmp_path: Path) -> ImportPlan:
    report = stored_report(tmp_path, report_text(words=260))
    ReportUpload.objects.create(
        filename="board.md", size=1, sha256=report.sha256, uploaded_by=teacher, report=report
    )
    return plan_for(report, teacher)


def step(client: Client, plan: ImportPlan, step: str, *, revision: int, **more: object) -> Any:
    data = {"step": step, "revision": revision, **more}
    return client.post(f"/studio/plans/{plan.pk}/step/", data)


def report_of(plan: ImportPlan) -> Report:
    assert plan.report is not None
    return plan.report


def lessons(plan: ImportPlan) -> list[list[str]]:
    plan.refresh_from_db()
    return [[lesson["title"] for lesson in module["lessons"]] for module in plan.modules]


def test_the_workbench_shows_report_and_course_side_by_side(
    client: Client, plan: ImportPlan
) -> None:
    page = client.get(f"/studio/plans/{plan.pk}/").content.decode()
    assert "Section 1 on the work" in page
    assert "paras. 1–3" in page
    assert "Make the draft course" in page


def test_what_was_set_aside_has_its_tab(client: Client, plan: ImportPlan) -> None:
    report_of(plan).set_aside.create(position=0, kind="footer", text="Page 2 of 9", page=2)
    page = client.get(f"/studio/plans/{plan.pk}/?tab=aside").content.decode()
    assert "Page 2 of 9" in page


@pytest.mark.parametrize("sections", [1, 3, 60])
def test_the_workbench_costs_the_same_for_any_report(
    client: Client, teacher: User, tmp_path: Path, sections: int
) -> None:
    plan = plan_for(stored_report(tmp_path, report_text(sections=sections)), teacher)
    client.get(f"/studio/plans/{plan.pk}/")
    with assert_queries(8):
        client.get(f"/studio/plans/{plan.pk}/")


def test_a_step_is_saved_and_can_be_undone(client: Client, plan: ImportPlan) -> None:
    before = lessons(plan)
    answer = step(client, plan, "rename:l1", revision=0, title="Another title")
    assert answer.status_code == 302
    assert lessons(plan)[0][0] == "Another title"
    client.post(f"/studio/plans/{plan.pk}/undo/", {"revision": 1})
    assert lessons(plan) == before
    assert plan.revision == 2


def test_every_step_can_be_undone_back_to_the_start(client: Client, plan: ImportPlan) -> None:
    before = lessons(plan)
    section = report_of(plan).sections.first()
    assert section is not None
    steps = [f"skip:{section.pk}", f"take:{section.pk}", "rename:course", "lesson-down:l2"]
    for revision, name in enumerate(steps):
        assert step(client, plan, name, revision=revision, title="T").status_code == 302
    for revision in range(len(steps), 2 * len(steps)):
        client.post(f"/studio/plans/{plan.pk}/undo/", {"revision": revision})
    assert lessons(plan) == before
    assert plan.title == "Report of the Board on asset recovery"


def test_nothing_to_undo_is_said(client: Client, plan: ImportPlan) -> None:
    answer = client.post(f"/studio/plans/{plan.pk}/undo/", {"revision": 0})
    assert (answer.status_code, b"There is nothing to undo." in answer.content) == (409, True)


def test_the_second_of_two_tabs_is_told_and_changes_nothing(
    client: Client, plan: ImportPlan
) -> None:
    step(client, plan, "rename:l1", revision=0, title="First tab")
    answer = step(client, plan, "rename:l1", revision=0, title="Second tab")
    assert answer.status_code == 409
    assert "changed in another tab" in answer.content.decode()
    assert lessons(plan)[0][0] == "First tab"


@pytest.mark.parametrize("name", ["lesson-up:l99", "fly:l1", "skip:99999999", "'; drop", ""])
def test_a_step_that_makes_no_sense_changes_nothing(
    client: Client, plan: ImportPlan, name: str
) -> None:
    before = lessons(plan)
    assert step(client, plan, name, revision=0).status_code == 422
    assert lessons(plan) == before


def test_htmx_gets_the_workbench_alone(client: Client, plan: ImportPlan) -> None:
    answer = client.post(
        f"/studio/plans/{plan.pk}/step/",
        {"step": "rename:l1", "revision": 0, "title": "New"},
        headers={"HX-Request": "true"},
    )
    page = answer.content.decode()
    assert "<html" not in page and "New" in page and 'name="revision" value="1"' in page


def test_splitting_offers_each_passage_after_the_first(client: Client, plan: ImportPlan) -> None:
    page = client.get(f"/studio/plans/{plan.pk}/?panel=split&of=l1").content.decode()
    assert "¶ 2" in page and 'name="before"' in page


def test_accepting_makes_a_draft_whose_blocks_keep_their_anchors(
    client: Client, plan: ImportPlan, teacher: User
) -> None:
    client.post(f"/studio/plans/{plan.pk}/accept/", {"revision": 0})
    course = Course.objects.get()
    assert (course.status, course.languages) == ("draft", ["en"])
    assert can_edit(teacher, course)
    keys = set(Anchor.objects.values_list("passage__key", flat=True))
    assert keys == {str(number) for number in range(1, 13)}
    version = LessonVersion.objects.order_by("pk").first()
    assert version is not None and version.author == teacher
    assert f'{{: src="{report_of(plan).slug}/1"}}' in version.body


def test_accepting_twice_gives_one_course(client: Client, plan: ImportPlan) -> None:
    first = client.post(f"/studio/plans/{plan.pk}/accept/", {"revision": 0})
    second = client.post(f"/studio/plans/{plan.pk}/accept/", {"revision": 0})
    assert first.headers["Location"] == second.headers["Location"]
    assert Course.objects.count() == 1


def test_after_accepting_the_plan_is_closed(client: Client, plan: ImportPlan) -> None:
    client.post(f"/studio/plans/{plan.pk}/accept/", {"revision": 0})
    assert step(client, plan, "rename:l1", revision=0, title="Late").status_code == 409


def test_an_empty_plan_makes_no_course(client: Client, plan: ImportPlan) -> None:
    ImportPlan.objects.update(modules=[])
    answer = client.post(f"/studio/plans/{plan.pk}/accept/", {"revision": 0})
    assert (answer.status_code, Course.objects.exists()) == (422, False)


def test_plans_of_others_are_not_there(plan: ImportPlan) -> None:
    for path in ("", "step/", "undo/", "accept/"):
        address = f"/studio/plans/{plan.pk}/{path}"
        other = client_for(instructor())
        answer = other.post(address, {"revision": 0}) if path else other.get(address)
        assert answer.status_code == 404
    assert client_for(person()).get(f"/studio/plans/{plan.pk}/").status_code == 403
    assert Client().get(f"/studio/plans/{plan.pk}/").status_code == 302


def test_an_annex_without_a_heading_can_be_taken_in(client: Client, plan: ImportPlan) -> None:
    report_of(plan).passages.create(
        position=999, key="annex1.p1", kind="text", part="annex", text="A map.", words=2
    )
    assert step(client, plan, "take:-1", revision=0).status_code == 302
    assert lessons(plan)[-1][-1] == "Annex"
    assert step(client, plan, "skip:-1", revision=1).status_code == 302
    assert "Annex" not in lessons(plan)[-1]


def test_after_the_course_is_made_another_can_be_planned_from_the_report(
    client: Client, plan: ImportPlan, teacher: User
) -> None:
    assert plan_for(report_of(plan), teacher) == plan
    client.post(f"/studio/plans/{plan.pk}/accept/", {"revision": 0})
    page = client.get(f"/studio/plans/{plan.pk}/").content.decode()
    assert "A course was made from this plan" in page
    assert "Plan another course from this report" in page
    answer = client.post(f"/studio/plans/{plan.pk}/another/")
    other = ImportPlan.objects.get(course=None)
    assert answer["Location"] == f"/studio/plans/{other.pk}/"
    assert lessons(other) == lessons(plan) and plan.course is not None
    assert client.post(f"/studio/plans/{plan.pk}/another/")["Location"] == answer["Location"]
    made = client.post(f"/studio/plans/{other.pk}/accept/", {"revision": 0})
    assert made.status_code == 302 and Course.objects.count() == 2


def test_an_upload_leads_to_the_plan_that_is_at_work(client: Client, plan: ImportPlan) -> None:
    client.post(f"/studio/plans/{plan.pk}/accept/", {"revision": 0})
    client.post(f"/studio/plans/{plan.pk}/another/")
    other = ImportPlan.objects.get(course=None)
    ImportPlan.objects.exclude(pk=other.pk).update(updated_at="2099-01-01T00:00:00Z")
    upload = ReportUpload.objects.get()
    ReportUpload.objects.update(state=ReportUpload.State.READ)
    page = client.get(f"/studio/reports/{upload.pk}/").content.decode()
    assert f"/studio/plans/{other.pk}/" in page
