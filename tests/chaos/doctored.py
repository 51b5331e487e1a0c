"""Instead of `tests.chaos.check`, after a run without kills: the same evidence falsified, one lie
after the other, each rolled back. `python -m tests.chaos.doctored FOLDER SECONDS`.

A lie that its invariant does not name is a violation, "unseen"; an innocent copy that one does
name is a "false alarm".
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import transaction

# This one sets Django up, so it comes first.
from tests.chaos.check import at_a_quiet_moment, judge, told_of
from tests.chaos.evidence import Evidence
from tests.chaos.lies import EXPLAINED, LIES


def named_after(lie: Callable[[Evidence], None], truth: Evidence) -> dict[str, list[str]]:
    """What is red once this one lie was told."""
    moments = {"checked_at": truth.checked_at, "read_at": truth.read_at}
    with transaction.atomic():
        evidence = Evidence(truth.folder, **moments)
        lie(evidence)
        told = Evidence(truth.folder, **moments)
        # Lies about mail are told to the files' evidence, the others to the rows.
        told.deliveries, told.sendings = evidence.deliveries, evidence.sendings
        told.strikes = evidence.strikes
        named = judge(told)
        transaction.set_rollback(True)
    return named


def told_of_lies(truth: Evidence) -> dict[str, Any]:
    told = told_of(truth)
    seen: dict[str, int] = dict.fromkeys(LIES, 0)
    for invariant, lies in LIES.items():
        for lie in lies:
            if invariant in named_after(lie, truth):
                seen[invariant] += 1
            else:
                told["violations"].setdefault("unseen", []).append(f"{invariant}: {lie.__name__}")
    for explained in EXPLAINED:
        if named := named_after(explained, truth):
            told["violations"].setdefault("false alarm", []).append(
                f"{explained.__name__}: {named}"
            )
    told["figures"] |= {"lies seen": sum(seen.values()), "lies seen by": seen}
    return told


def main(folder: Path, seconds: float) -> dict[str, Any]:
    return at_a_quiet_moment(folder, seconds, told_of_lies)[0]


if __name__ == "__main__":
    json.dump(main(Path(sys.argv[1]), float(sys.argv[2])), sys.stdout)
