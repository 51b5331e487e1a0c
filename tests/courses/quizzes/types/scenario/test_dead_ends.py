"""The test for dead ends: each sort of trap found, and nothing else said."""

from collections import deque
from typing import Any

import pytest
from hypothesis import given, settings

from courses.quizzes.types.registry import kind
from courses.quizzes.types.scenario.dead_ends import Finding, findings_of
from courses.quizzes.types.scenario.graph import Graph, graph_of
from courses.quizzes.types.scenario.walking import Place, after, beginning, open_choices
from courses.quizzes.types.scenario.wording import WORDS, problem_of
from tests.courses.quizzes.types.scenario.graphs import choice, ending, graph, scene, spec, specs

LINE = (scene("a", choice("c", "b", points="1")), ending("b"))
LOOP = scene("a", choice("c", "b", points="1"), choice("d", "z"))


def found(*scenes: dict[str, Any], **more: Any) -> list[tuple[str, str, str]]:
    return [(f.code, f.scene, f.choice) for f in findings_of(graph(*scenes, **more))]


def test_a_story_with_an_end_has_no_findings() -> None:
    assert found(*LINE) == []


def test_a_loop_with_an_exit_is_fine() -> None:
    looping = scene("b", choice("e", "a"), choice("f", "z"))
    assert found(LOOP, looping, ending("z")) == []


@pytest.mark.parametrize("start", ["", "nowhere"])
def test_start_missing(start: str) -> None:
    assert found(*LINE, start=start) == [("no_start", "", "")]


def test_no_ending_at_all() -> None:
    assert found(scene("a", choice("c", "a"))) == [("no_ending", "", "")]


def test_a_choice_to_nowhere() -> None:
    first = scene("a", choice("c", "b", points="1"), choice("d", ""), choice("e", "gone"))
    assert found(first, ending("b")) == [("nowhere", "a", "d"), ("nowhere", "a", "e")]


def test_a_scene_without_a_way_on() -> None:
    assert found(LOOP, scene("b"), ending("z")) == [("no_way_on", "b", ""), ("no_points", "", "")]


def test_an_ending_that_goes_on() -> None:
    assert found(LINE[0], {**ending("b"), "choices": [choice("d", "a")]}) == [
        ("ending_goes_on", "b", "")
    ]


def test_scenes_nobody_can_come_to() -> None:
    lost = (scene("x", choice("d", "y")), scene("y", choice("e", "x")))
    assert found(*LINE, *lost) == [("unreachable", "x", ""), ("unreachable", "y", "")]


def test_a_loop_without_an_end_names_its_scenes_only() -> None:
    circle = (scene("b", choice("e", "y")), scene("y", choice("f", "b")))
    first = scene("a", choice("c", "b"), choice("d", "z", points="1"))
    assert found(first, *circle, ending("z")) == [("no_end", "b", ""), ("no_end", "y", "")]


@pytest.mark.parametrize(
    "condition",
    [{"least": "9"}, {"most": "-1"}, {"after": "z"}, {"not_after": "a"}, {"after": "d"}],
)
def test_a_condition_that_can_never_hold(condition: dict[str, str]) -> None:
    first = scene("a", choice("c", "z", points="1"), choice("d", "z", **condition))
    assert found(first, ending("z")) == [("never_open", "a", "d")]


def test_a_scene_in_which_somebody_finds_every_choice_shut() -> None:
    first = scene("a", choice("c", "b", points="1"), choice("d", "b"))
    assert found(first, scene("b", choice("e", "z", after="c")), ending("z")) == [("shut", "b", "")]


def test_a_door_that_shuts_behind_one_leaves_a_loop_without_an_end() -> None:
    first = scene("a", choice("c", "b"), choice("d", "z", points="1", not_after="c"))
    assert found(first, scene("b", choice("e", "a")), ending("z")) == [
        ("no_end", "a", ""),
        ("no_end", "b", ""),
    ]


def test_no_points_and_no_full_ending() -> None:
    plain = (scene("a", choice("c", "z")), ending("z", 50))
    assert found(*plain) == [("no_points", "", "")]
    assert found(*plain, marking="ending") == [("no_full_ending", "", "")]


def test_too_many_ways_are_said_instead_of_tried() -> None:
    rooms = [
        scene(f"r{n}", choice(f"x{n}", "a", points="1"), choice(f"y{n}", "z")) for n in range(20)
    ]
    for part in (rooms[:10], rooms[10:]):
        part[0]["choices"] += [choice(f"to{room['id']}", room["id"]) for room in part[1:]]
    first = scene("a", *[choice(f"go{room['id']}", room["id"]) for room in rooms[::10]])
    assert ("too_many_ways", "", "") in found(first, *rooms, ending("z"))


def test_every_code_has_words_that_name_the_scene_and_say_what_to_do() -> None:
    story = spec(scene("a", choice("c", "")), ending("z"))
    for code in WORDS:
        of_choice = "c" if code in ("nowhere", "never_open") else ""
        words = problem_of(story, Finding(code, "a", of_choice)).message
        assert words.endswith(".") and "%(" not in words
    assert problem_of(story, Finding("nowhere", "a", "c")).field == "nodes.0.choices.0.target"


def test_what_is_found_keeps_it_from_being_saved() -> None:
    problems = kind("scenario").validate(spec(scene("a", choice("c", "a"))))
    assert [(p.field, p.message) for p in problems] == [
        ("nodes", "No scene is an ending. Mark at least one scene as an ending.")
    ]


@pytest.mark.parametrize(
    ("story", "field"),
    [
        (spec(*[ending(f"n{n}") for n in range(101)]), "nodes"),
        (
            spec(scene("a", *[choice(f"c{n}", "b") for n in range(11)]), ending("b")),
            "nodes.0.title",
        ),
        (spec(scene("a", choice("a", "b")), ending("b")), "nodes.0.id"),
        (
            spec(scene("a", choice("c", "b", points="many")), ending("b")),
            "nodes.0.choices.0.points",
        ),
        (
            spec(scene("a", choice("c", "b", points="0.001")), ending("b")),
            "nodes.0.choices.0.points",
        ),
        (spec(scene("a", choice("c", "b", after="x")), ending("b")), "nodes.0.choices.0.after"),
        (
            spec(scene("a", choice("c", "b", least="2", most="1")), ending("b")),
            "nodes.0.choices.0.most",
        ),
        (spec(scene("a", choice("c", "b")), ending("b", 101)), "nodes.1.worth"),
        (spec(*LINE, marking="luck"), "marking"),
    ],
)
def test_shapes_that_cannot_be_are_said_at_their_place(story: dict[str, Any], field: str) -> None:
    assert field in [problem.field for problem in kind("scenario").validate(story)]


def everywhere(story: Graph) -> dict[Place, list[Place]]:
    """Every place one can stand in, by trying: a second way to find out, slow and simple."""
    start = beginning(story)
    moves: dict[Place, list[Place]] = {}
    waiting = deque([start])
    while waiting and len(moves) < 3000:
        place = waiting.popleft()
        if place in moves:
            continue
        real = [one for one in open_choices(story, place) if one.target in story.scenes]
        moves[place] = [after(place, one) for one in real]
        waiting.extend(moves[place])
    return moves


@settings(max_examples=300, deadline=None)
@given(specs())
def test_findings_are_those_that_trying_every_way_finds(story: dict[str, Any]) -> None:
    made = graph_of(story)
    codes = {(one.code, one.scene) for one in findings_of(made)}
    assert all(one[0] in WORDS for one in codes)
    moves = everywhere(made)
    if len(moves) >= 3000 or ("no_ending", "") in codes:
        return
    reached = {place.scene for place in moves}
    lost = {scene_id for code, scene_id in codes if code == "unreachable"}
    assert lost == set(made.scenes) - reached
    stuck = {place.scene for place, ways in moves.items() if not ways}
    stuck -= {one.id for one in made.scenes.values() if one.is_ending}
    said = {one for code, one in codes if code in ("shut", "no_way_on", "nowhere")}
    assert stuck <= said


@settings(max_examples=200, deadline=None)
@given(specs())
def test_what_was_found_well_leaves_nobody_stuck(story: dict[str, Any]) -> None:
    made = graph_of(story)
    if findings_of(made):
        return
    moves = everywhere(made)
    can_end = {place for place in moves if made.scene(place.scene).is_ending}
    while True:
        more = {p for p, ways in moves.items() if p not in can_end and can_end & set(ways)}
        if not more:
            break
        can_end |= more
    assert len(moves) >= 3000 or can_end == set(moves)
