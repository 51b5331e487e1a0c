"""The map: every scene once, no two on top of each other, every choice a line."""

from itertools import combinations
from typing import Any

from hypothesis import given, settings

from courses.quizzes.types.scenario.graph import graph_of, titles_of
from courses.quizzes.types.scenario.layers import BOX_HEIGHT, BOX_WIDTH, map_of
from tests.courses.quizzes.types.scenario.graphs import choice, ending, graph, scene, specs

STORY = (
    scene("a", choice("c", "b"), choice("d", "z")),
    scene("b", choice("e", "a"), choice("f", "y")),
    ending("z"),
    ending("y"),
    scene("lost"),
)


def test_layers_follow_the_fewest_choices_that_lead_there() -> None:
    boxes = {box.scene: box for box in map_of(graph(*STORY), {}).boxes}
    assert boxes["a"].y < boxes["b"].y == boxes["z"].y < boxes["y"].y < boxes["lost"].y
    assert [box.scene for box in boxes.values() if not box.is_reached] == ["lost"]


def test_from_right_to_left_the_first_choice_stands_on_the_right() -> None:
    plain = {box.scene: box.x for box in map_of(graph(*STORY), {}).boxes}
    mirrored = {box.scene: box.x for box in map_of(graph(*STORY), {}, mirrored=True).boxes}
    assert plain["b"] < plain["z"] and mirrored["b"] > mirrored["z"]


def test_a_way_back_is_told_from_a_way_on() -> None:
    lines = map_of(graph(*STORY), {}).lines
    assert sum(line.goes_back for line in lines) == 1 and len(lines) == 4


def test_long_titles_are_cut_and_wide_letters_take_two_places() -> None:
    titles = {"a": "1. " + "long " * 9, "b": "2. " + "章" * 20}
    boxes = {box.scene: box for box in map_of(graph(*STORY), titles).boxes}
    assert boxes["a"].label.endswith("…") and len(boxes["a"].label) < 22
    assert len(boxes["b"].label) < len(boxes["a"].label)


@settings(max_examples=100, deadline=None)
@given(specs())
def test_no_two_scenes_overlap_and_all_lie_inside(story: dict[str, Any]) -> None:
    made = graph_of(story)
    drawn = map_of(made, titles_of(story))
    assert sorted(box.scene for box in drawn.boxes) == sorted(made.scenes)
    for one, other in combinations(drawn.boxes, 2):
        assert abs(one.x - other.x) >= BOX_WIDTH or abs(one.y - other.y) >= BOX_HEIGHT
    assert all(0 <= b.x <= drawn.width - BOX_WIDTH for b in drawn.boxes)
    assert all(0 <= b.y <= drawn.height - BOX_HEIGHT for b in drawn.boxes)
