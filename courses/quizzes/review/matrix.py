"""PURE: what a learner may see of an answer, by when they look.

`QuizSettings.review` is {moment: [part, …]}. Empty, the rule is automatic: everything at once, but
the key only for those who have nothing left to gain from it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# "Just after": as long as one needs to look at a result on a slow line.
JUST_AFTER_MINUTES = 15


class Moment(StrEnum):
    """In the order in which they come."""

    DURING = "during"
    JUST_AFTER = "just_after"
    OPEN = "open"
    CLOSED = "closed"


class Part(StrEnum):
    """What can be shown or held back. POINTS are the score, too, and whether it is a pass."""

    RESPONSE = "response"
    CORRECTNESS = "correctness"
    POINTS = "points"
    FEEDBACK = "feedback"
    KEY = "key"
    PASSAGE = "passage"


Review = Mapping[str, Sequence[str]]
# These tell whether an answer was right, so they need that it is told.
TELL_TALES = (Part.FEEDBACK, Part.KEY)


@dataclass(frozen=True, slots=True)
class Shows:
    """`feedback` is what the author says to the answer given; `key` the right answer, and why it
    is right; `passage` where that stands."""

    response: bool = False
    correctness: bool = False
    points: bool = False
    feedback: bool = False
    key: bool = False
    passage: bool = False

    @property
    def any_question(self) -> bool:
        """Whether there is anything to show question by question."""
        return self.response or self.correctness

    @property
    def question_points(self) -> bool:
        """A question's points tell whether it was right."""
        return self.points and self.correctness

    @property
    def parts(self) -> frozenset[Part]:
        return frozenset(part for part in Part if getattr(self, part.value))


EVERYTHING = Shows(
    response=True, correctness=True, points=True, feedback=True, key=True, passage=True
)


def what_shows(review: Review, *, moment: Moment, is_settled: bool) -> Shows:
    """`is_settled`: whoever looks has passed, has no attempt left, or only practises.

    A moment that `review` does not name is automatic. What tells whether an answer was right is
    not shown where that itself is held back.
    """
    chosen = review.get(moment.value)
    if chosen is None:
        return _shows(part for part in Part if part != Part.KEY or is_settled)
    return _shows(part for part in Part if part.value in chosen)


def _shows(parts: Iterable[Part]) -> Shows:
    found = set(parts)
    if Part.CORRECTNESS not in found:
        found -= set(TELL_TALES)
    return Shows(**{part.value: part in found for part in Part})


def moment_of(
    *, now: datetime, submitted_at: datetime | None, closes_at: datetime | None
) -> Moment:
    """Without a closing the last moment never comes."""
    if submitted_at is None:
        return Moment.DURING
    if closes_at is not None and now >= closes_at:
        return Moment.CLOSED
    is_just_after = now < submitted_at + timedelta(minutes=JUST_AFTER_MINUTES)
    return Moment.JUST_AFTER if is_just_after else Moment.OPEN


@dataclass(frozen=True, slots=True)
class Later:
    """Parts that are held back now, and from when they show; `at` None: they never do."""

    parts: tuple[Part, ...]
    at: datetime | None
    is_closing: bool = False


def held_back(
    review: Review,
    *,
    now: datetime,
    submitted_at: datetime,
    closes_at: datetime | None,
    is_settled: bool,
) -> list[Later]:
    """What does not show now, by when it will: the soonest first, what never does last."""
    moment = moment_of(now=now, submitted_at=submitted_at, closes_at=closes_at)
    hidden = EVERYTHING.parts - what_shows(review, moment=moment, is_settled=is_settled).parts
    found = []
    for coming, at in _coming(moment, submitted_at, closes_at):
        parts = hidden & what_shows(review, moment=coming, is_settled=is_settled).parts
        if parts:
            found.append(Later(_in_order(parts), at, is_closing=coming == Moment.CLOSED))
        hidden -= parts
    return [*found, Later(_in_order(hidden), None)] if hidden else found


def _coming(
    moment: Moment, submitted_at: datetime, closes_at: datetime | None
) -> list[tuple[Moment, datetime]]:
    """The moments that are still to come, and when."""
    found = []
    later = submitted_at + timedelta(minutes=JUST_AFTER_MINUTES)
    if moment == Moment.JUST_AFTER and (closes_at is None or later < closes_at):
        found.append((Moment.OPEN, later))
    if moment != Moment.CLOSED and closes_at is not None:
        found.append((Moment.CLOSED, closes_at))
    return found


def _in_order(parts: Iterable[Part]) -> tuple[Part, ...]:
    held = set(parts)
    return tuple(part for part in Part if part in held)
