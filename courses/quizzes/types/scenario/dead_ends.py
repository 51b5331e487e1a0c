"""The test that finds dead ends. Pure: codes and places, no words (see wording.py)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from courses.quizzes.types.scenario.graph import FULL, Graph, Scene
from courses.quizzes.types.scenario.ways import Stand, Ways, ways_through


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` names what is wrong; the scene and choice are "" where it is the whole scenario."""

    code: str
    scene: str = ""
    choice: str = ""


def findings_of(graph: Graph) -> list[Finding]:
    """Everything that would leave somebody without a way to an end, or a scene unseen."""
    found = [one for scene in graph.scenes.values() for one in _of_scene(graph, scene)]
    if graph.start not in graph.scenes:
        return [Finding("no_start"), *found]
    if not any(scene.is_ending for scene in graph.scenes.values()):
        return [Finding("no_ending"), *found, *_unreachable(graph)]
    ways = ways_through(graph)
    if not ways.whole:
        return [Finding("too_many_ways"), *found, *_unreachable(graph)]
    return [*found, *_of_ways(ways), *_of_points(ways)]


def _of_scene(graph: Graph, scene: Scene) -> Iterator[Finding]:
    if scene.is_ending and scene.choices:
        yield Finding("ending_goes_on", scene.id)
    if not scene.is_ending and not scene.choices:
        yield Finding("no_way_on", scene.id)
    for choice in scene.choices:
        if choice.target not in graph.scenes and not scene.is_ending:
            yield Finding("nowhere", scene.id, choice.id)


def _unreachable(graph: Graph) -> Iterator[Finding]:
    reached = graph.ahead[graph.start]
    yield from (Finding("unreachable", one) for one in graph.scenes if one not in reached)


def _of_ways(ways: Ways) -> Iterator[Finding]:
    reached, opened = ways.scenes(), _opened(ways)
    shut = {stand[0] for stand in ways.moves if _is_shut(ways, stand)}
    circling = _circling(ways)
    for scene in ways.graph.scenes.values():
        if scene.id not in reached:
            yield Finding("unreachable", scene.id)
            continue
        for choice in scene.choices:
            is_way = choice.target in ways.graph.scenes and not scene.is_ending
            if is_way and choice.id not in opened[scene.id]:
                yield Finding("never_open", scene.id, choice.id)
        if scene.id in shut:
            yield Finding("shut", scene.id)
        if scene.id in circling:
            yield Finding("no_end", scene.id)


def _opened(ways: Ways) -> dict[str, set[str]]:
    """{scene id: the choices that are open to somebody}."""
    opened: dict[str, set[str]] = defaultdict(set)
    for (scene, _passed, _points), moves in ways.moves.items():
        opened[scene].update(choice.id for choice, _gain, _stand in moves)
    return opened


def _is_shut(ways: Ways, stand: Stand) -> bool:
    """Somebody stands here and every choice that leads somewhere is shut."""
    scene = ways.graph.scene(stand[0])
    leads = any(choice.target in ways.graph.scenes for choice in scene.choices)
    return leads and not scene.is_ending and not ways.moves[stand]


def _circling(ways: Ways) -> set[str]:
    """Scenes from which somebody can only go round for ever.

    Who comes to a scene without a way on is told so there, not at each scene before it.
    """
    stops = {
        stand
        for stand, moves in ways.moves.items()
        if not moves and not ways.graph.scene(stand[0]).is_ending
    }
    before: dict[Stand, list[Stand]] = defaultdict(list)
    for stand, moves in ways.moves.items():
        for _choice, _gain, target in moves:
            before[target].append(stand)
    explained, waiting = set(stops), list(stops)
    while waiting:
        new = [stand for stand in before[waiting.pop()] if stand not in explained]
        explained.update(new)
        waiting += new
    return {
        stand[0]
        for stand, best in ways.best.items()
        if best is None and stand not in explained and ways.moves[stand]
    }


def _of_points(ways: Ways) -> Iterator[Finding]:
    if ways.most is None:
        return
    if ways.graph.by_ending and ways.most < FULL:
        yield Finding("no_full_ending")
    if not ways.graph.by_ending and ways.most <= 0:
        yield Finding("no_points")
