"""What the kinds with choices share when they grade. Pure."""

from collections.abc import Collection
from typing import Literal

from courses.quizzes.types.values import Spec

State = Literal["right", "wrong", "missed", "left"]


def states(spec: Spec, chosen: Collection[str]) -> dict[str, State]:
    """{choice id: chosen and right, chosen and wrong, missed (a key not chosen), left}."""
    return {c["id"]: _state(c["id"] in chosen, bool(c["correct"])) for c in spec["choices"]}


def _state(is_chosen: bool, is_correct: bool) -> State:
    if is_chosen:
        return "right" if is_correct else "wrong"
    return "missed" if is_correct else "left"


def feedback_of(spec: Spec, chosen: Collection[str]) -> list[str]:
    """The feedback of each chosen choice in the author's order, then the general one."""
    own = [c.get("feedback_html", "") for c in spec["choices"] if c["id"] in chosen]
    return [*own, spec.get("feedback_html", "")]
