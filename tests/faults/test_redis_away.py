"""Redis restarted, dead, hung or heard by nobody: B 8 and 9."""

import signal
import statistics
import time
from datetime import timedelta
from itertools import chain

import pytest

from courses.outbox import leases
from courses.outbox.clock import database_now
from courses.outbox.models import Job
from courses.outbox.watch import HOLDER, Watch
from courses.quizzes.models import Attempt
from tests.faults.house import House
from tests.faults.pace import Pace, take_attempt
from tests.faults.valve import Valve
from tests.support.make_quizzes import make_quiz
from tests.support.pace import slowness
from tests.support.servers import RedisServer

pytestmark = [pytest.mark.postgres, pytest.mark.redis, pytest.mark.timeout(900)]

# What nobody notices; medians of a few milliseconds wander by more than a fifth of themselves.
SLACK_SECONDS = 0.010
LEAST_ROUNDS, MOST_ROUNDS = 3, 20


def test_08_an_idle_worker_hears_again_after_five_restarts_in_three_seconds(
    scaled_house: House, house_redis: RedisServer
) -> None:
    scaled_house.wait_until_done(scaled_house.enqueue("tests.note", words="warm"))
    for _ in range(5):
        house_redis.stop()
        house_redis.start()
        time.sleep(0.3)
    job = scaled_house.enqueue("tests.note", words="after five restarts")
    scaled_house.wait_until_done(job, seconds=20)


def test_08_a_worker_gone_deaf_ends_itself_and_the_next_one_works(
    scaled_house: House, house_redis: RedisServer
) -> None:
    house = scaled_house.without("worker")
    with Valve(house_redis.port) as valve:
        url = f"redis://127.0.0.1:{valve.port}/0"
        worker = house.worker("short", name="deaf", env={"REDIS_URL": url})
        house.wait_until_done(house.enqueue("tests.note", words="heard"))
        valve.shut()
        job = house.enqueue("tests.note", words="unheard")
        house.wait(lambda: worker.popen.poll() is not None, seconds=60, what="its own end")
        assert " deaf " in worker.log.read_text()
    house.heal()
    house.wait_until_done(job, seconds=30)


class TestWatch:
    """What the watch takes for deafness; the worker itself and the relay are away here."""

    def looks(self, house: House, **job: object) -> list[bool]:
        Job.objects.filter(state=Job.State.DUE).update(dispatched_at=None)
        waiting = house.without("worker", "relay").enqueue("tests.note", words="-")
        past = database_now() - timedelta(seconds=9)
        Job.objects.filter(pk=waiting.pk).update(**{"due_at": past, **job})
        watch = Watch(["short"], seconds=0.2)
        looked = []
        for _ in range(6):
            looked.append(watch.is_deaf())
            time.sleep(0.15)
        Job.objects.filter(pk=waiting.pk).update(state=Job.State.DONE)
        return looked

    def test_08_work_announced_lately_and_unheard_for_the_whole_time_is_the_proof(
        self, scaled_house: House
    ) -> None:
        looked = self.looks(scaled_house, dispatched_at=database_now())
        assert (looked[0], looked[-1]) == (False, True)

    def test_08_with_a_job_of_its_own_in_hand_it_is_not_deaf(self, scaled_house: House) -> None:
        in_hand = scaled_house.without("worker", "relay").enqueue("tests.note", words="-")
        assert leases.claim(in_hand.pk, holder=HOLDER)
        assert not any(self.looks(scaled_house, dispatched_at=database_now()))
        Job.objects.filter(pk=in_hand.pk).update(state=Job.State.DONE)

    def test_08_work_that_was_never_announced_proves_nothing(self, scaled_house: House) -> None:
        assert not any(self.looks(scaled_house))

    def test_08_work_announced_long_ago_speaks_of_the_relay(self, scaled_house: House) -> None:
        long_ago = database_now() - timedelta(minutes=5)
        assert not any(self.looks(scaled_house, dispatched_at=long_ago))

    def test_08_work_of_another_lane_is_not_ours(self, scaled_house: House) -> None:
        lately = database_now()
        assert not any(self.looks(scaled_house, dispatched_at=lately, lane="long"))


@pytest.mark.parametrize("trouble", ["hung", "dead"])
def test_09_saves_and_submissions_keep_their_pace_and_all_is_graded_after(
    scaled_house: House, house_redis: RedisServer, trouble: str
) -> None:
    """In turns, so that what else this machine does weighs on both sides alike; and in more of
    them as long as that is what decides."""
    quiz, first, normal, away = make_quiz(), Pace(), Pace(), Pace()
    take_attempt(scaled_house, quiz, first)
    for number in range(1, MOST_ROUNDS + 1):
        take_attempt(scaled_house, quiz, normal, saves=15)
        if trouble == "hung":
            house_redis.signal(signal.SIGSTOP)
        else:
            house_redis.kill()
        take_attempt(scaled_house, quiz, away, saves=15)
        take_attempt(scaled_house, quiz, away, saves=15)
        if trouble == "hung":
            house_redis.signal(signal.SIGCONT)
        else:
            house_redis.start()
        take_attempt(scaled_house, quiz, normal, saves=15)
        kept = [is_kept(away.saves, normal.saves), is_kept(away.submits, normal.submits)]
        if number >= LEAST_ROUNDS and all(kept):
            break
    assert (normal.refused, away.refused) == (0, 0)
    assert all(kept), (normal.say(), away.say())
    assert max(chain(away.saves, away.submits)) < 5, "a thread was stuck"
    scaled_house.wait_until_all_graded([*first.attempts, *normal.attempts, *away.attempts])
    assert not Attempt.objects.filter(state=Attempt.State.SUBMITTED).exists()


def is_kept(away: list[float], normal: list[float]) -> bool:
    usual = statistics.median(normal)
    return statistics.median(away) <= max(1.2 * usual, usual + SLACK_SECONDS * slowness())
