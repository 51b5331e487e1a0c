"""Twenty kills in each run of the tests: 14 in scaled mode, 6 embedded, and every crash point.

The seed is fixed: a red run can be had again by the command that its message names. `make chaos`
draws one.
"""

import json
import subprocess
import sys
from typing import Any

import pytest

from elearning.env import BASE_DIR
from tests.chaos.__main__ import MISSING
from tests.chaos.build.points import POINTS
from tests.chaos.faults import PROOFS, SEED
from tests.support.services import not_here

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(1200)]

LONGEST_SECONDS = 1000
KILLS = {"scaled": 14, "embedded": 6}


def run_chaos(*arguments: str) -> dict[str, Any]:
    """The run's figures and violations; skips by name what this machine cannot run."""
    command = [sys.executable, "-m", "tests.chaos", "--json", *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=BASE_DIR, stdout=pipe, stderr=pipe, text=True) as run:
        try:
            out, said = run.communicate(timeout=LONGEST_SECONDS)
        except subprocess.TimeoutExpired:
            run.terminate()  # it ends the site that it started
            raise
    if run.returncode == MISSING:
        not_here(said.strip())
    assert run.returncode in (0, 1) and out, said[-4000:]
    told: dict[str, Any] = json.loads(out)[0]
    return told | {"command": " ".join(arguments)}


@pytest.mark.parametrize("mode", list(KILLS))
def test_nothing_is_lost_whoever_is_killed(mode: str) -> None:
    told = run_chaos("--mode", mode, "--kills", str(KILLS[mode]), "--seed", str(SEED))
    assert told["violations"] == {}, told
    assert sum(told["figures"]["kills"].values()) == KILLS[mode]
    assert all(told["figures"]["crash points hit"][point] > 0 for point in POINTS), told
    assert told["figures"]["saves acknowledged"] > 100
    assert told["figures"]["grades"] > 10


@pytest.mark.parametrize("fault", sorted(PROOFS))
def test_a_fault_turns_the_run_red_and_is_named(fault: str) -> None:
    """Or stays green, where a second defence holds alone."""
    proof = PROOFS[fault]
    told = run_chaos("--fault", fault)
    assert proof.named <= set(told["violations"]), told
    assert proof.named or not told["violations"], told
    if proof.figure:
        assert told["figures"][proof.figure] > 0, told
