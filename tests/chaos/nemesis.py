"""Who strikes whom, and when: a plan drawn from a seed, then carried out."""

import random
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.chaos.build import points
from tests.chaos.rig import Rig, ScaledRig
from tests.chaos.units import Unit, children_of, send
from tests.support.pace import rest
from tests.support.servers import wait_for

STRIKES = "strikes.jsonl"
GAP_SECONDS = (1.0, 4.0)
STOP_SECONDS = (1.5, 4.0)
# After so many kills comes one stop, and after so many the next crash point is armed.
KILLS_A_STOP = 3
KILLS_A_POINT = 3
# So old a process is at least when it is struck, and so long one is waited for.
SETTLED_SECONDS = 1.5
LONGEST_WAIT_SECONDS = 60.0
# How often one is told how far it is.
KILLS_A_LINE = 20

TARGETS = {
    "scaled": (
        "web_worker",
        "web_master",
        "relay",
        "worker",
        "pool_child",
        "postgres",
        "redis_wiped",
    ),
    "embedded": ("web_worker", "web_master", "relay", "relay_child"),
}


@dataclass(frozen=True, slots=True)
class Strike:
    """`gap` seconds after the one before. `what`: kill, stop (for `seconds`), arm (a point) or
    nothing."""

    gap: float
    what: str
    target: str
    seconds: float = 0.0


def draw_plan(mode: str, kills: int, seed: int) -> list[Strike]:
    """Every target is met once before any is met again; the crash points early, in turn."""
    dice = random.Random(seed)
    targets = _bags(TARGETS[mode], dice)
    stopped = _bags(TARGETS[mode], dice)
    armed = _bags(points.POINTS, dice)
    plan: list[Strike] = []
    for number in range(kills):
        if number < len(points.POINTS) or number % KILLS_A_POINT == 0:
            plan.append(Strike(0.0, "arm", next(armed)))
        plan.append(Strike(dice.uniform(*GAP_SECONDS), "kill", next(targets)))
        if number % KILLS_A_STOP == KILLS_A_STOP - 1:
            seconds = dice.uniform(*STOP_SECONDS)
            plan.append(Strike(dice.uniform(*GAP_SECONDS), "stop", next(stopped), seconds))
    return plan


def _bags(members: tuple[str, ...], dice: random.Random) -> Iterator[str]:
    while True:
        yield from dice.sample(members, len(members))


class Nemesis:
    """Carries out a plan. It knows only processes that the rig started."""

    def __init__(self, rig: Rig, seed: int) -> None:
        self.rig = rig
        self.dice = random.Random(seed)
        self.record = rig.folder / STRIKES
        self.timers: list[threading.Timer] = []

    def carry_out(self, plan: list[Strike]) -> None:
        kills = sum(strike.what == "kill" for strike in plan)
        done = 0
        for strike in plan:
            rest(strike.gap)
            done += strike.what == "kill"
            if strike.what == "kill" and done % KILLS_A_LINE == 0:
                print(f"  {done} of {kills} kills", file=sys.stderr, flush=True)
            if strike.what == "arm":
                points.arm(self.rig.var, strike.target)
            elif strike.what != "nothing":
                self._strike(strike)
        self._wait_for_stopped()

    def _strike(self, strike: Strike) -> None:
        pids = self._found(strike.target)
        if strike.what == "kill" and strike.target == "redis_wiped":
            assert isinstance(self.rig, ScaledRig)
            self.rig.wipe_redis()
        number = signal.SIGKILL if strike.what == "kill" else signal.SIGSTOP
        began = time.time()
        for pid in pids:
            send(pid, number)
        points.append_line(
            self.record,
            began=began,
            t=time.time(),
            what=strike.what,
            target=strike.target,
            seconds=strike.seconds,
            pids=pids,
        )
        if strike.what == "stop":
            timer = threading.Timer(strike.seconds, _go_on, [pids])
            timer.start()
            self.timers.append(timer)

    def _found(self, target: str) -> list[int]:
        """Waits for whoever is just coming back: who never works has nothing to lose."""
        name, who = PLACES[target]
        unit = self.rig.units[name]
        pids: list[int] = []

        def is_there() -> bool:
            is_settled = unit.age >= SETTLED_SECONDS and (name != "web" or self.rig.is_up())
            pids[:] = who(unit, self.dice) if is_settled else []
            return bool(pids)

        what = f"a {target} to strike (see {self.rig.folder})"
        wait_for(is_there, seconds=LONGEST_WAIT_SECONDS, what=what)
        return pids

    def _wait_for_stopped(self) -> None:
        for timer in self.timers:
            timer.join()

    def wait_for_armed(self) -> None:
        """Until each point that was armed has struck somebody."""
        folder = points.chaos_folder(self.rig.var)
        armed = [folder / point for point in points.POINTS]
        wait_for(
            lambda: not any(point.exists() for point in armed),
            seconds=LONGEST_WAIT_SECONDS,
            what=f"a process at each armed point (see {self.rig.folder})",
        )

    def make_sure_of_points(self, *, seconds: float) -> None:
        """Whatever point nobody has passed yet is armed, until it was hit."""
        deadline = time.monotonic() + seconds
        while (missing := missing_points(self.rig.var)) and time.monotonic() < deadline:
            for point in missing:
                points.arm(self.rig.var, point)
            time.sleep(0.25)
        points.disarm(self.rig.var)


def missing_points(var: Path) -> list[str]:
    hits = points.chaos_folder(var) / points.HITS
    text = hits.read_text() if hits.exists() else ""
    return [point for point in points.POINTS if f'"{point}"' not in text]


def _go_on(pids: list[int]) -> None:
    for pid in pids:
        send(pid, signal.SIGCONT)


def the_main(unit: Unit, dice: random.Random) -> list[int]:
    return [unit.pid] if unit.pid else []


def a_child(unit: Unit, dice: random.Random) -> list[int]:
    children = children_of(unit.pid)
    return [dice.choice(children)] if children else []


def everyone(unit: Unit, dice: random.Random) -> list[int]:
    return unit.everyone()


# Target → the unit, and who of it.
PLACES: dict[str, tuple[str, Callable[[Unit, random.Random], list[int]]]] = {
    "web_worker": ("web", a_child),
    "web_master": ("web", the_main),
    "relay": ("relay", the_main),
    "relay_child": ("relay", a_child),
    "worker": ("worker-short", the_main),
    "pool_child": ("worker-short", a_child),
    "postgres": ("postgres", everyone),
    "redis_wiped": ("redis", the_main),
}
