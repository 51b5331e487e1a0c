import copy

import pytest

from content.planning import choosing, moves
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
    assert shape(choosing.skip(PLAN, section=4, sections=REPORT)) == [["Tracing", "Freezing"]]


def test_taking_a_section_in_again_puts_it_where_the_report_has_it() -> None:
    without = choosing.skip(PLAN, section=3, sections=REPORT)
    again = choosing.take(without, section=3, sections=REPORT)
    assert shape(again) == shape(PLAN)
    assert passages(again) == passages(PLAN)


def test_taking_in_into_an_empty_plan_makes_a_module() -> None:
    assert shape(choosing.take([], section=2, sections=REPORT)) == [["Tracing"]]


def test_a_step_on_what_is_gone_is_refused() -> None:
    with pytest.raises(CannotPlan):
        moves.move_lesson(PLAN, target="l99", by=1)
    with pytest.raises(CannotPlan):
        choosing.take(PLAN, section=2, sections=REPORT)


BACKGROUND: PlanModule = {
    "id": "m9",
    "title": "Background",
    "background": True,
    "lessons": [{"id": "l9", "title": "Thanks", "sections": [7], "passages": [], "why": ""}],
}


def ids(modules: list[PlanModule]) -> list[list[str]]:
    return [[lesson["id"] for lesson in module["lessons"]] for module in modules]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("l1", [["l2", "l4", "l1"], ["l3"]]),
        ("m2", [["l1"], ["l3", "l2", "l4"]]),
        ("new", [["l1"], ["l3"], ["l2", "l4"]]),
        ("background", [["l1"], ["l3"], ["l2", "l4"]]),
        ("l2", [["l1", "l2"], ["l3", "l4"]]),
    ],
)
def test_several_lessons_go_to_a_place_together(place: str, expected: list[list[str]]) -> None:
    assert ids(moves.place_lessons(PLAN, targets=["l4", "l2"], place=place)) == expected


def test_the_background_reading_stays_last_and_no_lesson_walks_into_it() -> None:
    plan = [*PLAN, BACKGROUND]
    assert ids(moves.place_lessons(plan, targets=["l1"], place="new"))[-2:] == [["l1"], ["l9"]]
    assert ids(moves.place_lessons(plan, targets=["l1"], place="background"))[-1] == ["l9", "l1"]
    assert moves.move_lesson(plan, target="l4", by=1) == plan
    assert moves.move_module(plan, target="m2", by=1) == plan
    moved = moves.place_module(plan, target="m1", place="end")
    assert [module["id"] for module in moved] == ["m2", "m1", "m9"]
    with pytest.raises(CannotPlan):
        moves.merge_below(plan, target="l4")


def test_background_reading_is_brought_in_where_the_report_has_it() -> None:
    thanks: PlanModule = {**BACKGROUND, "lessons": [{**BACKGROUND["lessons"][0], "sections": [3]}]}
    without = choosing.skip(PLAN, section=3, sections=REPORT)
    brought = moves.bring_in([*without, thanks], target="l9", sections=REPORT)
    assert ids(brought) == [["l1", "l9"], ["l3", "l4"]]
    with pytest.raises(CannotPlan):
        moves.bring_in(PLAN, target="l1", sections=REPORT)
    assert ids(moves.bring_in([BACKGROUND], target="l9", sections=REPORT)) == [["l9"]]


def test_a_module_is_put_in_front_of_another() -> None:
    placed = moves.place_module(PLAN, target="m2", place="m1")
    assert [module["id"] for module in placed] == ["m2", "m1"]


def test_merging_with_the_lesson_below_keeps_the_title() -> None:
    assert shape(moves.merge_below(PLAN, target="l1"))[0] == ["Tracing"]


def test_several_lessons_become_one() -> None:
    merged = moves.merge_lessons(PLAN, targets=["l4", "l1", "l3"])
    assert ids(merged) == [["l1", "l2"]]
    assert passages(merged)[0] == [101, 104, 105]


@pytest.mark.parametrize("targets", [[], ["l1"], ["l1", "l99"]])
def test_merging_fewer_than_two_is_refused(targets: list[str]) -> None:
    with pytest.raises(CannotPlan):
        moves.merge_lessons(PLAN, targets=targets)


def test_what_was_taken_of_the_proposals_goes_along() -> None:
    plan = copy.deepcopy(PLAN)
    plan[0]["lessons"][0]["objectives"] = ["One"]
    plan[0]["lessons"][1]["objectives"] = ["Two"]
    merged = moves.merge_lesson(plan, target="l2")
    assert merged[0]["lessons"][0]["objectives"] == ["One", "Two"]
    split = moves.split_lesson(merged, target="l1", before=103, sections=REPORT)
    assert [one.get("objectives", []) for one in split[0]["lessons"]] == [["One", "Two"], []]


def test_a_lesson_of_several_sections_becomes_one_for_each() -> None:
    merged = moves.merge_lessons(PLAN, targets=["l1", "l2", "l3"])
    parted = moves.split_by_section(merged, target="l1", sections=REPORT)
    assert passages(parted) == [[101], [102, 103], [104], [105]]
    assert shape(parted)[0] == ["Tracing", "Freezing", "Trafficking"]
    assert len({one["id"] for module in parted for one in module["lessons"]}) == 4
    with pytest.raises(CannotPlan):
        moves.split_by_section(PLAN, target="l1", sections=REPORT)


def test_part_of_a_section_stays_a_part_when_sections_are_parted() -> None:
    split = moves.split_lesson(PLAN, target="l2", before=103, sections=REPORT)
    merged = moves.merge_lesson(split, target="l2")
    parted = moves.split_by_section(merged, target="l1", sections=REPORT)
    assert passages(parted)[:3] == [[101], [102], [103]]


def test_a_heading_without_text_goes_with_what_follows_it() -> None:
    merged = moves.merge_lessons(PLAN, targets=["l1", "l3"])
    merged[0]["lessons"][0]["sections"].insert(-1, REPORT[3].id)
    parted = moves.split_by_section(merged, target="l1", sections=REPORT)
    assert parted[0]["lessons"][1]["sections"] == [REPORT[3].id, REPORT[4].id]


def test_a_title_that_somebody_gave_is_marked_so() -> None:
    renamed = moves.rename(PLAN, target="l1", title="Where money goes")
    assert renamed[0]["lessons"][0]["renamed"] is True
