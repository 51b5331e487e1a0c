"""Grading once more, from the ledger alone, by nobody who grades in the product."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.chaos.ledger import Entry, digest


@dataclass(frozen=True, slots=True)
class Marked:
    score: Decimal
    max_score: Decimal
    passed: bool


def standing_answers(saves: Iterable[Entry]) -> dict[int, Any]:
    """{slot: value} of the acknowledged saves: the highest sequence of each slot stands."""
    highest: dict[int, tuple[int, Any]] = {}
    for entry in saves:
        slot, sequence = int(entry.line["slot"]), int(entry.line["seq"])
        if slot not in highest or sequence > highest[slot][0]:
            highest[slot] = (sequence, entry.line["value"])
    return {slot: value for slot, (_sequence, value) in highest.items()}


def mark(quiz: Mapping[str, Any], answers: Mapping[int, Any]) -> Marked:
    """What these answers are worth by the world's own key."""
    slots = quiz["slots"]
    score = sum((points_of(slot, answers.get(slot["slot"])) for slot in slots), Decimal())
    most = sum((Decimal(slot["points"]) for slot in slots), Decimal())
    return Marked(score, most, score * 100 >= most * quiz["pass_mark"])


def points_of(slot: Mapping[str, Any], given: Any) -> Decimal:
    points, right = Decimal(slot["points"]), slot["right"]
    if given is None:
        return Decimal()
    if not slot["is_shared"]:
        return points if digest(given) == digest(right) else Decimal()
    hits = sum(given.get(pair) == option for pair, option in right.items())
    share: Decimal = points * hits / len(right)
    return share.quantize(Decimal("0.01"), ROUND_HALF_UP)
