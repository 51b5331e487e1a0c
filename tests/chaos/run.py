"""One run: a rig, learners, a nemesis, then quiet and the check."""

import json
import random
import shutil
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.chaos.learner import Learner, Shared, new_seed, people_of
from tests.chaos.ledger import Ledger
from tests.chaos.nemesis import Nemesis, Strike, draw_plan, missing_points
from tests.chaos.rig import RIGS, Rig
from tests.support.servers import wait_for

LEARNERS = 6
# A stretch of the run in which one quiz closes.
CLOSING_SECONDS = 15.0
MOST_CLOSINGS = 40
RESOLVE_SECONDS = 60.0
# Who was struck while nobody worked has lost nothing. Some four seconds' work as a rule; the
# time is for one of which others take the cores.
ENOUGH = {"save": 150, "submit": 30}
ENOUGH_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Order:
    """What to run. Without a `plan` one of `kills` is drawn from the seed."""

    mode: str
    kills: int
    seed: int
    fault: str = ""
    plan: tuple[Strike, ...] = ()
    quiet_seconds: float = 120.0
    every_point: bool = True
    judge: str = "tests.chaos.check"


@dataclass(slots=True)
class Verdict:
    """`violations` is {invariant: [sentence]}, empty when all hold."""

    order: Order
    folder: Path
    seconds: float = 0.0
    figures: dict[str, Any] = field(default_factory=dict)
    violations: dict[str, list[str]] = field(default_factory=dict)


def carry_out(order: Order) -> Verdict:
    """Raises RuntimeError or TimeoutError when the rig itself cannot be had."""
    folder = Path(tempfile.mkdtemp(prefix=f"parcours-chaos-{order.mode}-"))
    start = time.monotonic()
    rig = RIGS[order.mode](folder, seed=order.seed, fault=order.fault)
    verdict = Verdict(order, folder)
    try:
        rig.start()
        told = _storm_and_check(rig, order)
    finally:
        rig.stop()
    verdict.figures, verdict.violations = told["figures"], told["violations"]
    verdict.seconds = time.monotonic() - start
    if not verdict.violations:
        shutil.rmtree(folder, ignore_errors=True)
    return verdict


def _storm_and_check(rig: Rig, order: Order) -> dict[str, Any]:
    plan = list(order.plan) or draw_plan(order.mode, order.kills, order.seed)
    world = make_world(rig, order, expected_seconds(plan))
    shared = Shared(rig.line_port, world["course"], world["quizzes"], people_of(world))
    nemesis = Nemesis(rig, order.seed)
    with learners(rig, shared, order.seed) as ledgers:
        nemesis.carry_out(plan)
        if order.every_point:
            nemesis.make_sure_of_points(seconds=180)
        else:
            nemesis.wait_for_armed()
        _wait_for_enough(ledgers)
        _wait_for_last_closing(world)
        rig.mend_line()
        rig.heal()
    told: dict[str, Any] = json.loads(
        rig.run(
            "-m",
            order.judge,
            str(rig.folder),
            str(order.quiet_seconds),
            seconds=order.quiet_seconds + 300,
        )
    )
    if order.every_point and (missing := missing_points(rig.var)):
        told["violations"]["points"] = [f"nobody passed {point}" for point in missing]
    return told


def expected_seconds(plan: list[Strike]) -> float:
    return sum(strike.gap for strike in plan)


def make_world(rig: Rig, order: Order, seconds: float) -> dict[str, Any]:
    """In the database, and as world.json in the folder."""
    count = min(max(round(seconds / CLOSING_SECONDS), 1), MOST_CLOSINGS)
    closing = [str(round(seconds * (n + 1) / (count + 1), 1)) for n in range(count)]
    people = 40 + 2 * order.kills
    text = rig.run("-m", "tests.chaos.world", str(people), *closing)
    (rig.folder / "world.json").write_text(text)
    world: dict[str, Any] = json.loads(text)
    return world


def _wait_for_last_closing(world: dict[str, Any]) -> None:
    last = max((quiz["closes_at"] or 0) + quiz["grace"] for quiz in world["quizzes"])
    time.sleep(max(0.0, last + 1 - time.time()))


def _wait_for_enough(ledgers: list[Ledger]) -> None:
    def is_enough() -> bool:
        done = sum((ledger.acknowledged for ledger in ledgers), Counter())
        return all(done[kind] >= count for kind, count in ENOUGH.items())

    wait_for(is_enough, seconds=ENOUGH_SECONDS, what="enough work done by the learners")


@contextmanager
def learners(rig: Rig, shared: Shared, seed: int) -> Iterator[list[Ledger]]:
    """They live as long as the block; what is unknown then is asked until it is known."""
    dice = random.Random(seed)
    ledgers = [Ledger(rig.folder / f"ledger-{number:02}.jsonl") for number in range(LEARNERS)]
    threads = [
        threading.Thread(target=Learner(shared, ledger, new_seed(dice)).live, daemon=True)
        for ledger in ledgers
    ]
    for thread in threads:
        thread.start()
    try:
        yield ledgers
        shared.until.set()
        deadline = time.monotonic() + RESOLVE_SECONDS
        for thread in threads:
            thread.join(max(0.1, deadline - time.monotonic()))
    finally:
        shared.until.set()
        shared.give_up.set()
        for thread in threads:
            thread.join(15)
        for ledger in ledgers:
            ledger.close()
