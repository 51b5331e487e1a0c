"""PURE: which questions of its pools one attempt meets.

A question may stand in several pools, yet nobody meets it twice. So this is a matching of
questions to draws: a question is taken if, with those already taken, each can still be given to
one draw of its own. Taking the least seen first gives the most unseen questions there can be.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Candidate:
    """A slot of a pool: `question` stands for it in every pool and edition."""

    slot: int
    question: int
    draw: str


class _Hands:
    """What each draw holds; a question is handed on where that makes room for another."""

    def __init__(self, own: Mapping[int, Sequence[str]], take: Mapping[str, int]) -> None:
        self._own, self._take = own, take
        self.held: dict[str, list[int]] = {draw: [] for draw in take}

    def has_room(self) -> bool:
        return any(len(held) < self._take[draw] for draw, held in self.held.items())

    def accept(self, question: int, asked: set[str] | None = None) -> bool:
        """Whether a draw took it; `asked` are those that were asked on the way."""
        asked = set() if asked is None else asked
        for draw in self._own[question]:
            if draw in asked:
                continue
            asked.add(draw)
            if len(self.held[draw]) < self._take[draw] or self._hand_on(draw, asked):
                self.held[draw].append(question)
                return True
        return False

    def _hand_on(self, draw: str, asked: set[str]) -> bool:
        for other in self.held[draw]:
            if self.accept(other, asked):
                self.held[draw].remove(other)
                return True
        return False


def _dealt(
    candidates: Iterable[Candidate], take: Mapping[str, int], order: Sequence[int]
) -> dict[str, list[int]]:
    own: dict[int, list[str]] = {}
    for one in sorted(candidates, key=lambda one: one.slot):
        if one.draw in take:
            own.setdefault(one.question, []).append(one.draw)
    hands = _Hands(own, take)
    for question in order:
        if not hands.has_room():
            break
        if question in own:
            hands.accept(question)
    return hands.held


def drawn(
    candidates: Sequence[Candidate],
    take: Mapping[str, int],
    *,
    seed: int,
    seen: Mapping[int, int] | None = None,
) -> set[int]:
    """The slots that an attempt takes: of each draw so many, no question twice.

    `seen` is {question: how often it was met before}; the least seen come first, ties fall by
    the seed. Where there are too few, all that there are.
    """
    order = sorted({one.question for one in candidates})
    Random(f"draws:{seed}").shuffle(order)
    order.sort(key=lambda question: (seen or {}).get(question, 0))
    held = _dealt(candidates, take, order)
    return {one.slot for one in candidates if one.question in held.get(one.draw, ())}


def lacking(candidates: Sequence[Candidate], take: Mapping[str, int]) -> dict[str, int]:
    """{draw: how many questions it is short of} where there are too few, overlaps counted."""
    held = _dealt(candidates, take, sorted({one.question for one in candidates}))
    short = {draw: number - len(held[draw]) for draw, number in take.items()}
    return {draw: number for draw, number in short.items() if number > 0}
