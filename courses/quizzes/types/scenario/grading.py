"""Scenario: the value is the steps taken. The best of the tries counts."""

from dataclasses import replace
from decimal import Decimal

from courses.quizzes.types.scenario.graph import Graph, graph_of, number_of
from courses.quizzes.types.scenario.walking import chosen, places_along, tries_of
from courses.quizzes.types.values import ONE, ZERO, Mark, Outcome, Spec, Value, blank


def grade(spec: Spec, value: Value) -> Mark:
    """`parts` is {"tries", "best": which of them, "ended", "points": earned there, "most"}."""
    graph, tries = graph_of(spec), [one for one in tries_of(value) if one]
    most = number_of(spec.get("most")) or ZERO
    if not tries:
        unanswered = blank(spec, {})
        is_blank = value in (None, "", [], {})
        return unanswered if is_blank else replace(unanswered, outcome="wrong")
    results = [_result(graph, chosen(steps)) for steps in tries]
    best = max(range(len(tries)), key=lambda index: (_share(results[index], most), index))
    points, has_ended = results[best]
    parts = {
        "tries": len(tries),
        "best": best,
        "ended": has_ended,
        "points": str(points),
        "most": str(most),
    }
    fraction = _share(results[best], most)
    said = tuple(html for html in (spec.get("feedback_html"),) if html)
    return Mark(fraction, _outcome(fraction, has_ended), said, parts)


def _result(graph: Graph, choices: list[str]) -> tuple[Decimal, bool]:
    """(points, or percent where endings are marked; whether an ending was reached)."""
    place = places_along(graph, choices)[-1]
    scene = graph.scene(place.scene)
    if graph.by_ending:
        return Decimal(scene.worth if scene.is_ending else 0), scene.is_ending
    return place.points, scene.is_ending


def _share(result: tuple[Decimal, bool], most: Decimal) -> Decimal:
    """Of what the best way earns; a way without an end is worth what its choices were."""
    points, _has_ended = result
    return min(max(points / most, ZERO), ONE) if most > 0 else ZERO


def _outcome(fraction: Decimal, has_ended: bool) -> Outcome:
    if fraction <= ZERO:
        return "wrong"
    return "right" if fraction >= ONE and has_ended else "partly"
