"""Going through a scenario, step by step. Pure.

A walk is a list of steps {"node", "choice", "at"}, as an answer holds it. A step without a choice
goes back to the start: what stands before it was an earlier try.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from courses.quizzes.types.scenario.graph import Choice, Graph
from courses.quizzes.types.values import ZERO, Value

Step = dict[str, Any]
AGAIN = "~"  # in a carried path, for the step that goes back to the start


@dataclass(frozen=True, slots=True)
class Place:
    """Where one stands: the scene, the points so far, the scenes and choices passed."""

    scene: str
    points: Decimal
    passed: frozenset[str]


def beginning(graph: Graph) -> Place:
    return Place(graph.start, ZERO, frozenset([graph.start]))


def is_open(choice: Choice, points: Decimal, passed: frozenset[str]) -> bool:
    """Whether the choice's conditions hold."""
    if choice.least is not None and points < choice.least:
        return False
    if choice.most is not None and points > choice.most:
        return False
    if choice.after and choice.after not in passed:
        return False
    return not (choice.not_after and choice.not_after in passed)


def open_choices(graph: Graph, place: Place) -> list[Choice]:
    """What can be chosen; nothing at an ending."""
    scene = graph.scene(place.scene)
    if scene.is_ending:
        return []
    return [one for one in scene.choices if is_open(one, place.points, place.passed)]


def after(place: Place, choice: Choice) -> Place:
    """Where a choice leads. Its points count once, however often one goes round."""
    earned = ZERO if choice.id in place.passed else choice.points
    return Place(choice.target, place.points + earned, place.passed | {choice.id, choice.target})


def places_along(graph: Graph, choices: Iterable[str]) -> list[Place]:
    """The start and the place after each choice; up to the first that cannot be taken."""
    places = [beginning(graph)]
    for choice_id in choices:
        found = next((one for one in open_choices(graph, places[-1]) if one.id == choice_id), None)
        if found is None:
            break
        places.append(after(places[-1], found))
    return places


def steps_of(value: Value) -> list[Step]:
    """The steps of an answer; [] for what is none."""
    if not isinstance(value, list):
        return []
    return [step for step in value if isinstance(step, dict) and isinstance(step.get("node"), str)]


def tries_of(value: Value) -> list[list[Step]]:
    """The answer's walks, each from the start; the last one is under way or ended."""
    tries: list[list[Step]] = [[]]
    for step in steps_of(value):
        if step.get("choice"):
            tries[-1].append(step)
        else:
            tries.append([])
    return tries


def chosen(steps: Sequence[Step]) -> list[str]:
    return [str(step["choice"]) for step in steps]
