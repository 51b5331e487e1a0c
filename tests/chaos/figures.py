"""The figures of a run, for people and for docs/reliability.md."""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from courses.quizzes.models import Attempt
from tests.chaos.build.points import POINTS
from tests.chaos.evidence import Evidence
from tests.chaos.mails import CAUSES, causes_of_copies


def figures_of(evidence: Evidence) -> dict[str, Any]:
    """{what: number or {kind: number}}, in the order in which one reads them."""
    return {**_ledger(evidence), **_rows(evidence), **_mails(evidence), **_blows(evidence)}


def _ledger(evidence: Evidence) -> dict[str, Any]:
    entries = list(evidence.entries.values())
    unsure = [e for e in entries if any(o["do"] == "unknown" for o in e.outcomes)]
    saves = evidence.saves.values()
    return {
        "operations": len(entries),
        "acknowledged": sum(bool(entry.acknowledged) for entry in entries),
        "saves acknowledged": sum(bool(entry.acknowledged) for entry in saves),
        "refused": sum(bool(entry.refused) for entry in entries),
        "kept as late": sum(any(o.get("late") for o in entry.refused) for entry in saves),
        "unknown at first": len(unsure),
        "unknown resolved": sum(not entry.is_open for entry in unsure),
        "saves sent again": sum(len(entry.sent) - 1 for entry in saves),
        "longest gap between answers, s": _longest_gap(evidence),
    }


def _longest_gap(evidence: Evidence) -> float:
    """Seconds in which nobody was told anything by the site."""
    heard = sorted(
        outcome["t"]
        for entry in evidence.entries.values()
        for outcome in entry.outcomes
        if outcome["do"] != "unknown"
    )
    gaps = (after - before for before, after in pairwise(heard))
    return round(max(gaps, default=0.0), 1)


def _rows(evidence: Evidence) -> dict[str, Any]:
    attempts = list(evidence.attempts.values())
    waits = [
        (attempt.graded_at - attempt.submitted_at).total_seconds()
        for attempt in attempts
        if attempt.graded_at and attempt.submitted_at
    ]
    return {
        "saves stored": len(evidence.rows),
        "saves stored twice": sum(len(rows) - 1 for rows in evidence.rows.values()),
        "attempts": len(attempts),
        "submitted by the clock": sum(
            attempt.submitted_by == Attempt.SubmittedBy.CLOCK for attempt in attempts
        ),
        "grades": sum(len(grades) for grades in evidence.grades.values()),
        "certificates": len(evidence.certificates),
        "outages of 15 s and more": len(evidence.outages),
        "attempts given time back": len(evidence.extended),
        "submit to grade, p50 s": _percentile(waits, 0.5),
        "submit to grade, p95 s": _percentile(waits, 0.95),
        "submit to grade, longest s": _percentile(waits, 1.0),
    }


def _percentile(values: Sequence[float], share: float) -> float:
    if not values:
        return 0.0
    ordered = sorted(values)
    return round(ordered[max(math.ceil(share * len(ordered)) - 1, 0)], 2)


def _mails(evidence: Evidence) -> dict[str, Any]:
    copies = [copies for mail, copies in evidence.deliveries.items() if mail[0] != "other"]
    causes = Counter(cause for each in causes_of_copies(evidence).values() for cause in each)
    explained = {cause: causes[cause] for cause in CAUSES}
    return {
        "mails": len(copies),
        "extra copies": {**explained, "unexplained": causes.total() - sum(explained.values())},
    }


def _blows(evidence: Evidence) -> dict[str, Any]:
    kills = Counter(s["target"] for s in evidence.strikes if s["what"] == "kill")
    stops = Counter(s["target"] for s in evidence.strikes if s["what"] == "stop")
    hits = Counter(hit["point"] for hit in evidence.hits)
    return {
        "kills": dict(kills),
        "stops": dict(stops),
        "crash points hit": {point: hits[point] for point in POINTS},
    }
