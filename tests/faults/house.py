"""A whole site of real processes: whatever dies is started again, as systemd would."""

import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self

from courses.outbox.clock import database_now
from courses.outbox.models import Job
from courses.people.models import User
from courses.quizzes.models import Attempt, Grade
from tests.support.learner import Learner, answer
from tests.support.make_quizzes import enrol, make_learner, make_quiz
from tests.support.servers import free_port, wait_for
from tests.support.stand import Process, Stand

BROUGHT_BACK_SECONDS = 60
# Until a quiz closes; the second is for a machine that stood still in the first.
SECONDS_LEFT = (5, 45)


class House(Stand):
    """Web, relay and, when scaled, a worker for both lanes."""

    def __init__(self, folder: Path, **env: str) -> None:
        super().__init__(
            folder,
            DJANGO_SETTINGS_MODULE="tests.faults.settings",
            JOB_SHORT_SECONDS="20",  # a claim on a mail is taken over five seconds later
            **env,
        )
        self.is_scaled = "REDIS_URL" in env
        self.port = free_port()
        self.running: dict[str, Process] = {}

    def start(self, name: str) -> Process:
        if name == "web":
            process = self.web(port=self.port)
        elif name == "relay":
            process = self.relay()
        else:
            process = self.worker("short,long", name=f"w{len(self.processes)}")
        self.running[name] = process
        return process

    def heal(self) -> Self:
        """Everything runs, nothing is armed any more."""
        for file in self.folder.glob("armed-*"):
            file.unlink(missing_ok=True)
        for name in ("web", "relay", "worker") if self.is_scaled else ("web", "relay"):
            process = self.running.get(name)
            if process is None or process.popen.poll() is not None:
                if process is not None:
                    process.end()
                self.start(name)
        return self

    def without(self, *names: str) -> Self:
        """These are gone, group and all, until `heal`."""
        for name in names:
            self.running[name].end()
        return self

    def arm(self, point: str, how: str = "kill") -> None:
        (self.folder / f"reached-{point}").unlink(missing_ok=True)
        (self.folder / f"armed-{point}").write_text(how)

    def reached(self, point: str, *, seconds: float = 30) -> int:
        """The process id of whoever came by that point."""
        mark = self.folder / f"reached-{point}"
        self.wait(mark.exists, seconds=seconds, what=f"the point {point}")
        return int(mark.read_text())

    def learner(self, user: User) -> Learner:
        return Learner(self.port, user)

    def begun_before_the_end(self, grace: timedelta) -> tuple[Attempt, dict[str, Any], datetime]:
        """An attempt at a quiz that closes in seconds, its one answer, and when it closes; the
        browser is closed already."""
        for seconds in SECONDS_LEFT:
            ends = database_now() + timedelta(seconds=seconds)
            quiz, user = make_quiz(closes_at=ends, grace_seconds=grace.seconds), make_learner()
            enrol(user, quiz.course)
            with self.learner(user) as learner:
                replies = [learner.start(quiz)]
                attempt = Attempt.objects.filter(user=user).first()
                if attempt is not None:
                    given = answer(attempt, "a")
                    replies.append(learner.save(attempt, given))
            if database_now() < ends:
                assert [reply.status for reply in replies] == [302, 200]
                assert attempt is not None
                return attempt, given, ends
        raise TimeoutError("an attempt could not be begun before its quiz closed")

    def wait_until_all_graded(self, attempts: Sequence[Attempt]) -> None:
        """Each of them once, within the time that one may take."""
        ids = [attempt.pk for attempt in attempts]
        left = Attempt.objects.filter(pk__in=ids).exclude(state=Attempt.State.GRADED)
        self.wait(lambda: not left.exists(), seconds=BROUGHT_BACK_SECONDS, what="every grade")
        assert Grade.objects.filter(attempt__in=ids).count() == len(ids)

    def wait_until_graded(self, attempt: Attempt, seconds: float = BROUGHT_BACK_SECONDS) -> float:
        """Seconds that it took from now; the attempt has one grade."""
        start = time.monotonic()
        graded = Attempt.objects.filter(pk=attempt.pk, state=Attempt.State.GRADED)
        self.wait(graded.exists, seconds=seconds, what=f"the grade of attempt {attempt.pk}")
        assert Grade.objects.filter(attempt=attempt).count() == 1
        return time.monotonic() - start

    def wait_until_quiet(self, seconds: float = BROUGHT_BACK_SECONDS) -> None:
        """No job is due or running; those that wait for their time do not count."""
        busy = Job.objects.filter(state=Job.State.LEASED) | Job.objects.filter(
            state=Job.State.DUE, attempts__gt=0
        )
        wait_for(lambda: not busy.exists(), seconds=seconds, what="a quiet outbox")
