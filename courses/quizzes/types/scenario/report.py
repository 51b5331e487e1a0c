"""Which ways people took through a scenario. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from statistics import median
from typing import Any

from courses.quizzes.types.scenario.graph import Graph, documents, titles_of
from courses.quizzes.types.scenario.walking import chosen, places_along, steps_of, tries_of
from courses.quizzes.types.values import Spec, Value

MOST_WAYS = 10
# A median of fewer times says more about one person than about the choice.
FEWEST_TIMES = 5


@dataclass(frozen=True, slots=True)
class Walk:
    """What one person answered, with the graph of the version that they met."""

    person: int
    graph: Graph
    value: Value


@dataclass(frozen=True, slots=True)
class ChoiceFigures:
    """`share`: percent of the choices made in its scene. `seconds`: from coming to the scene to
    choosing, the median; None where too few times are known, as of the first scene."""

    text: str
    target: str
    times: int
    share: float
    seconds: float | None


@dataclass(frozen=True, slots=True)
class SceneFigures:
    """`visits` counts each coming; `stopped` the tries that went no further though they could."""

    title: str
    is_ending: bool
    visits: int
    people: int
    stopped: int
    choices: list[ChoiceFigures]


@dataclass(frozen=True, slots=True)
class WayFigures:
    """A way from the start on; `share` in percent of all tries."""

    scenes: str
    times: int
    share: float
    has_ended: bool


@dataclass(frozen=True, slots=True)
class PathReport:
    """`ended`: how many of the tries came to an ending."""

    people: int
    tries: int
    ended: int
    scenes: list[SceneFigures]
    ways: list[WayFigures]
    endings: list[tuple[str, int, float]]


@dataclass(slots=True)
class _Tally:
    visits: Counter[str] = field(default_factory=Counter)
    people: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    stopped: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    taken: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    ways: Counter[tuple[str, ...]] = field(default_factory=Counter)


def report_of(specs: Sequence[Spec], walks: Iterable[Walk]) -> PathReport:
    """`specs`: of the versions that were taken, the newest first; it names what it still has."""
    tally, persons = _Tally(), set[int]()
    for walk in walks:
        if steps_of(walk.value):
            persons.add(walk.person)
            _add(tally, walk)
    tries = sum(tally.ways.values())
    titles = {k: v for spec in reversed(specs) for k, v in titles_of(spec).items()}
    rows = {row["id"]: row for spec in reversed(specs) for row in documents(spec.get("nodes"))}
    return PathReport(
        people=len(persons),
        tries=tries,
        ended=sum(tally.ended.values()),
        scenes=[_scene(tally, row, titles) for row in rows.values()],
        ways=_ways(tally, titles, tries),
        endings=[
            (titles.get(scene, scene), times, times * 100 / tries)
            for scene, times in tally.ended.most_common()
        ],
    )


def _add(tally: _Tally, walk: Walk) -> None:
    for steps in tries_of(walk.value):
        if not steps:
            continue
        places = [place.scene for place in places_along(walk.graph, chosen(steps))]
        tally.visits.update(places)
        for scene in places:
            tally.people[scene].add(walk.person)
        last = walk.graph.scene(places[-1])
        (tally.ended if last.is_ending else tally.stopped)[last.id] += 1
        tally.taken.update(chosen(steps[: len(places) - 1]))
        tally.ways[tuple(places)] += 1
    _add_times(tally, walk)


def _add_times(tally: _Tally, walk: Walk) -> None:
    """Each step from the one before; how long the first took, nobody knows."""
    steps = steps_of(walk.value)
    for before, step in pairwise(steps):
        start, end = _moment(before), _moment(step)
        if step.get("choice") and start and end:
            tally.seconds[str(step["choice"])].append((end - start).total_seconds())


def _moment(step: Mapping[str, Any]) -> datetime | None:
    try:
        return datetime.fromisoformat(str(step.get("at") or ""))
    except ValueError:
        return None


def _scene(tally: _Tally, row: Mapping[str, Any], titles: Mapping[str, str]) -> SceneFigures:
    scene, choices = str(row["id"]), documents(row.get("choices"))
    made = sum(tally.taken[str(choice.get("id"))] for choice in choices)
    return SceneFigures(
        title=titles[scene],
        is_ending=row.get("ending") is True,
        visits=tally.visits[scene],
        people=len(tally.people[scene]),
        stopped=tally.stopped[scene],
        choices=[_choice(tally, choice, titles, made) for choice in choices],
    )


def _choice(
    tally: _Tally, row: Mapping[str, Any], titles: Mapping[str, str], made: int
) -> ChoiceFigures:
    choice = str(row.get("id"))
    times, seconds = tally.taken[choice], tally.seconds[choice]
    return ChoiceFigures(
        text=str(row.get("text") or ""),
        target=titles.get(str(row.get("target")), ""),
        times=times,
        share=times * 100 / made if made else 0.0,
        seconds=median(seconds) if len(seconds) >= FEWEST_TIMES else None,
    )


def _ways(tally: _Tally, titles: Mapping[str, str], tries: int) -> list[WayFigures]:
    return [
        WayFigures(
            scenes=" → ".join(titles.get(scene, scene) for scene in places),
            times=times,
            share=times * 100 / tries,
            has_ended=places[-1] in tally.ended,
        )
        for places, times in tally.ways.most_common(MOST_WAYS)
    ]
