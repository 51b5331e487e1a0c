"""What a made-up learner answers: right with some chance, else something that can be wrong.

A kind not named here stays unanswered, which is an answer too.
"""

from collections.abc import Callable
from random import Random
from typing import Any

from courses.quizzes.types.values import Spec, Value


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


GUESSES: dict[str, Callable[[Any, Random, bool], Value]] = {
    "single_choice": _single,
    "multiple_choice": _multiple,
    "true_false": _true_false,
    "short_text": _short,
    "numeric": _numeric,
    "matching": _matching,
    "survey": _survey,
}
