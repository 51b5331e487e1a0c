"""A scenario's scenes and choices as a graph. Pure, and tolerant: a spec may be half written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from courses.quizzes.types.values import ZERO, Spec

BY_ENDING = "ending"
FULL = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """A way on. Its points count the first time it is taken.

    It is open with `least` to `most` points so far, only `after` and `not_after` that scene or
    choice was passed; None and "" set no condition.
    """

    id: str
    target: str
    points: Decimal = ZERO
    least: Decimal | None = None
    most: Decimal | None = None
    after: str = ""
    not_after: str = ""

    @property
    def asks_points(self) -> bool:
        return self.least is not None or self.most is not None

    @property
    def is_conditional(self) -> bool:
        return self.asks_points or bool(self.after or self.not_after)


@dataclass(frozen=True, slots=True)
class Scene:
    """A node. `worth` is what ending here is worth, in percent, where endings are marked."""

    id: str
    is_ending: bool = False
    worth: int = 0
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Graph:
    """`scenes` in the author's order. `by_ending`: the ending is marked, not the choices."""

    start: str
    scenes: Mapping[str, Scene]
    by_ending: bool = False

    def scene(self, scene_id: str) -> Scene:
        """A scene that is not there has no way on."""
        return self.scenes.get(scene_id) or Scene(scene_id)

    @cached_property
    def links(self) -> Mapping[str, list[str]]:
        """{scene id: where its choices lead, whatever their conditions}; nowhere is left out."""
        return {scene_id: self._targets(scene) for scene_id, scene in self.scenes.items()}

    def _targets(self, scene: Scene) -> list[str]:
        targets = [] if scene.is_ending else [choice.target for choice in scene.choices]
        return [target for target in dict.fromkeys(targets) if target in self.scenes]

    @cached_property
    def ahead(self) -> Mapping[str, frozenset[str]]:
        """{scene id: the scenes that can come from it on, itself among them}."""
        return {scene_id: self._from(scene_id) for scene_id in self.scenes}

    def _from(self, scene_id: str) -> frozenset[str]:
        seen, waiting = {scene_id}, [scene_id]
        while waiting:
            new = [one for one in self.links[waiting.pop()] if one not in seen]
            seen.update(new)
            waiting += new
        return frozenset(seen)


def graph_of(spec: Spec) -> Graph:
    """What cannot be read is left out; the first of two scenes with one id stays."""
    scenes: dict[str, Scene] = {}
    for row in documents(spec.get("nodes")):
        scene = _scene(row)
        scenes.setdefault(scene.id, scene)
    start = str(spec.get("start") or "")
    return Graph(start, scenes, spec.get("marking") == BY_ENDING)


def documents(rows: object) -> list[Mapping[str, Any]]:
    """The rows that are documents."""
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _scene(row: Mapping[str, Any]) -> Scene:
    return Scene(
        id=str(row.get("id") or ""),
        is_ending=row.get("ending") is True,
        worth=int(number_of(row.get("worth")) or 0),
        choices=tuple(_choice(choice) for choice in documents(row.get("choices"))),
    )


def _choice(row: Mapping[str, Any]) -> Choice:
    return Choice(
        id=str(row.get("id") or ""),
        target=str(row.get("target") or ""),
        points=number_of(row.get("points")) or ZERO,
        least=number_of(row.get("least")),
        most=number_of(row.get("most")),
        after=str(row.get("after") or ""),
        not_after=str(row.get("not_after") or ""),
    )


def number_of(value: object) -> Decimal | None:
    """A number as authors write it: 2, "2", "-0,5"; None for anything else."""
    text = str("" if value is None or isinstance(value, bool) else value).strip()
    try:
        number = Decimal(text.replace(",", ".").replace("−", "-"))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def titles_of(spec: Spec) -> dict[str, str]:
    """{scene id: title, else its number}, in the author's order."""
    rows: Sequence[Mapping[str, Any]] = documents(spec.get("nodes"))
    return {
        str(row.get("id") or ""): str(row.get("title") or "").strip() or str(number)
        for number, row in enumerate(rows, 1)
    }
