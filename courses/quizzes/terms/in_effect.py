"""PURE: what holds for one learner in one quiz, and where each of it comes from.

A personal override goes before those of cohorts; of several cohorts the most generous holds, for
each field alone. An accommodation multiplies and adds to whatever that comes to.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

Value = datetime | timedelta | int | None


class Origin(StrEnum):
    QUIZ = "quiz"
    COHORT = "cohort"
    PERSON = "person"
    ACCOMMODATION = "accommodation"


@dataclass(frozen=True, slots=True)
class Source:
    """Who says `value`. `cohort` is its name, of a cohort's override.

    Of an accommodation, `percent` is what the time before it was multiplied by and `more` the
    attempts added; of an override `more` likewise. `before` is what was replaced.
    """

    origin: Origin
    value: Value
    cohort: str = ""
    percent: int | None = None
    more: int = 0
    before: "Source | None" = None

    @property
    def steps(self) -> list["Source"]:
        """From the quiz's own to what holds."""
        earlier = self.before.steps if self.before else []
        return [*earlier, self]


OPENS, CLOSES, TIME, ATTEMPTS, WAIT, BREAKS = FIELDS = (
    "opens_at",
    "closes_at",
    "time_limit",
    "attempts_allowed",
    "wait",
    "breaks",
)


@dataclass(frozen=True, slots=True)
class Terms:
    """None: no opening, no closing, no time limit, as many attempts as one likes.

    `breaks` is the time that breaks may take in one attempt. `because` has a Source for each of
    FIELDS.
    """

    opens_at: datetime | None = None
    closes_at: datetime | None = None
    time_limit: timedelta | None = None
    attempts_allowed: int | None = None
    wait: timedelta = timedelta(0)
    breaks: timedelta = timedelta(0)
    grace_seconds: int = 10
    because: Mapping[str, Source] = field(default_factory=dict, compare=False)

    @property
    def time_limit_minutes(self) -> float | None:
        """With its fraction: ×1.25 of 45 minutes are 56.25."""
        return None if self.time_limit is None else self.time_limit.total_seconds() / 60

    @property
    def wait_minutes(self) -> float:
        return self.wait.total_seconds() / 60

    @property
    def break_minutes(self) -> float:
        return self.breaks.total_seconds() / 60

    def left(self, used: int) -> int | None:
        """Attempts that may still be started; None: as many as one likes."""
        return None if self.attempts_allowed is None else max(0, self.attempts_allowed - used)


class AsPublished(Protocol):
    """What a quiz says by itself."""

    opens_at: Any
    closes_at: Any
    time_limit_minutes: Any
    attempts_allowed: Any
    wait_minutes: Any
    grace_seconds: Any


@dataclass(frozen=True, slots=True)
class Changed:
    """An override as values: of a person, or of the cohort that is named."""

    cohort: str = ""
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    time_limit: timedelta | None = None
    is_untimed: bool = False
    attempts_allowed: int | None = None
    extra_attempts: int = 0
    wait: timedelta | None = None

    @property
    def origin(self) -> Origin:
        return Origin.COHORT if self.cohort else Origin.PERSON


@dataclass(frozen=True, slots=True)
class Needs:
    """An accommodation as values: of its effect, never of its reason."""

    time_percent: int = 100
    is_untimed: bool = False
    extra_attempts: int = 0
    breaks: timedelta = timedelta(0)


def in_effect(
    quiz: AsPublished, overrides: Iterable[Changed] = (), needs: Needs | None = None
) -> Terms:
    """What holds for the learner to whom these overrides and needs belong."""
    limit = timedelta(minutes=quiz.time_limit_minutes) if quiz.time_limit_minutes else None
    own: dict[str, Value] = {
        OPENS: quiz.opens_at,
        CLOSES: quiz.closes_at,
        TIME: limit,
        ATTEMPTS: quiz.attempts_allowed,
        WAIT: timedelta(minutes=quiz.wait_minutes),
        BREAKS: timedelta(0),
    }
    because = {name: Source(Origin.QUIZ, value) for name, value in own.items()}
    changes = list(overrides)
    for origin in (Origin.COHORT, Origin.PERSON):
        _override(because, [one for one in changes if one.origin == origin])
    if needs:
        _accommodate(because, needs)
    values: dict[str, Any] = {name: source.value for name, source in because.items()}
    return Terms(**values, grace_seconds=quiz.grace_seconds, because=because)


def _override(because: dict[str, Source], changes: list[Changed]) -> None:
    """The most generous of these, for each field; several only of cohorts."""
    for name, offered_by in OFFERS.items():
        offers = [
            (offer, change)
            for change in changes
            if (offer := offered_by(change, because[name])) is not None
        ]
        if offers:
            offer, change = max(offers, key=lambda pair: pair[0].generosity)
            because[name] = Source(
                change.origin,
                offer.value,
                cohort=change.cohort,
                more=change.extra_attempts if name == ATTEMPTS else 0,
                before=because[name],
            )


@dataclass(frozen=True, slots=True)
class _Offer:
    value: Value
    generosity: float


def _opening(change: Changed, _before: Source) -> _Offer | None:
    if change.opens_at is None:
        return None
    return _Offer(change.opens_at, -change.opens_at.timestamp())


def _closing(change: Changed, _before: Source) -> _Offer | None:
    if change.closes_at is None:
        return None
    return _Offer(change.closes_at, change.closes_at.timestamp())


def _time(change: Changed, _before: Source) -> _Offer | None:
    if change.is_untimed:
        return _Offer(None, float("inf"))
    if change.time_limit is None:
        return None
    return _Offer(change.time_limit, change.time_limit.total_seconds())


def _attempts(change: Changed, before: Source) -> _Offer | None:
    """More attempts than as many as one likes are still that."""
    allowed = change.attempts_allowed or before.value
    if change.attempts_allowed is None and not change.extra_attempts:
        return None
    if not isinstance(allowed, int):
        return None
    return _Offer(allowed + change.extra_attempts, allowed + change.extra_attempts)


def _wait(change: Changed, _before: Source) -> _Offer | None:
    if change.wait is None:
        return None
    return _Offer(change.wait, -change.wait.total_seconds())


OFFERS: dict[str, Callable[[Changed, Source], _Offer | None]] = {
    OPENS: _opening,
    CLOSES: _closing,
    TIME: _time,
    ATTEMPTS: _attempts,
    WAIT: _wait,
}


def _accommodate(because: dict[str, Source], needs: Needs) -> None:
    time, attempts = because[TIME], because[ATTEMPTS]
    by = Origin.ACCOMMODATION
    if isinstance(time.value, timedelta) and needs.is_untimed:
        because[TIME] = Source(by, None, before=time)
    elif isinstance(time.value, timedelta) and needs.time_percent != 100:
        longer = time.value * needs.time_percent / 100
        because[TIME] = Source(by, longer, percent=needs.time_percent, before=time)
    if isinstance(attempts.value, int) and needs.extra_attempts:
        more = attempts.value + needs.extra_attempts
        because[ATTEMPTS] = Source(by, more, more=needs.extra_attempts, before=attempts)
    if needs.breaks:
        because[BREAKS] = Source(by, needs.breaks, before=because[BREAKS])
