from content.planning import moves
from content.planning.fresh import changed_lessons, told_anew
from content.planning.propose import propose
from content.planning.titles import title_of
from content.planning.values import PlanModule
from tests.content.planning.sections import sections

REPORT = sections((1, "Money", []), (2, "Tracing", [900]), (2, "Freezing", [450, 450]))
PLAN = propose(REPORT)


def titles(modules: list[PlanModule]) -> list[str]:
    return [lesson["title"] for module in modules for lesson in module["lessons"]]


def after(modules: list[PlanModule], before: list[PlanModule]) -> list[PlanModule]:
    changed = changed_lessons(before, modules, REPORT)
    return told_anew(modules, changed, lambda lesson: title_of(lesson, REPORT))


def test_a_merged_lesson_is_called_by_all_that_it_holds_and_its_parts_again_by_theirs() -> None:
    merged = after(moves.merge_lesson(PLAN, target="l2"), PLAN)
    assert titles(merged) != ["Tracing"]
    split = moves.split_lesson(merged, target="l1", before=102, sections=REPORT)
    assert titles(after(split, merged)) == ["Tracing", "Freezing"]


def test_two_parts_of_a_section_are_not_called_the_same() -> None:
    split = moves.split_lesson(PLAN, target="l2", before=103, sections=REPORT)
    assert len(set(titles(after(split, PLAN)))) == 3


def test_what_somebody_named_keeps_its_name() -> None:
    renamed = moves.rename(PLAN, target="l1", title="Where money goes")
    merged = after(moves.merge_lesson(renamed, target="l2"), renamed)
    assert titles(merged) == ["Where money goes"]


def test_a_lesson_that_only_moves_keeps_title_and_reason() -> None:
    PLAN[0]["lessons"][0]["why"] = {"kind": "too_short"}
    moved = moves.move_lesson(PLAN, target="l1", by=1)
    assert changed_lessons(PLAN, moved, REPORT) == set()


def test_the_reason_of_a_lesson_that_holds_something_else_is_gone() -> None:
    split = moves.split_lesson(PLAN, target="l2", before=103, sections=REPORT)
    lessons = [one for module in after(split, PLAN) for one in module["lessons"]]
    assert [one["why"] for one in lessons[1:]] == ["", ""]


def test_the_module_s_title_is_not_said_again_before_a_lesson_s_own() -> None:
    plan = moves.rename(PLAN, target=PLAN[0]["id"], title="Freezing")
    split = moves.split_lesson(plan, target="l2", before=103, sections=REPORT)
    names = {"l1": "Tracing", "l2": "Freezing : orders in time", "l3": "Freezing"}
    told = told_anew(split, {"l1", "l2", "l3"}, lambda lesson: names[lesson["id"]])
    assert titles(told) == ["Tracing", "Orders in time", "Freezing"]
