from pathlib import Path

import pytest
from django.utils import translation

from courses.authoring.errors import NothingToRedo, NothingToUndo, PlanMoved
from courses.authoring.models import ImportPlan
from courses.authoring.plans import history
from courses.authoring.plans.history import last_steps, steps_since
from courses.authoring.plans.said import SENTENCES, SEVERAL, said
from courses.authoring.plans.services import plan_for, redo_step, take_step, undo_step
from courses.authoring.plans.steps import STEPS, Step
from courses.authoring.plans.told import told_of
from courses.people.models import User
from tests.support.make import administrator, client_for, instructor
from tests.support.make_reports import report_text, stored_report
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(tmp_path: Path) -> ImportPlan:
    return plan_for(stored_report(tmp_path, report_text(words=260)), instructor())


def rename(plan: ImportPlan, title: str, target: str = "l1") -> ImportPlan:
    return take_step(plan, Step("rename", target, title), revision=plan.revision)


def undo(plan: ImportPlan) -> ImportPlan:
    return undo_step(plan, revision=plan.revision)


def redo(plan: ImportPlan) -> ImportPlan:
    return redo_step(plan, revision=plan.revision)


def title(plan: ImportPlan) -> str:
    return str(plan.modules[0]["lessons"][0]["title"])


def test_one_goes_back_step_by_step_and_on_again(plan: ImportPlan) -> None:
    first = title(plan)
    for name in ("A", "B", "C"):
        plan = rename(plan, name)
    seen = []
    for go in (undo, undo, redo, undo, undo, redo, redo, redo):
        plan = go(plan)
        seen.append(title(plan))
    assert seen == ["B", "A", "B", "A", first, "A", "B", "C"]
    with pytest.raises(NothingToRedo):
        redo(plan)


def test_a_new_step_after_going_back_leaves_nothing_to_do_again(plan: ImportPlan) -> None:
    first = title(plan)
    plan = rename(undo(rename(rename(plan, "A"), "B")), "C")
    with pytest.raises(NothingToRedo):
        redo(plan)
    plan = undo(plan)
    assert title(plan) == "A"
    plan = undo(plan)
    assert title(plan) == first
    with pytest.raises(NothingToUndo):
        undo(plan)


def test_going_back_takes_the_revision_that_one_saw(plan: ImportPlan) -> None:
    plan = rename(plan, "A")
    with pytest.raises(PlanMoved):
        undo_step(plan, revision=0)


def test_a_step_that_changes_nothing_is_not_kept(plan: ImportPlan) -> None:
    plan = take_step(plan, Step("lesson-up", "l1"), revision=0)
    assert (plan.revision, plan.steps.count()) == (0, 0)


def test_the_history_is_told_in_words_newest_first(plan: ImportPlan) -> None:
    before = title(plan)
    plan = rename(plan, "Cash", target="course")
    plan = undo(rename(plan, "Old"))
    told = [said(step.action, step.details) for step in last_steps(plan)]
    assert told[0] == f"Undone: “{before}” is now called “Old”"
    assert told[2:] == [
        "“Report of the Board on asset recovery” is now called “Cash”",
        "As it was proposed",
    ]


def test_another_window_is_told_what_it_has_not_seen(plan: ImportPlan) -> None:
    plan = rename(rename(rename(plan, "A"), "B"), "C")
    assert [step.details["new"] for step in steps_since(plan, 1)] == ["B", "C"]


def test_what_was_kept_is_bounded_and_the_oldest_goes(
    plan: ImportPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "STEPS_KEPT", 10)
    for number in range(40):
        plan = rename(plan, f"Title {number}")
    assert plan.steps.count() == 11
    for _ in range(10):
        plan = undo(plan)
    assert title(plan) == "Title 29"


@pytest.mark.parametrize("taken", [0, 5])
def test_a_step_costs_the_same_however_many_were_taken(plan: ImportPlan, taken: int) -> None:
    for number in range(taken):
        plan = rename(plan, f"Title {number}")
    with assert_queries(5):
        rename(plan, "Another")


def test_every_step_has_its_sentence() -> None:
    details = {"title": "Cash", "to": "Gold", "new": "Silver", "n": 3, "place": "m2"}
    with translation.override("en"):
        told = {action: said(action, details) for action in STEPS}
    assert set(told) <= set(SENTENCES) | set(SEVERAL)
    assert all("%" not in sentence and sentence != "A change" for sentence in told.values())
    assert said("unknown to us", {}) == "A change"


def test_the_page_says_who_took_each_step(plan: ImportPlan) -> None:
    owner, other = plan.owner, administrator(name="Ada Novak")
    assert owner is not None
    plan = take_step(plan, Step("rename", "l1", "A"), revision=0, by=owner)
    plan = undo_step(plan, revision=1, by=other)
    with assert_queries(2):
        told = told_of(last_steps(plan), owner)
    assert [one.who for one in told] == ["Ada Novak", "you", ""]
    page = client_for(owner).get(f"/studio/plans/{plan.pk}/").content.decode()
    assert "<bdi>Ada Novak</bdi>" in page and "<bdi>you</bdi>" in page


def test_ones_own_steps_cost_no_query_more(plan: ImportPlan) -> None:
    owner = plan.owner
    assert owner is not None
    plan = take_step(plan, Step("rename", "l1", "A"), revision=0, by=owner)
    with assert_queries(1):
        told_of(last_steps(plan), owner)


def test_a_step_of_somebody_whose_account_is_gone_is_told_without_a_name(plan: ImportPlan) -> None:
    owner, other = plan.owner, administrator()
    assert owner is not None
    plan = take_step(plan, Step("rename", "l1", "A"), revision=0, by=other)
    User.objects.filter(pk=other.pk).delete()
    assert [one.who for one in told_of(last_steps(plan), owner)] == ["", ""]
