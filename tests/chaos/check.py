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

from datetime import timedelta

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


def wait_until_quiet(seconds: float) -> float:
    """Seconds waited; quiet must hold twice, for jobs make jobs."""
    start = time.monotonic()
    in_a_row = 0
    while in_a_row < 2 and time.monotonic() - start < seconds:
        in_a_row = in_a_row + 1 if is_quiet() else 0
        time.sleep(0.5)
    return time.monotonic() - start


def judge(evidence: Evidence) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, check in INVARIANTS.items():
        said = list(check(evidence))
        if said:
            more = [f"… and {len(said) - SHOWN} more"] if len(said) > SHOWN else []
            found[name] = [*said[:SHOWN], *more]
    return found


def main(folder: Path, seconds: float) -> dict[str, Any]:
    waited = wait_until_quiet(seconds)
    evidence = Evidence(folder)
    figures = figures_of(evidence)
    return {
        "violations": judge(evidence),
        "figures": {**figures, "until quiet, s": round(waited, 1)},
    }


if __name__ == "__main__":
    json.dump(main(Path(sys.argv[1]), float(sys.argv[2])), sys.stdout)
