"""What would have to be mended in a course on a topic is said on the plan's page."""

from pathlib import Path

import pytest
from django.test import Client

from content.planning.values import PlanLesson
from courses.authoring.models import ImportPlan
from courses.authoring.plans import mending
from courses.authoring.plans.looking import Look
from courses.authoring.plans.mending import MendedLesson, lessons_to_mend
from courses.authoring.plans.queries import workbench
from courses.authoring.plans.services import (
    accept_plan,
    plan_for,
    plan_for_passages,
    take_step,
)
from courses.authoring.plans.steps import Step
from courses.people.models import User
from tests.support.make import client_for, instructor
from tests.support.make_reports import report_text, stored_report
from tests.support.make_topics import brought
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db

CENTRE = (
    "Two training centres for boarding, search and seizure at sea were set up on the island of "
    "Mahé and in the naval base of Trincomalee, where coast guards learned to secure evidence."
)
AGAIN = (
    "Coast guards learned to secure evidence of piracy: training centres for boarding, search and "
    "seizure at sea stand on the island of Mahé and in the naval base of Trincomalee."
)
LEANS = "This programme was given to three more ports."
FULL = "Judges of Peru wrote rules on timber, on permits and on the price of letters. " * 40
ELSE = "Rangers of Chile counted nests, ferns and rivers in spring and in autumn. " * 40


@pytest.fixture
def owner() -> User:
    return instructor()


@pytest.fixture
def client(owner: User) -> Client:
    return client_for(owner)


def plan_of(owner: User, folder: Path, *texts: str, lessons: dict[str, list[int]]) -> ImportPlan:
    """Each text a numbered paragraph under a heading of its own, counted from 1; `lessons` has by
    title the numbers of what they hold."""
    lines = ["# Report on ports", ""]
    for number, text in enumerate(texts, 1):
        lines += [f"## Part {number} of the work", "", f"{number}. {text}", ""]
    report = brought(owner, stored_report(folder, "\n".join(lines)))
    passages = list(report.passages.order_by("position"))
    ids = [one.pk for one in passages]
    plan = plan_for_passages("drugs", ids, title="Drugs", language="en", owner=owner)
    plan.modules = [{"id": "m1", "title": "Drugs", "lessons": []}]
    for number, (title, held) in enumerate(lessons.items(), 1):
        own = [passages[one - 1].section_id or 0 for one in held]
        one: PlanLesson = {
            "id": f"l{number}", "title": title, "sections": own, "passages": [], "why": ""
        }  # fmt: skip
        plan.modules[0]["lessons"].append(one)
    plan.save()
    return plan


def mended(plan: ImportPlan) -> dict[str, MendedLesson]:
    return lessons_to_mend(workbench(plan, Look()), Look())


def said(plan: ImportPlan) -> dict[str, list[str]]:
    """By the number of a lesson its sentences."""
    return {one.row.number: [each.words for each in one.mends] for one in mended(plan).values()}


def page_of(client: Client, plan: ImportPlan) -> str:
    return client.get(f"/studio/plans/{plan.pk}/").content.decode()


def mends_in(page: str) -> list[str]:
    return [part.partition("</ul>")[0] for part in page.split('class="plan-mends"')[1:]]


def test_a_lesson_with_nothing_to_mend_is_not_named(
    client: Client, owner: User, tmp_path: Path
) -> None:
    plan = plan_of(owner, tmp_path, FULL, lessons={"Judges": [1]})
    assert mended(plan) == {}
    assert "Before you make the draft" not in page_of(client, plan)


def test_a_title_that_says_nothing_is_named_until_a_person_gives_one(
    owner: User, tmp_path: Path
) -> None:
    plan = plan_of(owner, tmp_path, FULL, lessons={"What is being done": [1]})
    told = "The title does not say what the lesson is about: give it one that does."
    assert said(plan) == {"1.1": [told]}
    plan = take_step(plan, Step("rename", "l1", title="What is being done"), revision=0)
    assert said(plan) == {}


def test_a_lesson_under_three_minutes_is_merged_with_one_beside_it(
    client: Client, owner: User, tmp_path: Path
) -> None:
    plan = plan_of(owner, tmp_path, FULL, CENTRE, lessons={"Judges": [1], "Ports": [2]})
    told = "It takes 1 minute: merge it with the lesson beside it that it goes with best."
    assert said(plan) == {"1.2": [told]}
    [row] = mends_in(page_of(client, plan))
    assert 'value="lesson-merge:l2"' in row
    assert "lesson-merge-below" not in row


def test_a_lesson_alone_asks_for_more_passages(owner: User, tmp_path: Path) -> None:
    plan = plan_of(owner, tmp_path, CENTRE, lessons={"Ports": [1]})
    assert said(plan) == {"1.1": ["It takes 1 minute: tick more passages of the topic."]}
    [one] = mended(plan)["l1"].mends
    assert [way.address for way in one.ways] == ["/studio/topics/drugs/"]


def test_what_is_told_twice_is_said_at_the_later_lesson(owner: User, tmp_path: Path) -> None:
    lessons = {"Coasts": [1, 2], "Judges": [3, 4]}
    plan = plan_of(owner, tmp_path, AGAIN, FULL, ELSE, CENTRE, lessons=lessons)
    told = (
        "Report on ports, para. 1 (1.1) and Report on ports, para. 4 (1.2) tell much the same: "
        "read both, and leave one out if it adds nothing."
    )
    assert said(plan) == {"1.2": [told]}


@pytest.mark.parametrize(("most", "compares"), [(0, False), (100_000, True)])
def test_a_plan_too_long_to_be_compared_says_so(
    client: Client,
    owner: User,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    most: int,
    compares: bool,
) -> None:
    lessons = {"Coasts": [1, 2], "Judges": [3, 4]}
    plan = plan_of(owner, tmp_path, AGAIN, FULL, ELSE, CENTRE, lessons=lessons)
    monkeypatch.setattr(mending, "_MOST_READ", most)
    page = page_of(client, plan)
    assert ("tell much the same: read both" in page) == compares
    assert ("This plan is too long to look for paragraphs" in page) != compares


def test_what_was_left_out_is_not_told_twice(owner: User, tmp_path: Path) -> None:
    plan = plan_of(owner, tmp_path, AGAIN, FULL, CENTRE, lessons={"Judges": [1, 2]})
    assert said(plan) == {}


def test_what_goes_on_from_nothing_is_said(owner: User, tmp_path: Path) -> None:
    plan = plan_of(owner, tmp_path, FULL, LEANS, lessons={"Judges": [1, 2]})
    told = (
        "Report on ports, para. 2 (1.1) goes on from what the course has not: leave it out, or "
        "say in the draft what it speaks of."
    )
    assert said(plan) == {"1.1": [told]}


def test_what_goes_on_from_another_lesson_is_said_until_they_are_one(
    owner: User, tmp_path: Path
) -> None:
    report = brought(owner, stored_report(tmp_path, f"# R\n\n## A\n\n1. {FULL}\n\n2. {LEANS}"))
    first, second = report.passages.order_by("position")
    plan = plan_for_passages(
        "drugs", [first.pk, second.pk], title="Drugs", language="en", owner=owner
    )
    plan = take_step(plan, Step("put", passages=(second.pk,), place="new"), revision=0)
    told = [one for own in said(plan).values() for one in own if "goes on from" in one]
    assert told == [
        "R, para. 2 (1.2) goes on from R, para. 1 (1.1), which is not in this lesson: put them "
        "into one."
    ]
    plan = take_step(plan, Step("lesson-merge", "l2"), revision=1)
    assert said(plan) == {}


def test_every_link_leads_to_what_it_names(client: Client, owner: User, tmp_path: Path) -> None:
    lessons = {"What is being done": [1], "Judges": [2, 3, 4]}
    plan = plan_of(owner, tmp_path, AGAIN, FULL, LEANS, CENTRE, lessons=lessons)
    found = mended(plan).values()
    addresses = [way.address for one in found for each in one.mends for way in each.ways]
    addresses += [one.address for one in found]
    assert len(addresses) == 6
    for address in addresses:
        where, _, anchor = address.partition("#")
        page = client.get(where).content.decode()
        assert f'id="{anchor}"' in page
        # A section is open at its text, where a passage is ticked.
        assert ('name="passage"' in page) is anchor.startswith("section-")


def test_the_page_names_the_lessons_and_says_at_each_what_to_do(
    client: Client, owner: User, tmp_path: Path
) -> None:
    lessons = {"What is being done": [1], "Ports": [2]}
    plan = plan_of(owner, tmp_path, FULL, CENTRE, lessons=lessons)
    page = page_of(client, plan)
    assert "Before you make the draft: 2 lessons need a look." in page
    first, second = mends_in(page)
    assert "give it one that does." in first and "It takes" not in first
    assert "It takes 1 minute" in second and "give it one" not in second


def test_a_plan_of_a_report_and_one_that_became_a_course_have_none(
    owner: User, tmp_path: Path
) -> None:
    plan = plan_of(owner, tmp_path, CENTRE, lessons={"Ports": [1]})
    assert mended(plan)
    accept_plan(plan, by=owner, revision=0)
    plan.refresh_from_db()
    assert mended(plan) == {}
    report = brought(owner, stored_report(tmp_path, report_text(sections=1, paragraphs=1)))
    assert mended(plan_for(report, owner)) == {}


@pytest.mark.parametrize("count", [1, 3])
def test_the_texts_are_read_once_however_many(owner: User, tmp_path: Path, count: int) -> None:
    texts = [f"{FULL} Case {number}." for number in range(count)]
    plan = plan_of(owner, tmp_path, *texts, lessons={"Judges": [*range(1, count + 1)]})
    bench = workbench(plan, Look())
    lessons_to_mend(bench, Look())
    # A look into the cache, which this database keeps.
    with assert_queries(1):
        lessons_to_mend(bench, Look())
