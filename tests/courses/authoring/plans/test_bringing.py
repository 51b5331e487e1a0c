"""Background reading that was left out becomes a lesson of the course later, once."""

from pathlib import Path

import pytest

from courses.authoring.errors import StepNotPossible
from courses.authoring.models import ImportPlan
from courses.authoring.plans.bringing import bring_in, set_apart
from courses.authoring.plans.services import accept_plan, plan_for, take_step
from courses.authoring.plans.steps import Step
from courses.catalog.models import Course
from courses.catalog.queries import draft_lessons
from courses.people.models import User
from tests.support.make import administrator, client_for
from tests.support.make_reports import report_text, stored_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher() -> User:
    return administrator()  # who may cite any report


@pytest.fixture
def course(tmp_path: Path, teacher: User) -> Course:
    """Of a plan whose last two lessons were set apart."""
    plan = plan_for(stored_report(tmp_path, report_text(words=260)), teacher)
    for _ in range(2):
        last = plan.modules[0]["lessons"][-1]["id"]
        step = Step("lesson-to", target=last, place="background")
        plan = take_step(plan, step, revision=plan.revision)
    return accept_plan(plan, by=teacher, revision=plan.revision)


def test_what_was_set_apart_is_brought_in_once(course: Course, teacher: User) -> None:
    first, second = set_apart(course)
    before = draft_lessons(course).count()
    brought = [bring_in(course, one.plan, one.lesson, by=teacher) for one in (first, second)]
    assert brought[0].module == brought[1].module != draft_lessons(course)[0].module
    assert draft_lessons(course).count() == before + 2
    version = brought[0].versions.get()
    assert version.title == first.title and version.anchors.exists()
    assert set_apart(course) == []
    with pytest.raises(StepNotPossible):
        bring_in(course, first.plan, first.lesson, by=teacher)


def test_a_plan_of_another_course_is_not_there(course: Course, teacher: User) -> None:
    (first, _second) = set_apart(course)
    ImportPlan.objects.filter(pk=first.plan).update(course=None)
    with pytest.raises(StepNotPossible):
        bring_in(course, first.plan, first.lesson, by=teacher)


def test_the_outline_offers_it_and_leads_to_the_new_lesson(course: Course, teacher: User) -> None:
    client, path = client_for(teacher), f"/studio/courses/{course.slug}/"
    page = client.get(path).content.decode()
    assert "2 texts of background reading are in no lesson" in page
    one = set_apart(course)[0]
    answer = client.post(f"{path}step/", {"step": f"bring-in:{one.plan}", "place": one.lesson})
    assert answer.status_code == 302 and "done=" in answer["Location"]
    assert "1 text of background reading is in no lesson" in client.get(path).content.decode()
