"""PURE: how made-up learners behave, from a seed. The same seed gives the same learners."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

LANGUAGES = ("en", "fr")
ZONES = ("UTC", "Europe/Rome", "Africa/Nairobi", "Asia/Bangkok")
ATTEMPTS = (0, 11, 11, 11, 11, 11, 11, 11, 11, 12)
"""Of ten learners one never starts, and ten have a hundred attempts together."""
FINISHERS = 0.45


@dataclass(frozen=True, slots=True)
class Take:
    """One attempt: which paper of the pool, when, and whether its answers are kept."""

    paper: int
    started_at: datetime
    minutes: int
    keeps_answers: bool


@dataclass(frozen=True, slots=True)
class Learner:
    number: int
    language: str
    zone: str
    joined_at: datetime
    lessons: int
    seen_at: datetime
    finishes: bool
    takes: tuple[Take, ...]


def learners(
    numbers: range, *, seed: int, now: datetime, lessons: int, papers: int, answers: float
) -> Iterator[Learner]:
    """`papers` is the size of the pool, worst first; `answers` the share of kept answers."""
    for number in numbers:
        yield _learner(number, Random(f"{seed}:{number}"), now, lessons, papers, answers)


def _learner(
    number: int, draw: Random, now: datetime, lessons: int, papers: int, answers: float
) -> Learner:
    joined_at = now - timedelta(days=draw.uniform(20, 120))
    attempts = ATTEMPTS[number % len(ATTEMPTS)]
    finishes = attempts > 0 and draw.random() < FINISHERS
    span = (now - joined_at).total_seconds()
    seen_at = joined_at + timedelta(seconds=span * draw.uniform(0.2, 0.99))
    skill = draw.uniform(0.1, 0.9)
    takes = tuple(
        Take(
            paper=_paper(draw, skill, taken / attempts, papers),
            started_at=joined_at + (seen_at - joined_at) * ((taken + 1) / (attempts + 1)),
            minutes=draw.randint(3, 19),
            keeps_answers=draw.random() < answers,
        )
        for taken in range(attempts)
    )
    read = lessons if finishes else draw.randint(0, max(0, lessons - 1))
    return Learner(
        number=number,
        language=draw.choice(LANGUAGES),
        zone=draw.choice(ZONES),
        joined_at=joined_at,
        lessons=read if attempts else 0,
        seen_at=seen_at,
        finishes=finishes,
        takes=takes,
    )


def _paper(draw: Random, skill: float, progress: float, papers: int) -> int:
    """Learners get better as they try again."""
    level = draw.gauss(skill + 0.25 * progress, 0.12)
    return min(papers - 1, max(0, int(level * papers)))


def operation(seed: int, attempt: int, place: int) -> UUID:
    """An operation id that the same seed makes again."""
    return UUID(int=(seed & 0xFFFFFFFF) << 96 | (attempt & (1 << 64) - 1) << 32 | place, version=4)
