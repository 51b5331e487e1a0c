"""The parts of the chaos, each alone: a broken judge would let everything pass."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from elearning.env import BASE_DIR
from tests.chaos.build import points
from tests.chaos.deliveries import what_it_says
from tests.chaos.ledger import Ledger, Operation, digest, read_ledgers
from tests.chaos.line import Line, NoAnswer
from tests.chaos.marking import mark, standing_answers
from tests.chaos.nemesis import TARGETS, draw_plan
from tests.chaos.units import Caretaker, Unit, children_of
from tests.support.servers import answers, free_port, wait_for

SLOTS = [
    {"slot": 1, "points": "1.5", "right": True, "wrong": [False], "is_shared": False},
    {
        "slot": 2,
        "points": "1",
        "right": {"p1": "x", "p2": "y", "p3": "z"},
        "wrong": [],
        "is_shared": True,
    },
]
QUIZ = {"slots": SLOTS, "pass_mark": 60}


def test_a_seed_gives_the_same_plan_and_every_target_its_turn() -> None:
    plan = draw_plan("scaled", 14, 7)
    assert plan == draw_plan("scaled", 14, 7)
    assert plan != draw_plan("scaled", 14, 8)
    killed = [strike.target for strike in plan if strike.what == "kill"]
    assert sorted(killed) == sorted(TARGETS["scaled"] * 2)
    assert {s.target for s in plan if s.what == "arm"} == set(points.POINTS)


def saved(ledger: Ledger, *, slot: int, sequence: int, value: object) -> Operation:
    operation = Operation("save", 1, "plain", "a", slot, sequence, value)
    ledger.sent(operation)
    ledger.outcome(operation, "ok", status=200)
    return operation


def test_the_ledger_alone_gives_the_grade(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger-00.jsonl")
    saved(ledger, slot=1, sequence=2, value=True)
    saved(ledger, slot=1, sequence=1, value=False)
    saved(ledger, slot=2, sequence=3, value={"p1": "x", "p2": "y", "p3": "x"})
    standing = standing_answers(read_ledgers(tmp_path).values())
    marked = mark(QUIZ, standing)
    assert (str(marked.score), str(marked.max_score), marked.passed) == ("2.17", "2.5", True)
    assert mark(QUIZ, {}).passed is False


def test_an_operation_without_an_answer_stays_open(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger-00.jsonl")
    operation = Operation("submit", 1, "plain", "a")
    ledger.sent(operation)
    ledger.outcome(operation, "unknown", why="reset")
    entry = read_ledgers(tmp_path)[operation.id]
    assert entry.is_open
    ledger.sent(operation)
    ledger.outcome(operation, "ok", status=302)
    entry = read_ledgers(tmp_path)[operation.id]
    assert not entry.is_open
    assert len(entry.sent) == 2


def test_the_digest_does_not_depend_on_the_order_of_keys() -> None:
    assert digest({"b": 1, "a": "é"}) == digest({"a": "é", "b": 1})


def test_a_mail_says_what_it_is_about() -> None:
    public_id = "0f17a317-97a7-4f03-b9dd-426cb36dc0fe"
    result = f"See: http://x/quizzes/attempts/{public_id}/result/"
    assert what_it_says(result) == ("attempt_graded", public_id)
    assert what_it_says("http://x/certificates/AB12-CD34/") == ("certificate_awarded", "AB12CD34")
    assert what_it_says("Hello") == ("other", "")


def test_an_armed_point_strikes_one_process_once(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.chaos.build.points import die_here;"
        "die_here(Path(sys.argv[1]), 'mid_grade'); print('alive')"
    )
    points.arm(tmp_path, "mid_grade")
    done = [
        subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True).returncode
        for _ in range(2)
    ]
    assert done == [-signal.SIGKILL, 0]
    assert (points.chaos_folder(tmp_path) / points.HITS).read_text().count("mid_grade") == 1


def test_every_point_and_fault_still_finds_what_it_wraps() -> None:
    """A function of the product that is called otherwise by now is told here, and in seconds."""
    code = (
        "import django; django.setup();"
        "from tests.chaos.build.faults import FAULTS; [fault() for fault in FAULTS.values()]"
    )
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.chaos.settings"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=BASE_DIR, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def sleeper(tmp_path: Path) -> Iterator[Unit]:
    """A shell with a child, looked after."""
    unit = Unit("sleeper", ["/bin/sh", "-c", "sleep 600 & wait"], dict(os.environ), tmp_path)
    unit.start()
    caretaker = Caretaker([unit])
    caretaker.start()
    yield unit
    caretaker.let_go()
    unit.end(signal.SIGTERM, seconds=1)


def test_who_was_killed_comes_back_a_second_later_without_leftovers(sleeper: Unit) -> None:
    wait_for(lambda: bool(children_of(sleeper.pid)), seconds=10, what="a child")
    first, child = sleeper.pid, children_of(sleeper.pid)[0]
    start = time.monotonic()
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: sleeper.starts == 2 and sleeper.pid != 0, seconds=20, what="the second life")
    assert time.monotonic() - start > 0.9
    assert sleeper.pid != first
    assert not is_alive(child)


def is_alive(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


@pytest.fixture
def bad_line(tmp_path: Path) -> Iterator[tuple[Unit, int]]:
    """(the proxy, its port) in front of a web server that says 404 to everything."""
    target, port = free_port(), free_port()
    serve = ["-m", "http.server", str(target), "--bind", "127.0.0.1", "--directory", str(tmp_path)]
    site = Unit("site", [sys.executable, *serve], dict(os.environ), tmp_path)
    proxy = [sys.executable, "-m", "tests.chaos.proxy", str(port), str(target), "5"]
    line = Unit("line", proxy, dict(os.environ), tmp_path)
    for unit, at in ((site, target), (line, port)):
        unit.start()
        wait_for(partial(answers, at), seconds=20, what=unit.name)
    yield line, port
    for unit in (line, site):
        unit.end(signal.SIGTERM, seconds=1)


def test_the_bad_line_loses_some_answers_and_none_once_mended(bad_line: tuple[Unit, int]) -> None:
    proxy, port = bad_line
    assert 0 < lost_answers(port, of=200) < 50
    proxy.signal_group(signal.SIGUSR1)
    time.sleep(0.2)
    assert lost_answers(port, of=100) == 0


def lost_answers(port: int, *, of: int) -> int:
    lost = 0
    for _ in range(of):
        line = Line(port, {"csrftoken": ""}, 0.0, patience=60)
        try:
            line.get("/nothing")
        except NoAnswer:
            lost += 1
        finally:
            line.close()
    return lost
