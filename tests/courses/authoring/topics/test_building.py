"""From reports of two years and two languages to one course that names them all."""

from pathlib import Path

import pytest
from django.test import Client

from content.models import Report
from courses.authoring.models import ImportPlan
from courses.authoring.proposals.queries import proposals_for
from courses.catalog.models import Anchor, Course, LessonVersion
from courses.people.models import User
from tests.support.make_topics import ABOUT, MENTION, brought, report_of

pytestmark = pytest.mark.django_db

PAGE = "/studio/topics/money-laundering/"
LATER = (
    "A unit of financial intelligence was set up in four States, and money laundering through "
    "traders of gold and through illicit financial flows was brought to court for the first time."
)
FRENCH = "La lutte contre le blanchiment d'argent et du produit du crime est le sujet de ce texte."


@pytest.fixture
def reports(teacher: User, tmp_path: Path) -> dict[str, Report]:
    texts = {"First": (ABOUT, MENTION), "Second": (LATER, "Nothing of it."), "Rapport": (FRENCH,)}
    return {
        title: brought(teacher, report_of(tmp_path, *paragraphs, title=title))
        for title, paragraphs in texts.items()
    }


def build(client: Client, address: str = PAGE, **chosen: object) -> ImportPlan:
    answer = client.post(address, {"act": "build", **chosen})
    plan = ImportPlan.objects.get(report=None)
    assert (answer.status_code, answer["Location"]) == (302, f"/studio/plans/{plan.pk}/")
    return plan


def accept(client: Client, plan: ImportPlan) -> Course:
    client.post(f"/studio/plans/{plan.pk}/accept/", {"revision": plan.revision})
    return Course.objects.get()


def test_a_course_of_a_topic_has_blocks_of_each_report_with_their_anchors(
    client: Client, reports: dict[str, Report]
) -> None:
    plan = build(client)
    assert (plan.title, plan.topic, plan.language) == ("Money laundering", "money-laundering", "en")
    assert client.get(f"/studio/plans/{plan.pk}/").status_code == 200
    course = accept(client, plan)
    anchored = Anchor.objects.filter(version__lesson__course=course)
    assert {(one.passage.report.title, one.passage.key) for one in anchored} == {
        ("First", "1"),
        ("Second", "1"),
    }
    body = LessonVersion.objects.get(lesson__course=course).body
    for title in ("First", "Second"):
        assert f'{{: src="{reports[title].slug}/1"}}' in body
    assert "blanchiment" not in body


def test_a_course_in_the_other_language_takes_that_alone(
    client: Client, reports: dict[str, Report]
) -> None:
    course = accept(client, build(client, f"{PAGE}?language=fr"))
    assert course.languages == ["fr"]
    assert course.modules.get().titles["fr"] == "Blanchiment d'argent"


def test_what_is_ticked_last_is_what_the_course_has(
    client: Client, reports: dict[str, Report]
) -> None:
    first, mention = (reports["First"].passages.get(key=key).pk for key in ("1", "2"))
    second = reports["Second"].passages.get(key="1").pk
    plan = build(client, shown=[first, mention, second], take=[mention, second])
    assert sorted(plan.passages) == sorted([mention, second])


def test_built_twice_it_is_one_plan(client: Client, reports: dict[str, Report]) -> None:
    assert build(client).pk == build(client).pk


def test_a_list_comes_with_what_opens_it(client: Client, teacher: User, tmp_path: Path) -> None:
    path = "The Office:\n\n(a) Met;\n\n(b) Fought money laundering and illicit financial flows;\n\n"
    report = brought(teacher, report_of(tmp_path, path, "Nothing.", title="Listed"))
    plan = build(client)
    taken = report.passages.filter(pk__in=plan.passages).order_by("position")
    assert [one.key for one in taken] == ["1", "1.b"]


def test_no_objective_is_proposed_that_speaks_of_another_topic_alone(
    client: Client, teacher: User, tmp_path: Path
) -> None:
    """A sentence about money laundering may tell of other things beside it."""
    ours = "The links between money laundering and the trade of gold are of two kinds."
    others = (
        "The links between trafficking in persons and the trade of fuel are of two kinds, as the "
        "money laundering unit says."
    )
    brought(teacher, report_of(tmp_path, f"{ours} {others} {ABOUT}", title="Ports"))
    plan = build(client)
    assert objectives(plan) == ["Describe the links between money laundering and the trade of gold"]
    plan.topic = ""
    assert len(objectives(plan)) == 2


def objectives(plan: ImportPlan) -> list[str]:
    found = proposals_for(plan, plan.modules[0]["lessons"][0]["id"])
    assert found is not None
    return [one.text for one in found.objectives]
