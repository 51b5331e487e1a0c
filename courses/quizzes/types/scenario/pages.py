"""What a scenario's pages show: where one stands, how one fared, and all of it on paper."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from courses.quizzes.types.scenario.graph import Choice, Graph, documents, graph_of
from courses.quizzes.types.scenario.walking import (
    AGAIN,
    Place,
    Step,
    chosen,
    open_choices,
    places_along,
    steps_of,
    tries_of,
)
from courses.quizzes.types.scenario.ways import Ways, ways_through
from courses.quizzes.types.values import Mark, Spec, Value

Row = Mapping[str, Any]


def page_of(spec: Spec, value: Value) -> dict[str, Any]:
    """The scene one stands in, its open choices, and the way so far.

    `played`: the steps for a preview's form to carry; None where the server keeps them.
    """
    graph, scenes, steps = graph_of(spec), _scenes(spec), steps_of(value)
    walked = tries_of(steps)[-1]
    places = places_along(graph, chosen(walked))
    here = scenes.get(places[-1].scene, {})
    is_open = {choice.id for choice in open_choices(graph, places[-1])}
    choices = [
        {**row, "step": f"{len(steps)}.{row['id']}"}
        for row in documents(here.get("choices"))
        if row.get("id") in is_open
    ]
    trail = _trail(scenes, places, walked)
    is_played = all(not step.get("at") for step in steps)
    return {
        "here": here,
        "choices": choices,
        "trail": trail,
        "last": trail[-1] if trail else None,
        "ended": bool(here.get("ending")),
        "restart": f"{len(steps)}." if spec.get("again") and walked else "",
        "played": ".".join(step.get("choice") or AGAIN for step in steps) if is_played else None,
    }


def _scenes(spec: Spec) -> dict[str, Row]:
    return {str(row.get("id")): row for row in documents(spec.get("nodes"))}


def _trail(
    scenes: Mapping[str, Row], places: Sequence[Place], walked: Sequence[Step]
) -> list[dict[str, Any]]:
    """Each scene that was left, with the choice made there."""
    return [
        {"scene": scenes.get(place.scene, {}), "choice": _choice_row(scenes, place, step)}
        for place, step in zip(places[:-1], walked, strict=False)
    ]


def _choice_row(scenes: Mapping[str, Row], place: Place, step: Step) -> Row:
    rows = documents(scenes.get(place.scene, {}).get("choices"))
    return next((row for row in rows if row.get("id") == step.get("choice")), {})


def review_of(spec: Spec, value: Value, mark: Mark) -> dict[str, Any]:
    """The try that counts: each choice, what it earned, and what would have been better.

    `better` is worked out only where the page asks for it.
    """
    graph, scenes = graph_of(spec), _scenes(spec)
    tries = [steps for steps in tries_of(value) if steps]
    counted = int(mark.parts.get("best", len(tries) - 1))
    walked = tries[counted] if 0 <= counted < len(tries) else []
    places = places_along(graph, chosen(walked))
    trail = _trail(scenes, places, walked)

    @cache
    def ways() -> Ways:
        return ways_through(graph)

    for index, step in enumerate(trail):
        earned = places[index + 1].points - places[index].points
        step["earned"] = earned if not graph.by_ending else Decimal(0)
        step["better"] = _better_at(ways, graph, scenes, places[index], step["choice"])
    here = scenes.get(places[-1].scene, {}) if walked else {}
    return {
        "trail": trail,
        "ending": here if here.get("ending") else None,
        "stopped_at": here if walked and not here.get("ending") else None,
        "tries": len(tries),
        "counted": counted + 1,
        "by_ending": graph.by_ending,
        "points": Decimal(mark.parts.get("points", 0)),
        "most": Decimal(spec.get("most") or 0),
    }


def _better_at(
    ways: Callable[[], Ways],
    graph: Graph,
    scenes: Mapping[str, Row],
    place: Place,
    taken: Row,
) -> Callable[[], Row | None]:
    """The choice that could have led to more, or None where the one taken was as good as any."""

    def better() -> Row | None:
        best: list[tuple[Decimal, Choice]] = []
        for choice in open_choices(graph, place):
            left = ways().best_after(place, choice)
            if left is not None:
                best.append((left, choice))
        most = max((left for left, _choice in best), default=None)
        good = [choice.id for left, choice in best if left == most]
        if not good or taken.get("id") in good:
            return None
        rows = documents(scenes.get(place.scene, {}).get("choices"))
        return next((row for row in rows if row.get("id") in good), None)

    return better


def gamebook(spec: Spec) -> list[dict[str, Any]]:
    """Every scene with its number, the first one first; each choice with where to read on."""
    rows = documents(spec.get("nodes"))
    rows = sorted(rows, key=lambda row: row.get("id") != spec.get("start"))
    numbers = {row.get("id"): number for number, row in enumerate(rows, 1)}
    names = {
        choice.get("id"): choice.get("text", "")
        for row in rows
        for choice in documents(row.get("choices"))
    } | {row.get("id"): f"{number}. {row.get('title', '')}" for number, row in enumerate(rows, 1)}
    asks_points = any(
        choice.asks_points for scene in graph_of(spec).scenes.values() for choice in scene.choices
    )
    return [
        {
            "number": numbers[row.get("id")],
            "scene": row,
            "choices": [
                {
                    "row": choice,
                    "goes_to": numbers.get(choice.get("target")),
                    "after": names.get(choice.get("after"), ""),
                    "not_after": names.get(choice.get("not_after"), ""),
                    "points": choice.get("points") if asks_points else "",
                }
                for choice in documents(row.get("choices"))
            ],
        }
        for row in rows
    ]
