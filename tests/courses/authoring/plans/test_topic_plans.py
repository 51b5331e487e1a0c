from pathlib import Path

import pytest

from content.models import Passage, Report
from content.planning import moves
from courses.authoring.errors import EmptyPlan, PlanMoved, StepNotPossible
from courses.authoring.models import ImportPlan, ReportUpload
from courses.authoring.plans.queries import sections_for
from courses.authoring.plans.services import (
    accept_plan,
    change_plan,
    plan_for,
    plan_for_passages,
    take_step,
    undo_step,
)
from courses.authoring.plans.steps import Step
from courses.catalog.models import Anchor, LessonVersion
from courses.people.models import User
from tests.support.make import client_for, instructor
from tests.support.make_reports import report_text, stored_report
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return instructor()


@pytest.fixture
def reports(tmp_path: Path, owner: User) -> list[Report]:
    texts = [report_text(), report_text(sections=2).replace("the Board", "the Bureau")]
    return [brought(stored_report(tmp_path, text), owner) for text in texts]


def brought(report: Report, by: User) -> Report:
    ReportUpload.objects.create(
        filename="board.md", size=1, sha256=report.sha256, uploaded_by=by, report=report
    )
    return report


def passage(report: Report, key: str) -> Passage:
    return report.passages.get(key=key)


def topic_plan(owner: User, *passages: Passage) -> ImportPlan:
    ids = [one.pk for one in passages]
    return plan_for_passages("money", ids, title="Money", language="en", owner=owner)


def test_the_sections_are_those_of_the_passages_in_the_order_given(
    owner: User, reports: list[Report]
) -> None:
    first, second = reports
    plan = topic_plan(
        owner, passage(second, "5"), passage(second, "4"), passage(first, "1"), passage(first, "12")
    )
    found = sections_for(plan)
    assert [(one.title, [p.key for p in one.passages], one.report) for one in found] == [
        ("Section 2 on the work", ["5", "4"], second.pk),
        ("Section 1 on the work", ["1"], first.pk),
        ("Section 4 on the work", ["12"], first.pk),
    ]
    assert [one.source for one in found] == [
        second.short_name, first.short_name, first.short_name
    ]  # fmt: skip


def test_openings_and_annexes_of_several_reports_are_told_apart(
    owner: User, reports: list[Report]
) -> None:
    made = [
        report.passages.create(
            position=900, key="annex.p1", kind="text", part="annex", text="A map.", words=2
        )
        for report in reports
    ] + [
        report.passages.create(
            position=0, key="p0", kind="text", part="note", text="Before all.", words=2
        )
        for report in reports
    ]
    found = sections_for(topic_plan(owner, *made))
    assert len({one.id for one in found}) == 4
    assert [one.title for one in found] == ["Annex", "Annex", reports[0].title, reports[1].title]


def test_leaving_out_a_section_leaves_those_of_the_other_report(
    owner: User, reports: list[Report]
) -> None:
    plan = topic_plan(owner, passage(reports[0], "1"), passage(reports[1], "1"))
    first, second = sections_for(plan)
    plan = take_step(plan, Step("skip", section=first.id), revision=0)
    lessons = [lesson for module in plan.modules for lesson in module["lessons"]]
    assert [lesson["sections"] for lesson in lessons] == [[second.id]]


@pytest.mark.parametrize("count", [1, 3])
def test_the_sections_of_a_topic_cost_the_same_for_any_number_of_reports(
    owner: User, tmp_path: Path, count: int
) -> None:
    texts = [report_text(sections=one + 1) for one in range(count)]
    reports = [brought(stored_report(tmp_path, text), owner) for text in texts]
    plan = topic_plan(owner, *(passage(report, "1") for report in reports))
    with assert_queries(3):
        sections_for(plan)


def test_the_course_rests_on_every_report_with_its_own_footnotes(
    owner: User, reports: list[Report]
) -> None:
    for report in reports:
        report.passages.filter(key="1").update(calls=["7"])
        report.passages.create(
            position=999, key="fn7", kind="footnote", number="7", text=f"See {report.slug}."
        )
    plan = topic_plan(owner, *(passage(report, "1") for report in reports))
    accept_plan(plan, by=owner, revision=0)
    body = "".join(LessonVersion.objects.values_list("body", flat=True))
    for report in reports:
        assert f'{{: src="{report.slug}/1"}}' in body
        assert f'See {report.slug}.\n{{: src="{report.slug}/fn7"}}' in body
    anchored = set(Anchor.objects.values_list("passage__report", flat=True))
    assert anchored == {report.pk for report in reports}


def test_asked_twice_there_is_one_plan_until_a_course_was_made(
    owner: User, reports: list[Report]
) -> None:
    chosen = [passage(report, "1") for report in reports]
    plan = topic_plan(owner, *chosen)
    assert topic_plan(owner, *chosen) == plan
    assert topic_plan(owner, *chosen[:1]) != plan
    accept_plan(plan, by=owner, revision=0)
    assert topic_plan(owner, *chosen) != plan
    assert plan_for(reports[0], owner) == plan_for(reports[0], owner)


def test_passages_of_a_report_that_one_may_not_read_are_passed_over(
    owner: User, reports: list[Report], tmp_path: Path
) -> None:
    secret = brought(stored_report(tmp_path, report_text(sections=1)), instructor())
    plan = topic_plan(owner, passage(secret, "1"), passage(reports[0], "1"))
    assert [one.report for one in sections_for(plan)] == [reports[0].pk]


def test_passages_that_are_gone_make_no_plan(owner: User) -> None:
    with pytest.raises(EmptyPlan):
        plan_for_passages("money", [10**6], title="Money", language="en", owner=owner)
    assert not ImportPlan.objects.exists()


def test_a_topic_plan_has_its_pages(owner: User, reports: list[Report]) -> None:
    chosen = [passage(reports[0], key) for key in ("1", "3")]
    plan = topic_plan(owner, *chosen, passage(reports[1], "1"))
    client = client_for(owner)
    page = client.get(f"/studio/plans/{plan.pk}/").content.decode()
    assert "Section 1 on the work" in page and "<bdi>paras. 1, 3</bdi>" in page
    aside = client.get(f"/studio/plans/{plan.pk}/?tab=aside").content.decode()
    assert 'href="/studio/topics/money/"' in aside
    assert "Money" in client.get("/studio/").content.decode()


def test_a_change_from_elsewhere_is_saved_checked_and_can_be_undone(
    owner: User, reports: list[Report]
) -> None:
    plan = topic_plan(owner, passage(reports[0], "1"))
    before = plan.modules
    plan = change_plan(plan, lambda modules: [{**modules[0], "title": "New"}], revision=0)
    assert (plan.modules[0]["title"], plan.revision) == ("New", 1)
    with pytest.raises(PlanMoved):
        change_plan(plan, lambda modules: modules, revision=0)
    assert undo_step(plan, revision=1).modules == before


def test_a_change_that_cannot_be_leaves_the_plan(owner: User, reports: list[Report]) -> None:
    plan = topic_plan(owner, passage(reports[0], "1"))
    with pytest.raises(StepNotPossible):
        change_plan(plan, lambda modules: moves.skip_lessons(modules, targets=["l99"]), revision=0)
    plan.refresh_from_db()
    assert plan.revision == 0
