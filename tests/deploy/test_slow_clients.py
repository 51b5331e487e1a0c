"""RELIABILITY.md B 25: slow, stuck and rude clients cost the others nothing."""

import statistics
import time

import pytest
from django.urls import reverse

from tests.deploy.browsers import TlsLearner
from tests.deploy.site import DeployedSite
from tests.deploy.slow import SlowCrowd, open_line
from tests.support.learner import answer
from tests.support.make_quizzes import make_attempt

pytestmark = [pytest.mark.postgres, pytest.mark.redis, pytest.mark.timeout(900)]

ROUNDS = 60
# nginx gives a head, and a body that stands still, fifteen seconds.
CUT_SECONDS = 15
LATER_SECONDS = 15
# Other work on this machine moves a p95 more than slow clients may.
MUCH_SLOWER, SOME_SECONDS = 2.0, 0.15


class Neighbour:
    """A learner at work, and how long each page and each save took."""

    def __init__(self, site: DeployedSite) -> None:
        self.attempt = make_attempt()
        self.learner = TlsLearner(site.port, self.attempt.user)
        self.page = reverse("quizzes:attempt", args=[self.attempt.public_id])
        self.sequence = 0

    def p95(self, rounds: int = ROUNDS) -> float:
        seconds = [self._seconds() for _ in range(rounds)]
        return statistics.quantiles(seconds, n=20)[-1]

    def _seconds(self) -> float:
        self.sequence += 1
        start = time.monotonic()
        assert self.learner.get(self.page).status == 200
        saved = self.learner.save(self.attempt, answer(self.attempt, "a", sequence=self.sequence))
        assert saved.status == 200
        return time.monotonic() - start


def test_25_two_hundred_slow_clients_leave_the_others_their_pace(deployed: DeployedSite) -> None:
    neighbour = Neighbour(deployed)
    neighbour.p95()  # warm
    before = neighbour.p95()
    with SlowCrowd(deployed.port, size=200) as crowd:
        during = neighbour.p95()
        deployed.wait(
            lambda: None not in crowd.cut("head") + crowd.cut("stuck"),
            seconds=CUT_SECONDS + LATER_SECONDS,
            what="the slow heads and the stuck bodies cut off",
        )
        assert crowd.resets > 20
        # A slow line that moves is a learner at a border post: it is let finish.
        assert set(crowd.cut("body")) == {None}
    after = neighbour.p95()
    assert during <= MUCH_SLOWER * max(before, after) + SOME_SECONDS, (before, during, after)
    assert "/attempts/x/save/" not in deployed.log_of("parcours-web.service").read_text()


def test_25_a_request_that_comes_in_slices_is_answered(deployed: DeployedSite) -> None:
    request = b"GET /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    with open_line(deployed.port) as line:
        for position in range(0, len(request), 3):
            line.send(request[position : position + 3])
            time.sleep(0.01)
        assert line.recv(64).startswith(b"HTTP/1.1 200 ")


def test_25_an_answer_that_is_read_a_byte_at_a_time_holds_no_thread(
    deployed: DeployedSite,
) -> None:
    """As many such readers as the web process has threads, and more: others are served."""
    request = b"GET /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    lines = [open_line(deployed.port) for _ in range(20)]
    try:
        for line in lines:
            line.send(request)
        for _ in range(3):
            assert all(line.recv(1) for line in lines)
            time.sleep(0.5)
        assert Neighbour(deployed).p95(rounds=5) < 5
    finally:
        for line in lines:
            line.close()
