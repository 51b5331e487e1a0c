"""Several gunicorn workers count as one site, also those that have ended."""

import os
import re
import signal
from pathlib import Path

import pytest

from tests.support.learner import Learner
from tests.support.make_quizzes import make_learner
from tests.support.stand import Process, Stand

pytestmark = pytest.mark.embedded

LIVE = re.compile(r'^parcours_request_seconds_count\{.*view="live"\} (\S+)', re.MULTILINE)


def counted(learner: Learner) -> float:
    """Answers of /health/live, as the worker that is asked tells them."""
    found = LIVE.search(learner.get("/metrics").body.decode())
    return float(found[1]) if found else 0.0


def workers(web: Process) -> set[int]:
    children = Path(f"/proc/{web.popen.pid}/task/{web.popen.pid}/children")
    return {int(pid) for pid in children.read_text().split()}


def test_whoever_answers_tells_of_all_and_of_the_dead(stand: Stand) -> None:
    web = stand.web(workers=3)
    user = make_learner()
    with Learner(stand.port, user) as first:
        before = counted(first)
    for _ in range(12):
        with Learner(stand.port, user) as learner:
            assert learner.get("/health/live").status == 200
    for _ in range(6):
        with Learner(stand.port, user) as learner:
            assert counted(learner) == before + 12
    old = workers(web)
    for pid in old:
        os.kill(pid, signal.SIGKILL)
    stand.wait(lambda: len(workers(web) - old) == 3 and stand.is_live(), what="new workers")
    with Learner(stand.port, user) as last:
        assert counted(last) >= before + 12
    names = {file.name for file in (stand.folder / "metrics").glob("*.db")}
    assert not names & {f"histogram_{pid}.db" for pid in old}
