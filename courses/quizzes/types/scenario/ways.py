"""Every way through a scenario: what can be reached, and the best that can be made of it. Pure.

Two people in the same scene differ only in what still matters from there on: which scenes and
choices that later conditions ask for they have passed, which choices cannot count again, and their
points where a later choice asks for points. That is a Stand; there are few of them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from courses.quizzes.types.scenario.graph import Choice, Graph
from courses.quizzes.types.scenario.walking import Place, is_open
from courses.quizzes.types.values import ZERO

MOST_STANDS = 5_000

# (scene, what was passed and still matters, points where they still matter)
Stand = tuple[str, frozenset[str], Decimal | None]
# (choice, what it earns, where it leads)
Move = tuple[Choice, Decimal, Stand]


@dataclass(frozen=True)
class Ways:
    """`best`: what can still be earned from a stand on by ending well, None where nobody can end.

    `whole` is False when there were too many stands to look at all of them.
    """

    graph: Graph
    matters: "Matters"
    start: Stand
    moves: Mapping[Stand, list[Move]]
    best: Mapping[Stand, Decimal | None]
    whole: bool

    @property
    def most(self) -> Decimal | None:
        """The best result of all ways that end: points, or percent where endings are marked."""
        return self.best.get(self.start)

    def stand_of(self, place: Place) -> Stand:
        return _stand(self.matters, place.scene, place.passed, place.points)

    def best_after(self, place: Place, choice: Choice) -> Decimal | None:
        """What one can still earn by taking this choice here."""
        for move, gain, stand in self.moves.get(self.stand_of(place), ()):
            left = self.best.get(stand)
            if move.id == choice.id and left is not None:
                return gain + left
        return None

    def scenes(self) -> set[str]:
        """The scenes in which somebody can come to stand."""
        return {scene for scene, _passed, _points in self.moves}


@dataclass(frozen=True, slots=True)
class Matters:
    """{scene: what matters from there on}: ids that were passed, and whether points do."""

    ids: Mapping[str, frozenset[str]]
    points: Mapping[str, bool]


def ways_through(graph: Graph) -> Ways:
    """Looks at every stand that can be reached from the start."""
    matters = _matters(graph)
    start = _stand(matters, graph.start, frozenset([graph.start]), ZERO)
    moves, in_turn, whole = _explored(graph, matters, start)
    return Ways(graph, matters, start, moves, _best(graph, moves, in_turn), whole)


def _matters(graph: Graph) -> Matters:
    ids, points = {}, {}
    for scene_id, ahead in graph.ahead.items():
        choices = [choice for one in ahead for choice in graph.scene(one).choices]
        points[scene_id] = any(choice.asks_points for choice in choices)
        counts = points[scene_id] or not graph.by_ending
        ids[scene_id] = frozenset(_asked(choices, counts=counts))
    return Matters(ids, points)


def _asked(choices: Iterable[Choice], *, counts: bool) -> Iterator[str]:
    """`counts`: whether it matters that a choice has earned its points already."""
    for choice in choices:
        yield from (one for one in (choice.after, choice.not_after) if one)
        if counts and choice.points:
            yield choice.id


def _stand(matters: Matters, scene: str, passed: frozenset[str], points: Decimal) -> Stand:
    kept = passed & matters.ids.get(scene, frozenset())
    return scene, kept, points if matters.points.get(scene) else None


def _explored(
    graph: Graph, matters: Matters, start: Stand
) -> tuple[dict[Stand, list[Move]], list[Stand], bool]:
    """(the moves from each stand, the stands with what follows before what leads there, whole)."""
    moves = {start: _moves(graph, matters, start)}
    in_turn: list[Stand] = []
    trail = [(start, iter(moves[start]))]
    while trail:
        stand, left = trail[-1]
        onward = next((target for _choice, _gain, target in left if target not in moves), None)
        if onward is None:
            in_turn.append(stand)
            trail.pop()
            continue
        if len(moves) >= MOST_STANDS:
            return moves, in_turn, False
        moves[onward] = _moves(graph, matters, onward)
        trail.append((onward, iter(moves[onward])))
    return moves, in_turn, True


def _moves(graph: Graph, matters: Matters, stand: Stand) -> list[Move]:
    scene_id, passed, points = stand
    scene = graph.scene(scene_id)
    if scene.is_ending:
        return []
    found = []
    for choice in scene.choices:
        if choice.target not in graph.scenes or not is_open(choice, points or ZERO, passed):
            continue
        earned = ZERO if choice.id in passed else choice.points
        now = passed | {choice.id, choice.target}
        target = _stand(matters, choice.target, now, (points or ZERO) + earned)
        found.append((choice, ZERO if graph.by_ending else earned, target))
    return found


def _best(
    graph: Graph, moves: Mapping[Stand, list[Move]], in_turn: Iterable[Stand]
) -> dict[Stand, Decimal | None]:
    """Again and again until nothing changes: no loop earns anything, so it comes to an end."""
    best: dict[Stand, Decimal | None] = {}
    order = list(in_turn)
    changed = True
    while changed:
        changed = False
        for stand in order:
            found = _best_of(graph, stand, moves[stand], best)
            changed = changed or found != best.get(stand)
            best[stand] = found
    return best


def _best_of(
    graph: Graph, stand: Stand, moves: list[Move], best: Mapping[Stand, Decimal | None]
) -> Decimal | None:
    scene = graph.scene(stand[0])
    if scene.is_ending:
        return Decimal(scene.worth) if graph.by_ending else ZERO
    ended = [(gain, best.get(target)) for _choice, gain, target in moves]
    return max((gain + left for gain, left in ended if left is not None), default=None)
