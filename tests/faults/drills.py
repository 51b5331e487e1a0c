"""`python -m tests.faults.drills [NAME ...] [--minutes N]`: outages at their full length.

`make test` shows the same in seconds; here each lasts as long as RELIABILITY.md B says, and the
figures are printed. Names: smtp (B 29, down for 60 minutes), redis-hung (B 9, 5 minutes),
redis-dead (goal 8, 10 minutes). Figures are for this machine and what else it does.
"""

import argparse
import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.faults.settings")
django.setup()

from django.db import transaction

from courses.mail.models import Message
from courses.mail.services import queue_mail
from courses.outbox.models import Job
from courses.quizzes.models import Attempt, Quiz
from tests.faults.house import House
from tests.faults.pace import Pace, take_attempt
from tests.support.mail_sink import MailSink
from tests.support.make_quizzes import make_learner, make_quiz
from tests.support.prepared import migrate
from tests.support.servers import PostgresServer, RedisServer, wait_for
from tests.support.stand import database_config, speaking_to

MAILS = 25


@contextmanager
def house_of_our_own() -> Iterator[tuple[House, RedisServer, MailSink]]:
    """Not yet started: the mail server; the web process, the relay and the worker run."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="parcours-drill-")))
        postgres = stack.enter_context(PostgresServer())
        redis = stack.enter_context(RedisServer())
        sink = MailSink()
        urls = {"DATABASE_URL": postgres.url, "REDIS_URL": redis.url}
        migrate({"VAR_DIR": str(folder), **urls})
        config = {**database_config({"VAR_DIR": str(folder), **urls}), "OPTIONS": {}}
        house = stack.enter_context(House(folder, **urls, EMAIL_URL=sink.url))
        stack.enter_context(speaking_to(config))
        yield house.heal(), redis, sink


def smtp(minutes: float) -> bool:
    """No mail server for so long; then all go out, each once, within five minutes."""
    with house_of_our_own() as (_house, _redis, sink):
        with transaction.atomic():
            for _ in range(MAILS):
                context = {"activate_url": "https://example.org/confirm/"}
                queue_mail("account_confirm", context=context, user=make_learner())
        time.sleep(minutes * 60)
        waiting = Message.objects.filter(state__in=["queued", "sending"]).count()
        dead = Job.objects.filter(state=Job.State.DEAD).count()
        with sink:
            start = time.monotonic()
            unsent = Message.objects.exclude(state=Message.State.SENT)
            wait_for(lambda: not unsent.exists(), seconds=300, what="every mail")
            seconds = time.monotonic() - start
            time.sleep(2)
            ids = [str(mail["Message-ID"]) for mail in sink.messages]
    print(
        f"smtp: down {minutes:g} min, {waiting} of {MAILS} mails waiting, {dead} failed jobs; "
        f"all sent {seconds:.0f} s after its return, {len(ids)} accepted, {len(set(ids))} distinct"
    )
    return (waiting, dead, len(ids), len(set(ids))) == (MAILS, 0, MAILS, MAILS)


def redis_hung(minutes: float) -> bool:
    return _redis_away("redis-hung", minutes, hung=True)


def redis_dead(minutes: float) -> bool:
    return _redis_away("redis-dead", minutes, hung=False)


def _redis_away(name: str, minutes: float, *, hung: bool) -> bool:
    with house_of_our_own() as (house, redis, sink), sink:
        quiz = make_quiz()
        _paced(house, quiz, seconds=10)  # warm
        before = _paced(house, quiz, seconds=60)
        if hung:
            redis.signal(signal.SIGSTOP)
        else:
            redis.kill()
        away = _paced(house, quiz, seconds=minutes * 60)
        ungraded = Attempt.objects.filter(state=Attempt.State.SUBMITTED).count()
        if hung:
            redis.signal(signal.SIGCONT)
        else:
            redis.start()
        start = time.monotonic()
        left = Attempt.objects.filter(state=Attempt.State.SUBMITTED)
        # A worker that does not find back in time ends itself, and is started again.
        house.wait(lambda: not house.heal() or not left.exists(), seconds=300, what="every grade")
        seconds = time.monotonic() - start
        after = _paced(house, quiz, seconds=60)
    print(f"{name}: normal   {before.say()}\n{name}: away     {away.say()}")
    print(f"{name}: returned {after.say()}")
    ratios = [_ratio(away.saves, before.saves), _ratio(away.submits, before.submits)]
    print(
        f"{name}: away {minutes:g} min; saves {ratios[0]:.2f}×, submits {ratios[1]:.2f}× of normal "
        f"(medians); {ungraded} attempts waited, all graded {seconds:.1f} s after its return"
    )
    return max(ratios) <= 1.2 and seconds <= 60 and not away.refused


def _paced(house: House, quiz: Quiz, *, seconds: float) -> Pace:
    """Attempts one after the other, with the pauses of one learner in a hurry."""
    pace, end = Pace(), time.monotonic() + seconds
    while time.monotonic() < end:
        take_attempt(house, quiz, pace)
        time.sleep(2)
    return pace


def _ratio(one: list[float], other: list[float]) -> float:
    return statistics.median(one) / statistics.median(other)


DRILLS: dict[str, tuple[Callable[[float], bool], float]] = {
    "smtp": (smtp, 60),
    "redis-hung": (redis_hung, 5),
    "redis-dead": (redis_dead, 10),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.drills", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*DRILLS, []], metavar="NAME")
    parser.add_argument("--minutes", type=float, help="how long the outage lasts")
    options = parser.parse_args()
    passed = []
    for name in options.names or DRILLS:
        drill, minutes = DRILLS[name]
        passed.append(drill(options.minutes or minutes))
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
