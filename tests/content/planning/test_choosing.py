import random

import pytest

from content.planning import choosing, moves
from content.planning.holdings import holders
from content.planning.propose import propose
from content.planning.values import CannotPlan, PlanModule, passages_of
from tests.content.planning.sections import sections

REPORT = sections(
    (1, "Money", []), (2, "Tracing", [500, 500]), (2, "Freezing", [450, 450]),
    (1, "People", [900]), (2, "Trafficking", [900]),
)  # fmt: skip
BY_ID = {section.id: section for section in REPORT}
ALL = [passage.id for section in REPORT for passage in section.passages]


def plan_of(*lessons: list[int]) -> list[PlanModule]:
    return [
        {
            "id": "m1",
            "title": "Module",
            "lessons": [
                {
                    "id": f"l{number}",
                    "title": f"Lesson {number}",
                    "sections": own,
                    "passages": [],
                    "why": "",
                }
                for number, own in enumerate(lessons, 1)
            ],
        }
    ]


PLAN = plan_of([1, 2], [3], [4, 5])


def held(modules: list[PlanModule]) -> list[list[int]]:
    return [
        [passage.id for passage in passages_of(lesson, BY_ID)]
        for module in modules
        for lesson in module["lessons"]
    ]


def test_a_passage_goes_out_of_its_lesson_into_another() -> None:
    moved = choosing.put(PLAN, passages=[102, 105], into="l2", sections=REPORT)
    assert held(moved) == [[101], [102, 103, 104, 105], [106]]


def test_put_back_the_plan_is_as_it_was() -> None:
    moved = choosing.put(PLAN, passages=[102], into="l2", sections=REPORT)
    assert choosing.put(moved, passages=[102], into="l1", sections=REPORT) == PLAN


def test_passages_make_a_lesson_of_their_own_where_the_report_has_them() -> None:
    moved = choosing.put(PLAN, passages=[103, 106], into="new", sections=REPORT)
    assert held(moved) == [[101, 102], [103, 106], [104], [105]]
    assert moved[0]["lessons"][1]["title"] == "Freezing"


def test_a_lesson_with_all_its_passages_taken_goes() -> None:
    moved = choosing.put(PLAN, passages=[103, 104], into="l1", sections=REPORT)
    assert held(moved) == [[101, 102, 103, 104], [105, 106]]


def test_passages_left_out_are_in_no_lesson() -> None:
    left = choosing.drop(PLAN, passages=[101, 103, 104], sections=REPORT)
    assert held(left) == [[102], [105, 106]]
    assert set(holders(left, BY_ID)) == {102, 105, 106}


def test_leaving_out_everything_leaves_an_empty_plan_and_one_can_begin_anew() -> None:
    assert choosing.drop(PLAN, passages=ALL, sections=REPORT) == []
    assert held(choosing.put([], passages=[104], into="new", sections=REPORT)) == [[104]]


def test_taking_in_a_section_takes_what_no_lesson_has_of_it() -> None:
    left = choosing.drop(PLAN, passages=[101, 106], sections=REPORT)
    taken = choosing.take(left, section=1, sections=REPORT)
    assert held(taken) == [[101], [102], [103, 104], [105]]
    assert held(choosing.take(taken, section=5, sections=REPORT))[-1] == [106]


def test_with_background_reading_alone_a_lesson_gets_a_module_in_front() -> None:
    background: PlanModule = {**plan_of([5])[0], "background": True}
    taken = choosing.take([background], section=2, sections=REPORT)
    assert [module.get("background", False) for module in taken] == [False, True]


@pytest.mark.parametrize(
    ("passages", "into"), [([], "l1"), ([999], "l1"), ([101, 999], "new"), ([101], "l99")]
)
def test_what_is_not_there_is_refused(passages: list[int], into: str) -> None:
    with pytest.raises(CannotPlan):
        choosing.put(PLAN, passages=passages, into=into, sections=REPORT)


def test_after_any_steps_every_passage_stands_in_one_lesson_or_is_left_out() -> None:
    chance = random.Random(20)
    plan = propose(REPORT)
    for _ in range(400):
        plan = _a_step(plan, chance)
        places = [one for lesson in held(plan) for one in lesson]
        assert len(places) == len(set(places))
        assert all(held(plan)), plan


def _a_step(plan: list[PlanModule], chance: random.Random) -> list[PlanModule]:
    lessons = [lesson["id"] for module in plan for lesson in module["lessons"]]
    some = chance.sample(ALL, chance.randint(1, 3))
    lesson = chance.choice(lessons or ["l1"])
    section = chance.randint(1, 5)
    steps = [
        lambda: choosing.put(plan, passages=some, into="new", sections=REPORT),
        lambda: choosing.put(plan, passages=some, into=lesson, sections=REPORT),
        lambda: choosing.drop(plan, passages=some, sections=REPORT),
        lambda: choosing.take(plan, section=section, sections=REPORT),
        lambda: choosing.skip(plan, section=section, sections=REPORT),
        lambda: moves.merge_lesson(plan, target=lesson),
        lambda: moves.merge_lessons(plan, targets=chance.sample(lessons, min(3, len(lessons)))),
        lambda: moves.split_lesson(plan, target=lesson, before=some[0], sections=REPORT),
    ]
    try:
        return chance.choice(steps)()
    except CannotPlan:
        return plan
