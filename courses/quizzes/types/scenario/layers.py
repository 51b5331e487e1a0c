"""Where the scenes stand on the map: in layers, by how many choices lead to them. Pure."""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from courses.quizzes.types.scenario.graph import Graph

BOX_WIDTH = 150
BOX_HEIGHT = 40
GAP_ACROSS = 26
GAP_DOWN = 44
MARGIN = 30
MOST_SHOWN = 19  # half-width characters in a box


@dataclass(frozen=True, slots=True)
class Box:
    """A scene on the map; `x` and `y` of its upper left corner."""

    scene: str
    number: int
    title: str
    label: str
    x: int
    y: int
    is_start: bool
    is_ending: bool
    is_reached: bool

    @property
    def middle(self) -> int:
        return self.x + BOX_WIDTH // 2

    @property
    def text_y(self) -> int:
        return self.y + BOX_HEIGHT // 2 + 5


@dataclass(frozen=True, slots=True)
class Line:
    """A choice on the map. `goes_back`: to a scene that is no further on."""

    path: str
    goes_back: bool


@dataclass(frozen=True, slots=True)
class Map:
    width: int
    height: int
    boxes: list[Box]
    lines: list[Line]

    @property
    def goes_back(self) -> bool:
        return any(line.goes_back for line in self.lines)

    @property
    def has_lost(self) -> bool:
        return any(not box.is_reached for box in self.boxes)


def map_of(graph: Graph, titles: Mapping[str, str], *, mirrored: bool = False) -> Map:
    """`mirrored`: the first choice stands on the right, for pages that run from there."""
    depths = _depths(graph)
    layers = _layers(graph, depths)
    most = max((len(layer) for layer in layers), default=1)
    width = 2 * MARGIN + most * BOX_WIDTH + (most - 1) * GAP_ACROSS
    height = 2 * MARGIN + len(layers) * (BOX_HEIGHT + GAP_DOWN) - GAP_DOWN
    numbers = {scene: number for number, scene in enumerate(graph.scenes, 1)}
    boxes = []
    for row, layer in enumerate(layers):
        for place, scene in enumerate(reversed(layer) if mirrored else layer):
            start = (width - len(layer) * (BOX_WIDTH + GAP_ACROSS) + GAP_ACROSS) // 2
            title = titles.get(scene, "")
            box = Box(
                scene=scene,
                number=numbers[scene],
                title=title,
                label=_short(title),
                x=start + place * (BOX_WIDTH + GAP_ACROSS),
                y=MARGIN + row * (BOX_HEIGHT + GAP_DOWN),
                is_start=scene == graph.start,
                is_ending=graph.scenes[scene].is_ending,
                is_reached=scene in depths,
            )
            boxes.append(box)
    return Map(width, max(height, 2 * MARGIN), boxes, _lines(graph, boxes))


def _depths(graph: Graph) -> dict[str, int]:
    """{scene: the fewest choices that lead to it}, of those that can be reached."""
    if graph.start not in graph.scenes:
        return {}
    depths, layer = {graph.start: 0}, [graph.start]
    while layer:
        found = [one for scene in layer for one in graph.links[scene] if one not in depths]
        layer = list(dict.fromkeys(found))
        depths |= dict.fromkeys(layer, max(depths.values()) + 1)
    return depths


def _layers(graph: Graph, depths: Mapping[str, int]) -> list[list[str]]:
    """Scenes of one depth beside each other, near those that lead to them; the lost ones last."""
    rows: dict[int, list[str]] = defaultdict(list)
    last = max(depths.values(), default=-1) + 1
    for scene in graph.scenes:
        rows[depths.get(scene, last)].append(scene)
    before: dict[str, list[str]] = defaultdict(list)
    for scene, targets in graph.links.items():
        for target in targets:
            before[target].append(scene)
    place: dict[str, float] = {}
    layers = []
    for depth in sorted(rows):
        known = {one: [place[b] for b in before[one] if b in place] for one in rows[depth]}
        middles = {one: sum(found) / len(found) for one, found in known.items() if found}
        layer = sorted(rows[depth], key=lambda one: middles.get(one, 0.0))
        place |= {scene: (index + 0.5) / len(layer) for index, scene in enumerate(layer)}
        layers.append(layer)
    return layers


def _lines(graph: Graph, boxes: Sequence[Box]) -> list[Line]:
    by_scene = {box.scene: box for box in boxes}
    return [
        _line(by_scene[scene], by_scene[target])
        for scene, targets in graph.links.items()
        for target in targets
    ]


def _line(box: Box, to: Box) -> Line:
    """Down from edge to edge; beside each other in an arc above; what goes back leaves and arrives
    at the side."""
    if to.y > box.y:
        start, end = box.y + BOX_HEIGHT, to.y - 2
        bend = (end - start) // 2
        curve = f"{box.middle},{start + bend} {to.middle},{end - bend} {to.middle},{end}"
        return Line(f"M{box.middle},{start} C{curve}", goes_back=False)
    if to.y == box.y and to is not box:
        top, peak = box.y, box.y - GAP_DOWN // 2
        curve = f"{box.middle},{peak} {to.middle},{peak} {to.middle},{top - 2}"
        return Line(f"M{box.middle},{top} C{curve}", goes_back=True)
    x, y = box.x + BOX_WIDTH, box.y + BOX_HEIGHT // 2
    to_x, to_y = to.x + BOX_WIDTH + 2, to.y + BOX_HEIGHT // 2 + (12 if to is box else 0)
    out = max(x, to_x) + GAP_ACROSS
    return Line(f"M{x},{y} C{out},{y} {out},{to_y} {to_x},{to_y}", goes_back=True)


def _short(title: str) -> str:
    """As much as a box has room for; wide characters take two places."""
    width = 0
    for index, mark in enumerate(title):
        width += 2 if unicodedata.east_asian_width(mark) in "WF" else 1
        if width > MOST_SHOWN:
            return title[: max(index - 1, 1)] + "…"
    return title
