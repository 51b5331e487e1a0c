import copy

import pytest

from content.planning import moves
from content.planning.propose import propose
from content.planning.values import CannotPlan, PlanModule, passages_of
from tests.content.planning.sections import sections

REPORT = sections(
    (1, "Money", []), (2, "Tracing", [900]), (2, "Freezing", [450, 450]),
    (1, "People", []), (2, "Trafficking", [900]), (2, "Smuggling", [950]),
)  # fmt: skip
PLAN = propose(REPORT)


def shape(modules: list[PlanModule]) -> list[list[str]]:
    return [[lesson["title"] for lesson in module["lessons"]] for module in modules]


def passages(modules: list[PlanModule]) -> list[list[int]]:
    by_id = {section.id: section for section in REPORT}
    return [
        [passage.id for passage in passages_of(lesson, by_id)]
        for module in modules
        for lesson in module["lessons"]
    ]


def test_the_plan_begins_with_two_modules_of_two_lessons() -> None:
    assert shape(PLAN) == [["Tracing", "Freezing"], ["Trafficking", "Smuggling"]]


def test_a_step_leaves_the_plan_that_it_was_given() -> None:
    before = copy.deepcopy(PLAN)
    moves.move_lesson(PLAN, target="l1", by=1)
    assert before == PLAN


def test_renaming_tidies_white_space() -> None:
    assert shape(moves.rename(PLAN, target="l1", title=" New \n title "))[0][0] == "New title"
    assert moves.rename(PLAN, target="m2", title="Humans")[1]["title"] == "Humans"


def test_renaming_to_nothing_is_refused() -> None:
    with pytest.raises(CannotPlan):
        moves.rename(PLAN, target="l1", title="  ")


def test_a_lesson_moves_within_and_across_modules() -> None:
    assert shape(moves.move_lesson(PLAN, target="l1", by=1))[0] == ["Freezing", "Tracing"]
    assert shape(moves.move_lesson(PLAN, target="l2", by=1)) == [
        ["Tracing"],
        ["Freezing", "Trafficking", "Smuggling"],
    ]
    assert shape(moves.move_lesson(PLAN, target="l3", by=-1))[0][2] == "Trafficking"


def test_a_lesson_at_either_end_stays() -> None:
    assert moves.move_lesson(PLAN, target="l1", by=-1) == PLAN
    assert moves.move_lesson(PLAN, target="l4", by=1) == PLAN


def test_a_module_moves_and_stays_at_its_end() -> None:
    assert [m["id"] for m in moves.move_module(PLAN, target="m1", by=1)] == ["m2", "m1"]
    assert moves.move_module(PLAN, target="m1", by=-1) == PLAN


def test_merging_keeps_every_passage() -> None:
    merged = moves.merge_lesson(PLAN, target="l2")
    assert shape(merged)[0] == ["Tracing"]
    assert passages(merged)[0] == [101, 102, 103]


def test_merging_the_first_lesson_of_all_is_refused() -> None:
    with pytest.raises(CannotPlan):
        moves.merge_lesson(PLAN, target="l1")


def test_merging_modules_puts_lessons_together() -> None:
    assert shape(moves.merge_module(PLAN, target="m2")) == [
        ["Tracing", "Freezing", "Trafficking", "Smuggling"]
    ]


def test_splitting_a_section_and_merging_again_gives_it_back() -> None:
    split = moves.split_lesson(PLAN, target="l2", before=103, sections=REPORT)
    assert passages(split)[:3] == [[101], [102], [103]]
    merged = moves.merge_lesson(split, target=split[0]["lessons"][2]["id"])
    assert passages(merged) == passages(PLAN)


def test_splitting_at_the_start_of_a_section_parts_the_sections() -> None:
    merged = moves.merge_lesson(PLAN, target="l2")
    split = moves.split_lesson(merged, target="l1", before=102, sections=REPORT)
    assert shape(split)[0] == ["Tracing", "Freezing"]
    assert passages(split)[:2] == [[101], [102, 103]]


def test_splitting_in_front_of_the_first_passage_is_refused() -> None:
    with pytest.raises(CannotPlan):
        moves.split_lesson(PLAN, target="l2", before=102, sections=REPORT)


def test_splitting_a_module_starts_one_with_the_lesson() -> None:
    split = moves.split_module(PLAN, target="l2")
    assert shape(split) == [["Tracing"], ["Freezing"], ["Trafficking", "Smuggling"]]


def test_skipping_a_section_takes_what_stands_below_it() -> None:
    assert shape(moves.skip(PLAN, section=4, sections=REPORT)) == [["Tracing", "Freezing"]]


def test_taking_a_section_in_again_puts_it_where_the_report_has_it() -> None:
    without = moves.skip(PLAN, section=3, sections=REPORT)
    again = moves.take(without, section=3, sections=REPORT)
    assert shape(again) == shape(PLAN)
    assert passages(again) == passages(PLAN)


def test_taking_in_into_an_empty_plan_makes_a_module() -> None:
    assert shape(moves.take([], section=2, sections=REPORT)) == [["Tracing"]]


def test_a_step_on_what_is_gone_is_refused() -> None:
    with pytest.raises(CannotPlan):
        moves.move_lesson(PLAN, target="l99", by=1)
    with pytest.raises(CannotPlan):
        moves.take(PLAN, section=2, sections=REPORT)
