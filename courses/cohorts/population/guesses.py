"""What a made-up learner answers: right with some chance, else something that can be wrong.

A kind not named here stays unanswered, which is an answer too.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from courses.quizzes.types.hotspot.regions import middle
from courses.quizzes.types.hotspot.several import is_several
from courses.quizzes.types.scenario.graph import Choice, graph_of
from courses.quizzes.types.scenario.walking import Place, after, beginning, open_choices
from courses.quizzes.types.scenario.ways import Ways, ways_through
from courses.quizzes.types.values import Spec, Value

NOWHERE = {"x": 0.0, "y": 0.0}
MOST_STEPS = 40
# Papers are handed out to many learners: of a step only the time since the one before counts.
FIRST_STEP = datetime(2026, 1, 5, 9, tzinfo=UTC)


def guess(kind: str, spec: Spec, draw: Random, *, knows: bool) -> Value:
    """A value as the kind of question takes it, or None."""
    found = GUESSES.get(kind)
    return found(spec, draw, knows) if found else None


def _single(spec: Spec, draw: Random, knows: bool) -> Value:
    fitting = [choice["id"] for choice in spec["choices"] if bool(choice["correct"]) == knows]
    return draw.choice(fitting or [choice["id"] for choice in spec["choices"]])


def _multiple(spec: Spec, draw: Random, knows: bool) -> Value:
    if knows:
        return [choice["id"] for choice in spec["choices"] if choice["correct"]]
    ids = [choice["id"] for choice in spec["choices"]]
    return draw.sample(ids, draw.randint(1, len(ids)))


def _true_false(spec: Spec, draw: Random, knows: bool) -> Value:
    return bool(spec["answer"]) == knows


def _short(spec: Spec, draw: Random, knows: bool) -> Value:
    return draw.choice(spec["accepted"]) if knows else "?"


def _numeric(spec: Spec, draw: Random, knows: bool) -> Value:
    return str(spec["value"]) if knows else str(draw.randint(1, 999))


def _matching(spec: Spec, draw: Random, knows: bool) -> Value:
    options = [pair["option"] for pair in spec["pairs"]]
    if not knows:
        draw.shuffle(options)
    return {pair["id"]: option for pair, option in zip(spec["pairs"], options, strict=True)}


def _survey(spec: Spec, draw: Random, knows: bool) -> Value:
    """Nothing is right here: who knows more only says more."""
    if spec["survey"] == "text":
        return "More examples, please." if knows else None
    if spec["survey"] == "likert":
        places = [str(place) for place, _label in enumerate(spec["scale"], 1)]
        return {statement["id"]: draw.choice(places) for statement in spec["statements"]}
    ids = [choice["id"] for choice in spec["choices"]]
    return draw.choice(ids) if spec["survey"] == "one" else draw.sample(ids, 1)


def _hotspot(spec: Spec, draw: Random, knows: bool) -> Value:
    right = [_marked(spec, region) for region in spec["regions"] if region["correct"]]
    wrong = [_marked(spec, region) for region in spec["regions"] if not region["correct"]]
    if not is_several(spec):
        return draw.choice(right if knows else wrong or [NOWHERE])
    if knows:
        return {"places": right}
    some = draw.sample([*right, *(wrong or [NOWHERE])], draw.randint(1, len(right)))
    return {"places": some}


def _marked(spec: Spec, region: Any) -> dict[str, Any]:
    """By the list, or where the question has none by a cross in the middle."""
    if not spec.get("no_list"):
        return {"region": region["id"]}
    x, y = middle(region)
    return {"x": round(x, 4), "y": round(y, 4)}


def _scenario(spec: Spec, draw: Random, knows: bool) -> Value:
    """Who knows takes the best way. Others take the worst, or any: one earns a part by some."""
    graph = graph_of(spec)
    ways, places, steps = ways_through(graph), [beginning(graph)], list[Any]()
    is_careless = not knows and draw.random() < 0.5
    when = FIRST_STEP
    while (choices := open_choices(graph, places[-1])) and len(steps) < MOST_STEPS:
        draw.shuffle(choices)
        been = {place.scene for place in places}
        # What leads on goes before what leads back; else the best way may be round and round.
        ranked = sorted(
            choices,
            key=lambda one: (_left(ways, places[-1], one), one.target not in been),
        )
        chosen = choices[0] if is_careless else ranked[-1 if knows else 0]
        when += timedelta(seconds=draw.randint(3, 60))
        at = when.isoformat(timespec="milliseconds")
        steps.append({"node": places[-1].scene, "choice": chosen.id, "at": at})
        places.append(after(places[-1], chosen))
    return steps or None


def _left(ways: Ways, place: Place, choice: Choice) -> Decimal:
    left = ways.best_after(place, choice)
    return Decimal("-Infinity") if left is None else left


GUESSES: dict[str, Callable[[Any, Random, bool], Value]] = {
    "single_choice": _single,
    "multiple_choice": _multiple,
    "true_false": _true_false,
    "short_text": _short,
    "numeric": _numeric,
    "matching": _matching,
    "survey": _survey,
    "hotspot": _hotspot,
    "scenario": _scenario,
}
