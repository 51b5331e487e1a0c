"""PostgreSQL killed, or its connections cut, under real gunicorn: B 13 and 14."""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection

from courses.quizzes.models import Answer, Attempt
from tests.faults.house import House
from tests.support.learner import Learner, answer
from tests.support.make_quizzes import make_attempt, make_learner, make_quiz
from tests.support.pace import Standstill, slowness
from tests.support.servers import PostgresServer

pytestmark = [pytest.mark.postgres, pytest.mark.redis, pytest.mark.timeout(900)]

WRITERS = 8
HEALTHY_SECONDS = 5
OTHERS = (
    " FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND backend_type = 'client backend'"
)


@dataclass
class Writer:
    """Saves as fast as it is answered; sends again under the same operation until it knows."""

    attempt: Attempt
    learner: Learner
    acknowledged: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    without_hint: int = 0

    def write(self, until: threading.Event) -> None:
        sequence = 0
        while not until.is_set():
            sequence += 1
            self._save(answer(self.attempt, "abc"[sequence % 3], sequence=sequence), until)

    def _save(self, given: dict[str, Any], until: threading.Event) -> None:
        while True:
            reply = self.learner.save(self.attempt, given)
            self.statuses[reply.status] += 1
            if reply.status == 200:
                self.acknowledged.append(given["operation"])
                return
            self.without_hint += reply.status == 503 and reply.headers.get("Retry-After") != "3"
            if until.wait(0.1):
                return


def test_13_postgres_killed_under_saves_loses_none_that_was_acknowledged(
    scaled_house: House, postgres_server: PostgresServer
) -> None:
    quiz = make_quiz()
    attempts = [make_attempt(quiz, make_learner()) for _ in range(WRITERS)]
    writers = [Writer(attempt, scaled_house.learner(attempt.user)) for attempt in attempts]
    connection.close()
    over, begun = threading.Event(), time.monotonic()
    threads = [threading.Thread(target=writer.write, args=(over,)) for writer in writers]
    for thread in threads:
        thread.start()
    time.sleep(3)
    before = sum(len(writer.acknowledged) for writer in writers)
    rate = before / (time.monotonic() - begun)
    postgres_server.kill()
    time.sleep(4)
    postgres_server.start()
    back = time.monotonic()
    known = {id(writer): len(writer.acknowledged) for writer in writers}
    with Standstill() as still:
        scaled_house.wait(
            lambda: all(len(w.acknowledged) > known[id(w)] for w in writers),
            seconds=30,
            what="a save of each writer",
        )
        healthy = time.monotonic() - back - still.seconds()
    over.set()
    for thread in threads:
        thread.join(30)
    told = sum((writer.statuses for writer in writers), Counter())
    print(f"{rate:.0f} saves/s before; healthy {healthy:.1f} s after its return; {dict(told)}")
    assert set(told) <= {0, 200, 503}
    assert told[503] and not any(writer.without_hint for writer in writers)
    acknowledged = {operation for writer in writers for operation in writer.acknowledged}
    kept = Answer.objects.filter(attempt__in=attempts).values_list("operation_id", flat=True)
    stored = Counter(map(str, kept))
    assert acknowledged <= set(stored)
    assert set(stored.values()) == {1}
    assert healthy < 2 * HEALTHY_SECONDS * slowness()  # twice: others may use this machine


def test_14_connections_cut_while_idle_are_not_noticed(scaled_house: House) -> None:
    attempt = make_attempt()
    learner = scaled_house.learner(attempt.user)
    for sequence in range(1, 6):
        given = answer(attempt, "a", sequence=sequence)
        assert learner.save(attempt, given).status == 200
        with connection.cursor() as cursor:
            # Waits until each is gone: while it goes, the line is neither idle nor cut yet.
            cursor.execute("SELECT pg_terminate_backend(pid, 10000)" + OTHERS)
            gone = [row[0] for row in cursor.fetchall()]
            assert gone and all(gone)
    job = scaled_house.enqueue("tests.note", words="after the cut")
    scaled_house.wait_until_done(job, seconds=60)
