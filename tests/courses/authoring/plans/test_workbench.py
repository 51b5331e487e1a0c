"""What the workbench says and offers: choosing, background reading, windows, what went wrong."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from content.models import Report
from courses.authoring.models import ImportPlan
from courses.authoring.plans.services import plan_for
from courses.catalog.models import Course, LessonVersion
from courses.catalog.withdrawn.services import withdraw
from courses.people.models import User
from tests.support.html import words_of
from tests.support.make import client_for, instructor
from tests.support.make_reports import report_text, stored_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return stored_report(tmp_path, report_text(words=260))


@pytest.fixture
def plan(teacher: User, report: Report) -> ImportPlan:
    """Four lessons of a section each, in two modules."""
    plan = plan_for(report, teacher)
    ids = list(report.sections.order_by("position").values_list("pk", flat=True))
    lessons: list[Any] = [
        {"id": f"l{n}", "title": f"Lesson {n}", "sections": [pk], "passages": [], "why": ""}
        for n, pk in enumerate(ids, 1)
    ]
    plan.modules = [
        {"id": "m1", "title": "First", "lessons": lessons[:2]},
        {"id": "m2", "title": "Second", "lessons": lessons[2:]},
    ]
    plan.save()
    return plan


def step(client: Client, plan: ImportPlan, step: str, *, revision: int = 0, **more: Any) -> Any:
    data = {"step": step, "revision": revision, **more}
    return client.post(f"/studio/plans/{plan.pk}/step/", data, headers={"HX-Request": "true"})


def ids(plan: ImportPlan) -> list[list[str]]:
    plan.refresh_from_db()
    return [[lesson["id"] for lesson in module["lessons"]] for module in plan.modules]


def see(client: Client, plan: ImportPlan, query: str = "") -> str:
    return client.get(f"/studio/plans/{plan.pk}/{query}").content.decode()


def key(report: Report, *keys: str) -> list[int]:
    return list(report.passages.filter(key__in=keys).values_list("pk", flat=True))


def test_the_text_of_a_section_says_where_each_passage_is_used(
    client: Client, plan: ImportPlan, report: Report
) -> None:
    step(client, plan, "drop:", passage=key(report, "2"))
    section = report.sections.order_by("position").first()
    assert section is not None
    page = see(client, plan, f"?section={section.pk}")
    assert "Paragraph 2 says this." in page
    assert "in 1.1" in page
    assert page.count("not used") >= 1
    assert "partly used" in page


def test_ticked_passages_go_into_a_lesson_and_it_is_said(
    client: Client, plan: ImportPlan, report: Report
) -> None:
    page = step(client, plan, "put:", passage=key(report, "1", "2"), into="l3").content.decode()
    assert "2 passages put into “Lesson 3”" in page
    plan.refresh_from_db()
    assert plan.modules[1]["lessons"][0]["passages"] == key(report, "1", "2")


def test_a_split_shows_short_excerpts_and_what_both_parts_would_take(
    client: Client, plan: ImportPlan
) -> None:
    page = see(client, plan, "?panel=split&of=l1")
    assert page.count('name="before"') == 2
    assert page.count("Paragraph ") == 3
    assert "min before" in page
    assert page.count("…</") + page.count("…\n") >= 3


def test_a_lesson_goes_where_the_menu_says_without_javascript(
    client: Client, plan: ImportPlan
) -> None:
    assert 'name="to"' in see(client, plan, "?panel=move&of=l1")
    answer = client.post(
        f"/studio/plans/{plan.pk}/step/?panel=move&of=l1",
        {"step": "lesson-to:l1", "revision": 0, "to": "m2"},
    )
    assert answer.headers["Location"] == f"/studio/plans/{plan.pk}/?&done=l1#lesson-l1"
    assert ids(plan) == [["l2"], ["l3", "l4", "l1"]]


def test_several_lessons_are_moved_merged_and_left_out_at_once(
    client: Client, plan: ImportPlan
) -> None:
    step(client, plan, "lessons-to:", lesson=["l1", "l4"], place="new")
    assert ids(plan) == [["l2"], ["l3"], ["l1", "l4"]]
    step(client, plan, "lessons-merge:", revision=1, lesson=["l2", "l3"])
    assert ids(plan) == [["l2"], ["l1", "l4"]]
    page = step(client, plan, "lessons-skip:", revision=2, lesson=["l1", "l4"]).content.decode()
    assert ids(plan) == [["l2"]]
    assert "2 lessons left out" in page


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("lessons-merge:", {}),
        ("lessons-to:", {"lesson": ["l1"], "place": "m99"}),
        ("lesson-to:l1", {"to": "'; drop"}),
        ("put:", {"passage": ["x"], "into": "new"}),
        ("put:", {"passage": ["9" * 30], "into": "new"}),
        ("put:", {"into": "l1"}),
        ("drop:", {"passage": ["999999"]}),
        ("module-to:m1", {"to": "m9"}),
        ("bring-in:l1", {}),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    client: Client, plan: ImportPlan, name: str, more: dict[str, Any]
) -> None:
    answer = step(client, plan, name, **more)
    assert (answer.status_code, ids(plan)) == (422, [["l1", "l2"], ["l3", "l4"]])


@pytest.mark.parametrize(
    "query",
    [
        "?section=x", "?section=99999999999999999999", "?at=-4&section=0", "?part=99", "?first=77",
        "?module=m99", "?panel=split&of=l99&from=z", "?panel=move", "?done=%00", "?tab=x",
    ],
)  # fmt: skip
def test_an_address_that_makes_no_sense_shows_the_plan(
    client: Client, plan: ImportPlan, query: str
) -> None:
    if "%00" not in query:
        assert "Lesson 1" in see(client, plan, query)


def test_background_reading_stands_apart_and_is_brought_in_by_one_press(
    client: Client, plan: ImportPlan
) -> None:
    step(client, plan, "lesson-to:l1", to="background")
    page = see(client, plan)
    assert "Background reading" in page
    client.post(f"/studio/plans/{plan.pk}/accept/", {"revision": 1})
    assert LessonVersion.objects.count() == 3


def test_what_is_brought_in_is_a_lesson_again(client: Client, plan: ImportPlan) -> None:
    step(client, plan, "lesson-to:l1", to="background")
    assert "brought in" in step(client, plan, "bring-in:l1", revision=1).content.decode()
    assert ids(plan) == [["l1", "l2"], ["l3", "l4"]]


def test_background_reading_alone_makes_no_course(client: Client, plan: ImportPlan) -> None:
    step(client, plan, "lessons-to:", lesson=["l1", "l2", "l3", "l4"], place="background")
    answer = client.post(f"/studio/plans/{plan.pk}/accept/", {"revision": 1})
    assert (answer.status_code, Course.objects.exists()) == (422, False)


def test_the_second_window_is_told_what_was_done_and_keeps_what_it_typed(
    client: Client, plan: ImportPlan
) -> None:
    step(client, plan, "lesson-down:l1")
    step(client, plan, "rename:l2", revision=1, title="Other")
    answer = step(client, plan, "rename:l1", title="What I <typed>")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "“Lesson 1” moved down" in page
    assert "“Lesson 2” is now called “Other”" in page
    assert 'value="What I &lt;typed&gt;"' in page
    assert 'name="revision" value="2"' in page


def test_the_second_window_keeps_its_ticks(
    client: Client, plan: ImportPlan, report: Report
) -> None:
    step(client, plan, "lesson-down:l1")
    section = report.sections.order_by("position").first()
    assert section is not None
    page = client.post(
        f"/studio/plans/{plan.pk}/step/?section={section.pk}",
        {"step": "put:", "revision": 0, "passage": key(report, "1", "3"), "into": "l3"},
    ).content.decode()
    assert page.count(" checked>") == 2


def test_a_window_that_one_comes_back_to_hears_the_news(client: Client, plan: ImportPlan) -> None:
    address = f"/studio/plans/{plan.pk}/news/"
    assert client.get(f"{address}?revision=0").status_code == 204
    assert client.get(f"{address}?revision=x").status_code == 204
    step(client, plan, "lesson-down:l1")
    page = client.get(f"{address}?revision=0").content.decode()
    assert "“Lesson 1” moved down" in page
    assert "<html" not in page


def test_two_people_on_one_plan_do_not_write_over_each_other(
    client: Client, plan: ImportPlan, teacher: User
) -> None:
    boss = instructor()
    User.objects.filter(pk=boss.pk).update(is_administrator=True)
    boss.refresh_from_db()
    other = client_for(boss)
    assert step(client, plan, "rename:l1", title="Mine").status_code == 200
    answer = step(other, plan, "rename:l1", title="Theirs")
    assert answer.status_code == 409
    assert "is now called “Mine”" in answer.content.decode()


def test_a_browser_closed_midway_finds_everything_again(
    client: Client, plan: ImportPlan, teacher: User
) -> None:
    step(client, plan, "lesson-down:l1")
    page = see(client_for(teacher), plan)
    assert page.index('id="lesson-l2"') < page.index('id="lesson-l1"')
    assert "Saved " in page
    assert "“Lesson 1” moved down" in page


def test_a_report_that_was_withdrawn_says_so_on_the_workbench(
    client: Client, plan: ImportPlan, report: Report, teacher: User
) -> None:
    client.post(f"/studio/plans/{plan.pk}/accept/", {"revision": 0})
    withdraw(report, by=teacher, why="Figures were wrong.")
    page = see(client, plan)
    assert "was withdrawn on" in page
    assert "Figures were wrong." in page
    assert LessonVersion.objects.count() == 4


def test_a_step_that_changes_nothing_says_so(client: Client, plan: ImportPlan) -> None:
    page = step(client, plan, "lesson-up:l1").content.decode()
    assert "Nothing changed: it is there already." in page


def test_lessons_outside_the_wanted_length_are_marked(client: Client, plan: ImportPlan) -> None:
    step(client, plan, "lessons-merge:", lesson=["l1", "l2", "l3", "l4"])
    page = see(client, plan)
    assert "1 lesson outside 5–12 minutes" in page
    assert ">long<" in page


def test_what_was_set_aside_is_read_to_its_end(
    client: Client, plan: ImportPlan, report: Report
) -> None:
    report.set_aside.all().delete()
    for number in range(201):
        report.set_aside.create(position=number, kind="footer", text=f"Foot {number}.", page=number)
    page = see(client, plan, "?tab=aside")
    assert ("Foot 199." in page, "Foot 200." in page) == (True, False)
    assert "tab=aside&amp;at=200" in page
    page = see(client, plan, "?tab=aside&at=200")
    assert ("Foot 199." in page, "Foot 200." in page) == (False, True)
    assert "Earlier lines" in page


def done(page: str) -> str:
    found = re.search(r'data-done="(\w*)"', page)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("act", "more", "acted_on"),
    [
        ("lesson-merge:l2", {}, "l1"),
        ("lesson-merge-below:l1", {}, "l1"),
        ("lesson-up:l2", {}, "l2"),
        ("lessons-merge:", {"lesson": ["l3", "l2"]}, "l2"),
        ("lessons-to:", {"lesson": ["l4", "l1"], "place": "m1"}, "l1"),
        ("module-merge:m2", {}, "m1"),
        ("module-split:l2", {}, "l2"),
    ],
)
def test_a_step_says_what_it_was_done_to(
    client: Client, plan: ImportPlan, act: str, more: dict[str, Any], acted_on: str
) -> None:
    assert done(step(client, plan, act, **more).content.decode()) == acted_on


def test_a_new_module_is_asked_for_its_title(client: Client, plan: ImportPlan) -> None:
    known = {module["id"] for module in plan.modules}
    page = step(client, plan, "module-split:l2").content.decode()
    plan.refresh_from_db()
    (new,) = {module["id"] for module in plan.modules} - known
    assert 'id="new-title"' in page and f'value="rename:{new}"' in page
    sent = {"step": f"module-merge:{new}", "revision": "1"}
    assert "panel=" not in client.post(f"/studio/plans/{plan.pk}/step/", sent)["Location"]
    sent = {"step": "module-split:l2", "revision": "2"}
    assert "panel=rename" in client.post(f"/studio/plans/{plan.pk}/step/", sent)["Location"]


def test_passages_put_into_a_new_lesson_lead_to_it(
    client: Client, plan: ImportPlan, report: Report
) -> None:
    page = step(client, plan, "put:", passage=key(report, "2"), into="new").content.decode()
    assert done(page) == "l5"


def test_one_lesson_per_section_is_offered_where_there_are_several(
    client: Client, plan: ImportPlan
) -> None:
    assert "One lesson per section" not in see(client, plan)
    page = step(client, plan, "lesson-merge:l2").content.decode()
    assert "One lesson per section" in page
    page = step(client, plan, "lesson-sections:l1", revision=1).content.decode()
    assert "made one lesson per section" in page
    assert ids(plan) == [["l1", "l5"], ["l3", "l4"]]


def test_what_is_in_no_lesson_is_listed_and_taken_in_from_there(
    client: Client, plan: ImportPlan, report: Report
) -> None:
    section = report.sections.order_by("position").first()
    assert section is not None
    page = step(client, plan, f"skip:{section.pk}").content.decode()
    assert "tab=aside" in page
    page = see(client, plan, "?tab=aside")
    assert "In no lesson" in page and f"take:{section.pk}" in page
    page = step(client, plan, f"take:{section.pk}", revision=1).content.decode()
    assert "words not used" not in page


def test_background_reading_is_named_in_words(client: Client, plan: ImportPlan) -> None:
    page = step(client, plan, "lesson-to:l1", to="background").content.decode()
    assert "in Background 1" in page and "B1" not in words_of(page)
