"""What the kinds with choices share when they grade. Pure."""

from collections.abc import Collection
from typing import Any, Literal

from courses.quizzes.types.values import Spec

State = Literal["right", "partly", "wrong", "missed", "left"]


def states(spec: Spec, chosen: Collection[str]) -> dict[str, State]:
    """{choice id: chosen and right, chosen and worth a part, chosen and wrong, missed (a key not
    chosen), left}."""
    return {c["id"]: _state(c, c["id"] in chosen) for c in spec["choices"]}


def _state(choice: Any, is_chosen: bool) -> State:
    if choice["correct"]:
        return "right" if is_chosen else "missed"
    if not is_chosen:
        return "left"
    return "partly" if choice.get("weight", 0) > 0 else "wrong"


def feedback_of(spec: Spec, chosen: Collection[str]) -> list[str]:
    """The feedback of each chosen choice in the author's order, then the general one."""
    own = [c.get("feedback_html", "") for c in spec["choices"] if c["id"] in chosen]
    return [*own, spec.get("feedback_html", "")]
