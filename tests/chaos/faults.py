"""Small directed runs, one for each fault: few strikes, placed where the fault must show."""

from dataclasses import dataclass, replace

from tests.chaos.nemesis import Strike
from tests.chaos.run import Order

SEED = 7


@dataclass(frozen=True, slots=True)
class Proof:
    """The run that shows a fault, the invariants that must be named (none: the run stays green),
    and the figure, if one, that must not be 0."""

    order: Order
    named: frozenset[str]
    figure: str = ""


def arm(point: str, *, after: float = 2.0) -> Strike:
    return Strike(after, "arm", point)


def kill(target: str, *, after: float) -> Strike:
    return Strike(after, "kill", target)


def stop(target: str, *, after: float, seconds: float) -> Strike:
    return Strike(after, "stop", target, seconds)


def let_run(seconds: float) -> Strike:
    return Strike(seconds, "nothing", "")


def proof(
    mode: str, fault: str, *plan: Strike, named: str, quiet: float = 45.0, figure: str = ""
) -> Proof:
    kills = sum(strike.what == "kill" for strike in plan)
    order = Order(mode, kills, SEED, fault, plan, quiet_seconds=quiet, every_point=False)
    return Proof(order, frozenset(named.split()), figure)


# Nothing is broken in the site; the evidence is falsified afterwards.
DOCTORED = proof("embedded", "doctored", let_run(6), named="", quiet=120, figure="lies seen")

PROOFS: dict[str, Proof] = {
    # A worker dies in mid-grade; its lease runs out after 20 s, and nobody looks.
    "second_look_off": proof(
        "scaled",
        "second_look_off",
        arm("mid_grade"),
        let_run(6),
        named="I4 I8",
        quiet=25,
    ),
    # Two copies of a save race; the database would have refused the second row.
    "constraint_dropped": proof(
        "scaled",
        "constraint_dropped",
        let_run(8),
        named="I1",
        quiet=20,
        figure="saves stored twice",
    ),
    # Nothing is stored twice, for the lock stands; but the database would take a second row.
    "constraint_alone": proof("embedded", "constraint_alone", let_run(4), named="I1", quiet=20),
    # The same race with the constraint in its place.
    "lock_dropped": proof("scaled", "lock_dropped", let_run(8), named="", quiet=120),
    # The web dies with saves acknowledged and not stored.
    "early_saved": proof(
        "embedded",
        "early_saved",
        kill("web_worker", after=3),
        kill("web_worker", after=3),
        kill("web_master", after=3),
        named="I1",
        quiet=15,
    ),
    # The relay's child dies in mid-grade; the job says done.
    "early_done": proof(
        "embedded",
        "early_done",
        arm("mid_grade"),
        arm("mid_grade", after=3),
        let_run(3),
        named="I4",
        quiet=15,
    ),
    # Some browsers' clocks are wrong by seconds or an hour; the relay stands still at the end.
    "client_clock": proof(
        "embedded",
        "client_clock",
        stop("relay", after=3, seconds=8),
        let_run(6),
        named="I7",
        quiet=15,
    ),
    # Every mail goes out twice; the relay's child is killed meanwhile, which explains none of it.
    "mail_twice": proof(
        "embedded",
        "mail_twice",
        kill("relay_child", after=3),
        let_run(3),
        named="I6",
        quiet=15,
    ),
    # A sender dies with the 250 in hand; the mail goes out again under another name.
    "mail_renamed": proof(
        "embedded",
        "mail_renamed",
        arm("after_smtp_250"),
        let_run(3),
        named="I6",
        quiet=40,
    ),
    "doctored": replace(DOCTORED, order=replace(DOCTORED.order, judge="tests.chaos.doctored")),
}


def directed_orders() -> dict[str, Order]:
    return {fault: proof.order for fault, proof in PROOFS.items()}
