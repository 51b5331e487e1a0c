"""Faults to prove that the chaos sees: each breaks one promise of the product from outside."""

import contextlib
import queue
import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from tests.chaos.build.mail_faults import mail_renamed, mail_twice
from tests.chaos.build.points import wrap

# So long the early acknowledger sits on what it said was saved.
SECONDS_BEHIND = 0.1
# What makes a race that the product forbids likely to be met in a short run.
RACE_SECONDS = 0.05


def second_look_off() -> None:
    """The relay never looks again: no lease comes back, nothing is announced twice."""
    from courses.outbox import leases, relay_scaled

    wrap(leases, "give_back_expired", lambda _: lambda: 0)
    relay_scaled.RESEND_SECONDS = 10**6


def constraint_dropped() -> None:
    """The lock on the attempt is not taken, so that the database's constraint stands alone.

    `tests.chaos.world` drops the constraint itself. With the constraint in its place this same
    build stays green (`lock_dropped`).
    """
    from courses.quizzes.services import answers

    wrap(answers, "locked_alone", lambda _: _unlocked)
    wrap(answers, "facts_for", _slowly)


def _unlocked(public_id: Any, user: Any) -> Any:
    from courses.quizzes.errors import NoSuchAttempt
    from courses.quizzes.models import Attempt

    attempt = Attempt.objects.filter(public_id=public_id, user=user).first()
    if attempt is None:
        raise NoSuchAttempt
    return attempt


def _slowly(facts_for: Callable[..., Any]) -> Callable[..., Any]:
    def facts(*args: Any, **kwargs: Any) -> Any:
        found = facts_for(*args, **kwargs)
        time.sleep(RACE_SECONDS)
        return found

    return facts


def constraint_alone() -> None:
    """The constraint is dropped (by `tests.chaos.world`), the lock stands."""


def doctored() -> None:
    """Nothing here: `tests.chaos.doctored` falsifies the evidence."""


def early_saved() -> None:
    """The web says saved, and saves a moment later."""
    from courses.quizzes import services

    wrap(services, "save_answer", _said_first)


def _said_first(save_answer: Callable[..., Any]) -> Callable[..., Any]:
    from courses.quizzes.errors import QuizError
    from courses.quizzes.services.answers import Saved

    waiting: queue.Queue[tuple[float, Callable[[], Any]]] = queue.Queue()

    def save_behind() -> None:
        while True:
            at, save = waiting.get()
            time.sleep(max(0.0, at - time.monotonic()))
            with contextlib.suppress(QuizError, DatabaseError):
                save()
            close_old_connections()

    def say(*args: Any, **kwargs: Any) -> Any:
        waiting.put((time.monotonic() + SECONDS_BEHIND, lambda: save_answer(*args, **kwargs)))
        return Saved(received_at=timezone.now(), sequence=kwargs["sequence"])

    threading.Thread(target=save_behind, daemon=True).start()
    return say


def early_done() -> None:
    """A job is marked done before it ran."""
    from courses.outbox import leases, running

    def finished_first(run_task: Callable[[Any], None]) -> Callable[[Any], None]:
        def run(job: Any) -> None:
            leases.finish(job)
            run_task(job)

        return run

    wrap(running, "run_task", finished_first)


def client_clock() -> None:
    """The browser's clock decides when an attempt began and whether an answer is in time."""
    from courses.quizzes.services import answers, attempts
    from tests.chaos.build.client_clock import believed, believed_facts

    wrap(attempts, "database_now", believed)
    wrap(answers, "facts_for", believed_facts)


FAULTS: dict[str, Callable[[], None]] = {
    "second_look_off": second_look_off,
    "constraint_dropped": constraint_dropped,
    "lock_dropped": constraint_dropped,
    "constraint_alone": constraint_alone,
    "early_saved": early_saved,
    "early_done": early_done,
    "client_clock": client_clock,
    "doctored": doctored,
    "mail_twice": mail_twice,
    "mail_renamed": mail_renamed,
}
