"""The best way: exact, whatever loops and conditions there are."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from courses.quizzes.types.registry import kind
from courses.quizzes.types.scenario.graph import graph_of, number_of
from courses.quizzes.types.scenario.walking import after, beginning, open_choices
from courses.quizzes.types.scenario.ways import ways_through
from tests.courses.quizzes.types.scenario.graphs import choice, ending, graph, scene, specs
from tests.courses.quizzes.types.scenario.test_dead_ends import everywhere


def most(*scenes: dict[str, Any], **more: Any) -> Decimal | None:
    return ways_through(graph(*scenes, **more)).most


def test_the_best_of_two_ways() -> None:
    first = scene("a", choice("c", "b", points="1"), choice("d", "z", points="2"))
    assert most(first, scene("b", choice("e", "z", points="3")), ending("z")) == 4


def test_going_round_earns_once() -> None:
    first = scene("a", choice("c", "a", points="5"), choice("d", "z", points="1"))
    assert most(first, ending("z")) == 6


def test_a_hub_is_visited_room_by_room() -> None:
    rooms = [scene(f"r{n}", choice(f"back{n}", "a", points="1")) for n in range(6)]
    doors = [choice(f"go{n}", f"r{n}") for n in range(6)]
    assert most(scene("a", *doors, choice("out", "z")), *rooms, ending("z")) == 6


def test_points_may_be_lost_on_the_only_way() -> None:
    first = scene("a", choice("c", "b", points="-1"))
    assert most(first, scene("b", choice("d", "z", points="3")), ending("z")) == 2


def test_a_condition_on_points_may_ask_for_the_worse_choice() -> None:
    first = scene("a", choice("c", "b", points="2"), choice("d", "b", points="1"))
    second = scene("b", choice("e", "z", points="9", most="1"), choice("f", "z"))
    assert most(first, second, ending("z")) == 10


def test_where_nobody_can_end_there_is_no_best() -> None:
    assert most(scene("a", choice("c", "a", points="1")), ending("z")) is None


def test_by_ending_the_best_ending_that_can_be_reached() -> None:
    first = scene("a", choice("c", "y", points="9"), choice("d", "z", after="x"))
    assert most(first, ending("y", 40), ending("z"), scene("x"), marking="ending") == 40


def test_a_hundred_scenes_in_a_row_of_ten_choices_each() -> None:
    scenes = [
        scene(f"n{n}", *[choice(f"n{n}c{c}", f"n{n + 1}", points=str(c)) for c in range(10)])
        for n in range(99)
    ]
    assert most(*scenes, ending("n99"), start="n0") == 99 * 9


@pytest.mark.parametrize(
    ("written", "number"),
    [("2", 2), ("-1", -1), ("−1", -1), ("0,5", Decimal("0.5")), (3, 3), (True, None), ("", None)],
)
def test_points_are_read_as_authors_write_them(written: object, number: object) -> None:
    assert number_of(written) == number


@settings(max_examples=300, deadline=None)
@given(specs())
def test_best_is_what_trying_every_way_finds(story: dict[str, Any]) -> None:
    made = graph_of(story)
    moves = everywhere(made)
    ends = [place for place in moves if made.scene(place.scene).is_ending]
    if len(moves) >= 3000:
        return
    worths = [made.scene(p.scene).worth if made.by_ending else p.points for p in ends]
    assert ways_through(made).most == max(worths, default=None)


@settings(max_examples=150, deadline=None)
@given(specs())
def test_following_the_better_choice_earns_the_best(story: dict[str, Any]) -> None:
    """What the review calls better is better: taken at each step, it comes to the best."""
    member = kind("scenario")
    made = graph_of(story)
    ways = ways_through(made)
    if ways.most is None or not ways.whole:
        return
    place, steps = beginning(made), list[Any]()
    prepared = member.prepare(story, language="en")
    while not made.scene(place.scene).is_ending and len(steps) < 100:
        worth = [
            (left, one)
            for one in open_choices(made, place)
            if (left := ways.best_after(place, one)) is not None
        ]
        top = max(left for left, _one in worth)
        best = next(one for left, one in worth if left == top)
        steps = member.follow(prepared, steps, {"from": len(steps), "choice": best.id}, None)
        place = after(place, best)
    if len(steps) < 100 and ways.most > 0:
        assert member.grade(prepared, steps).outcome == "right"
