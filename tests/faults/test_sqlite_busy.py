"""Eight people who write and one who reads for long, on SQLite: B 34."""

import sqlite3
import threading
from collections import Counter

import pytest
from django.db import connection

from courses.quizzes.models import Answer
from tests.faults.house import House
from tests.support.learner import answer
from tests.support.make_quizzes import make_attempt, make_learner, make_quiz

pytestmark = [pytest.mark.embedded, pytest.mark.timeout(900)]

WRITERS = 8
SAVES = 25


def test_34_eight_writers_and_a_long_reader_meet_no_locked_database(embedded_house: House) -> None:
    quiz = make_quiz()
    attempts = [make_attempt(quiz, make_learner()) for _ in range(WRITERS)]
    learners = [embedded_house.learner(attempt.user) for attempt in attempts]
    before = Answer.objects.count()
    told: list[int] = []

    def write(index: int) -> None:
        for sequence in range(1, SAVES + 1):
            given = answer(attempts[index], "abc"[sequence % 3], sequence=sequence)
            told.append(learners[index].save(attempts[index], given).status)

    reader = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    reader.execute("BEGIN")
    seen = reader.execute(f"SELECT count(*) FROM {Answer._meta.db_table}").fetchone()[0]
    connection.close()
    threads = [threading.Thread(target=write, args=(index,)) for index in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert Counter(told) == {200: WRITERS * SAVES}
    still = reader.execute(f"SELECT count(*) FROM {Answer._meta.db_table}").fetchone()[0]
    reader.execute("COMMIT")
    assert (seen, still) == (before, before)
    assert Answer.objects.count() == before + WRITERS * SAVES
    logs = "\n".join(process.log.read_text() for process in embedded_house.processes)
    assert "database is locked" not in logs
    reader.close()
