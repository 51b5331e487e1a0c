"""Whoever grades is struck down, or hears everything fifty times: B 3 to 6, 11, 12.

Each time the attempt is graded once, within a minute, and the learner gets one mail.
"""

from contextlib import suppress

import pytest
import redis

from courses.certificates.models import Certificate
from courses.outbox.models import Job
from courses.quizzes.models import Attempt, Grade
from courses.quizzes.services import publish_quizzes
from tests.faults.house import BROUGHT_BACK_SECONDS, House
from tests.support import make, make_cohorts
from tests.support.mail_sink import MailSink
from tests.support.make_quizzes import RIGHT, answer_all, make_attempt, make_learner, make_quiz
from tests.support.servers import RedisServer, wait_for

pytestmark = pytest.mark.timeout(900)
on_servers = [pytest.mark.postgres, pytest.mark.redis]


def answered(values: tuple[object, ...] = ("a",)) -> Attempt:
    attempt = make_attempt()
    answer_all(attempt, values)
    return attempt


def submitted(house: House) -> Attempt:
    """By the learner, over the line."""
    attempt = answered()
    with house.learner(attempt.user) as learner:
        assert learner.submit(attempt).status == 302
    return attempt


def last_step_of_a_course() -> Attempt:
    """Whoever passes has earned the certificate."""
    course, learner = make.course(title="Following the money"), make_learner()
    make.lesson(course, key="lesson-1")
    quiz = make_quiz(course, is_published=False)
    publish_quizzes(make.publish(course))
    make.enrolled(course, learner)
    make_cohorts.read(learner, course)
    return make_attempt(quiz, learner)


def wait_for_one_mail(sink: MailSink, attempt: Attempt) -> None:
    def arrived() -> list[str]:
        return [str(m["Message-ID"]) for m in sink.messages if attempt.user.email in m["To"]]

    wait_for(lambda: bool(arrived()), seconds=BROUGHT_BACK_SECONDS, what="the mail")
    assert len(arrived()) == 1


def test_03_a_pool_child_killed_in_mid_grading(house: House, sink: MailSink) -> None:
    house.arm("mid_grade")
    attempt = submitted(house)
    house.reached("mid_grade")
    house.wait_until_graded(attempt)
    wait_for_one_mail(sink, attempt)


def test_04_a_whole_worker_killed_in_mid_grading(house: House, sink: MailSink) -> None:
    """By lease and second look, not by Celery's visibility timeout."""
    house.arm("mid_grade", "100")
    attempt = submitted(house)
    house.reached("mid_grade")
    house.without("worker" if house.is_scaled else "relay").heal()
    house.wait_until_graded(attempt)
    wait_for_one_mail(sink, attempt)


class TestOnServers:
    """What Celery and Redis can do to us; the embedded relay has neither."""

    pytestmark = on_servers

    def test_05_a_worker_killed_holding_four_more(
        self, scaled_house: House, house_redis: RedisServer
    ) -> None:
        house = scaled_house.without("worker")
        greedy = house.worker("short", name="greedy", more=("--prefetch-multiplier", "5"))
        house.arm("mid_grade", "100")
        attempts = [submitted(house) for _ in range(5)]
        house.reached("mid_grade")
        held = redis.Redis.from_url(house_redis.url)
        house.wait(lambda: int(held.hlen("unacked")) >= 5, seconds=20, what="four prefetched")
        greedy.end()
        house.heal()
        house.wait_until_all_graded(attempts)

    def test_06_a_relay_killed_between_the_commit_and_the_announcement(
        self, scaled_house: House
    ) -> None:
        scaled_house.arm("before_publish")
        attempt = submitted(scaled_house)
        scaled_house.reached("before_publish")
        scaled_house.running["relay"].popen.wait(10)
        scaled_house.heal()
        scaled_house.wait_until_graded(attempt, seconds=30)

    def test_11_fifty_deliveries_to_four_workers(self, scaled_house: House, sink: MailSink) -> None:
        """Of each job that an attempt leads to, from the grade to the certificate's mail."""
        house = scaled_house.without("worker", "relay")
        told = due_jobs()  # of earlier tests: what was in hand just now stays so without a relay
        attempt = last_step_of_a_course()
        answer_all(attempt, RIGHT)
        with house.learner(attempt.user) as learner:
            assert learner.submit(attempt).status == 302
        four = house.worker("short,long", name="four", concurrency=4)
        while new := due_jobs() - told:
            told |= new
            # Again, as the relay would: what was put off is due after the last of the fifty.
            for _ in range(9):
                house.announce(sorted(new), times=50)
                with suppress(TimeoutError):
                    house.wait_until_done(*Job.objects.filter(pk__in=new), seconds=10)
                    break
        four.stop()
        assert Grade.objects.filter(attempt=attempt).count() == 1
        assert Certificate.objects.filter(user=attempt.user).count() == 1
        kinds = [m["Subject"] for m in sink.messages if attempt.user.email in m["To"]]
        assert len(kinds) == len(set(kinds)) == 2

    def test_12_a_worker_that_loses_the_broker_in_mid_task_and_hears_of_it_again(
        self, scaled_house: House, house_redis: RedisServer, sink: MailSink
    ) -> None:
        house = scaled_house
        house.arm("mid_grade", "2")
        attempt = submitted(house)
        house.reached("mid_grade")
        house_redis.kill()
        job = Job.objects.get(dedupe_key=f"grade:{attempt.pk}")
        house.wait_until_graded(attempt)
        house_redis.start()
        house.announce([job.pk], times=3)
        heard = Job.objects.filter(pk=house.enqueue("tests.note", words="heard again").pk)
        # A worker that does not find back in time ends itself, and is started again.
        house.wait(
            lambda: not house.heal() or heard.filter(state=Job.State.DONE).exists(),
            what="a job heard again",
        )
        assert Grade.objects.filter(attempt=attempt).count() == 1
        wait_for_one_mail(sink, attempt)


def due_jobs() -> set[int]:
    """What is due now or runs, canaries and the like left out."""
    waiting = Job.objects.filter(state__in=[Job.State.DUE, Job.State.LEASED])
    ours = waiting.exclude(task="quizzes.expire_attempt").filter(args__gt={})
    return set(ours.values_list("pk", flat=True))
