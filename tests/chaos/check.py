"""Run inside the site: waits until it is quiet, then judges.

`python -m tests.chaos.check FOLDER SECONDS` prints {"violations": {invariant: [sentence]},
"figures": {…}} and waits at most SECONDS.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.chaos.settings")
django.setup()

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Now

from courses.outbox.models import Job
from courses.quizzes.models import Attempt
from tests.chaos.evidence import Evidence
from tests.chaos.figures import figures_of
from tests.chaos.invariants import INVARIANTS
from tests.chaos.world import GRACE_SECONDS

SHOWN = 8


def is_quiet() -> bool:
    """Nothing runs, nothing is due or waits to be tried again, no attempt is past its end."""
    waiting = Q(state=Job.State.DUE) & (Q(due_at__lte=Now()) | Q(attempts__gt=0))
    if Job.objects.filter(Q(state=Job.State.LEASED) | waiting).exists():
        return False
    late = Attempt.objects.filter(
        state=Attempt.State.OPEN,
        deadline_at__lt=Now() - timedelta(seconds=GRACE_SECONDS),
    )
    return not late.exists()


def wait_until_quiet(seconds: float) -> None:
    """Quiet must hold twice, for jobs make jobs."""
    end = time.monotonic() + seconds
    in_a_row = 0
    while in_a_row < 2 and time.monotonic() < end:
        in_a_row = in_a_row + 1 if is_quiet() else 0
        time.sleep(0.5)


@contextmanager
def one_moment(folder: Path) -> Iterator[Evidence]:
    """Every row as at one moment, so that what comes due while we read is not let off."""
    with transaction.atomic():
        checked_at = time.time()
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT count(*) FROM django_migrations")
        yield Evidence(folder, checked_at=checked_at, read_at=time.time())


def at_a_quiet_moment(
    folder: Path, seconds: float, told_by: Callable[[Evidence], dict[str, Any]]
) -> tuple[dict[str, Any], float]:
    """(What is told of a moment at which nothing was due, seconds waited for it).

    Where none came within these seconds the moment is any, and whatever is due then is a fault.
    """
    start = time.monotonic()
    while True:
        left = start + seconds - time.monotonic()
        wait_until_quiet(left)
        waited = time.monotonic() - start
        with one_moment(folder) as evidence:
            if is_quiet() or left <= 0:
                return told_by(evidence), waited


def told_of(evidence: Evidence) -> dict[str, Any]:
    return {"figures": figures_of(evidence), "violations": judge(evidence)}


def judge(evidence: Evidence) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, check in INVARIANTS.items():
        said = list(check(evidence))
        if said:
            more = [f"… and {len(said) - SHOWN} more"] if len(said) > SHOWN else []
            found[name] = [*said[:SHOWN], *more]
    return found


def main(folder: Path, seconds: float) -> dict[str, Any]:
    told, waited = at_a_quiet_moment(folder, seconds, told_of)
    told["figures"]["until quiet, s"] = round(waited, 1)
    return told


if __name__ == "__main__":
    json.dump(main(Path(sys.argv[1]), float(sys.argv[2])), sys.stdout)
