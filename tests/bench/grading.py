"""How many answers a second one core grades, by kind: `python -m tests.bench.grading`.

The questions are those of the kinds' own tests and harder ones: with stars, slips, shares, ranges
and units. Every answer goes through `grade_snapshot`, as it does when an attempt is graded: its
mark, its outcome's feedback and its points. Measured in CPU time of this process; what
counts is the slowest kind, and a quiz of all of them. The goal is 20,000 a second.
"""

import argparse
import json
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from statistics import median
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()

from courses.quizzes.grading import SlotToGrade, grade_snapshot
from courses.quizzes.types.registry import kind

GOAL = 20_000
ROUNDS = 5
QUIZ = 20  # questions in an attempt
ONE = Decimal(1)

CHOICES = [
    {"text": "Two", "correct": False, "feedback": "One short."},
    {"text": "Three", "correct": True, "feedback": "Yes."},
    {"text": "Five", "correct": False, "feedback": ""},
    {"text": "Seven", "correct": True, "feedback": ""},
]


def _choices(keys: Sequence[int], **weights: int) -> list[dict[str, Any]]:
    return [
        {**choice, "id": f"x{index}", "correct": index in keys}
        | ({"weight": weights[f"x{index}"]} if f"x{index}" in weights else {})
        for index, choice in enumerate(CHOICES)
    ]


PAIRS = [
    {"id": f"p{n}", "left": f"Need {n}", "right": f"Tool {n}", "option": f"o{n}"} for n in range(5)
]
SINGLE = {"stem": "How many?", "choices": _choices([1]), "feedback": "Article 2."}
MULTIPLE = {"stem": "Which?", "choices": _choices([1, 3]), "marking": "per_choice"}
SHORT = {"stem": "What?", "accepted": ["predicate offence", "predicate offense"], "feedback": "6."}
OWN = [{"text": "crime", "share": 50, "feedback": "Which?"}]
NUMBER = {"stem": "How far?", "value": "5000", "tolerance": "5", "unit": "m", "feedback": "So."}

# (what it is called, kind, spec as its author writes it, answers in turn)
CASES: tuple[tuple[str, str, dict[str, Any], tuple[Any, ...]], ...] = (
    ("single choice", "single_choice", SINGLE, ("x0", "x1", None)),
    (
        "single, weights",
        "single_choice",
        {**SINGLE, "choices": _choices([1], x0=50, x2=-25), "penalty": 10},
        ("x0", "x1", "x3"),
    ),
    ("multiple choice", "multiple_choice", MULTIPLE, (["x1", "x3"], ["x0", "x1"], None)),
    (
        "multiple, weights",
        "multiple_choice",
        {**MULTIPLE, "marking": "weights", "choices": _choices([1, 3], x1=60, x3=40, x0=-50)},
        (["x1", "x3"], ["x0", "x1"], ["x2"]),
    ),
    (
        "true or false",
        "true_false",
        {"stem": "So?", "answer": True, "feedback": "1."},
        (True, False),
    ),
    (
        "matching",
        "matching",
        {"stem": "Match.", "pairs": PAIRS, "distractors": [{"text": "None", "option": "o9"}]},
        ({f"p{n}": f"o{n}" for n in range(5)}, {"p0": "o1", "p1": "o1", "p2": "o9"}),
    ),
    ("short text", "short_text", SHORT, ("Predicate Offence.", "laundering", "predicate offense")),
    (
        "short text, slips",
        "short_text",
        {**SHORT, "accepted": [*SHORT["accepted"], "predicat*"], "answers": OWN, "typo_share": 80},
        ("predicte offence", "élève", "crimes", "predicative"),
    ),
    ("number", "numeric", {**NUMBER, "unit": ""}, ("5000", "4,990.5", "7")),
    (
        "number, units",
        "numeric",
        {
            **NUMBER,
            "is_percent": True,
            "units": [{"text": "km", "factor": "1000"}],
            "answers": [{"from": "10", "to": "20", "share": 50, "feedback": ""}],
        },
        ("5 km", "5,100 m", "15", "7 m"),
    ),
)


@dataclass(frozen=True, slots=True)
class Speed:
    """Answers a second of one core: the median of the rounds."""

    name: str
    per_second: float


def measured(seconds: float = 0.3) -> list[Speed]:
    """Each case alone, and all in turn ("mixed"); each round takes about `seconds`."""
    prepared = [(name, list(_slots(kind, spec, QUIZ)), given) for name, kind, spec, given in CASES]
    mixed = [slot for _name, kind, spec, _given in CASES for slot in _slots(kind, spec, 2)]
    mixed = [SlotToGrade(place, s.kind, s.spec, s.points) for place, s in enumerate(mixed)]
    answers = {
        str(place): given[place % len(given)]
        for place, given in enumerate(given for _n, _k, _s, given in CASES for _ in range(2))
    }
    found = [
        _speed(name, slots, {str(n): given[n % len(given)] for n in range(QUIZ)}, seconds)
        for name, slots, given in prepared
    ]
    return [*found, _speed("mixed", mixed, answers, seconds)]


def _slots(kind_name: str, spec: dict[str, Any], number: int) -> Iterator[SlotToGrade]:
    stored = kind(kind_name).prepare(spec, language="en", salt="bench")
    return (SlotToGrade(place, kind_name, stored, ONE) for place in range(number))


def _speed(
    name: str, slots: Sequence[SlotToGrade], snapshot: dict[str, Any], seconds: float
) -> Speed:
    grade_snapshot(slots, snapshot, pass_mark=70)
    rounds = []
    for _ in range(ROUNDS):
        graded, start = 0, time.process_time()
        while (taken := time.process_time() - start) < seconds:
            for _ in range(20):
                grade_snapshot(slots, snapshot, pass_mark=70)
            graded += 20 * len(slots)
        rounds.append(graded / taken)
    return Speed(name, median(rounds))


def lines_of(found: Sequence[Speed]) -> list[str]:
    return [
        f"grading, answers a second of one core (the goal is {GOAL:,}):",
        *(f"  {one.name:20}{one.per_second:10,.0f}" for one in found),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.grading")
    parser.add_argument("--seconds", type=float, default=0.3, help="of each of the rounds")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measured(options.seconds)
    rows = [asdict(one) for one in found]
    print(json.dumps(rows) if options.json else "\n".join(lines_of(found)))


if __name__ == "__main__":
    main()
