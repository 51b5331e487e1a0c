"""The one unbroken run of paragraph numbers among all lines that start with a number."""

from __future__ import annotations

from dataclasses import dataclass

from content.importing.values import Numbering

_WIDEST_GAP = 4  # numbers that may be missing between two paragraphs of the run
_FOR_MISSING = 1.1


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may start paragraph `number`; `weight` is how much it looks like it."""

    index: int
    number: int
    weight: float


@dataclass(frozen=True, slots=True)
class Run:
    members: tuple[Candidate, ...] = ()
    score: float = 0.0
    decimal: bool = False  # counted anew in each chapter: 1.1, 1.2, 2.1; members by their place

    @property
    def mean(self) -> float:
        return self.score / len(self.members) if self.members else 0.0

    def numbering(self, duplicated: tuple[int, ...] = ()) -> Numbering:
        numbers = [member.number for member in self.members]
        if not numbers:
            return Numbering()
        if self.decimal:
            return Numbering(count=len(numbers))
        there = set(numbers)
        missing = tuple(n for n in range(numbers[0], numbers[-1]) if n not in there)
        return Numbering(len(numbers), numbers[0], numbers[-1], missing, duplicated)


def best_run(candidates: list[Candidate]) -> Run:
    """The heaviest run in document order that counts up by one, few numbers missing."""
    scores: list[float] = []
    before: list[int] = []
    best: dict[int, int] = {}  # number -> place of the best run's last member
    for place, candidate in enumerate(candidates):
        score, previous = -0.3 * min(abs(candidate.number - 1), 12), -1
        for gap in range(_WIDEST_GAP + 1):
            at = best.get(candidate.number - 1 - gap)
            if at is not None and scores[at] - gap * _FOR_MISSING > score:
                score, previous = scores[at] - gap * _FOR_MISSING, at
        scores.append(score + candidate.weight)
        before.append(previous)
        held = best.get(candidate.number)
        if held is None or scores[place] > scores[held]:
            best[candidate.number] = place
    if not scores:
        return Run()
    at = max(range(len(scores)), key=lambda place: scores[place])
    top = scores[at]
    members: list[Candidate] = []
    while at != -1:
        members.append(candidates[at])
        at = before[at]
    return Run(tuple(reversed(members)), top)
