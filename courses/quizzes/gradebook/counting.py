"""PURE: from somebody's graded attempts at a quiz to the grade that counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

PLACES = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Taken:
    """A graded attempt. `passed` is what its learner was told, by the rules of its `edition`."""

    id: int
    number: int
    edition: int
    score: Decimal
    max_score: Decimal
    passed: bool

    @property
    def percent(self) -> Fraction | None:
        """Exact; None where there was nothing to earn."""
        return Fraction(self.score) * 100 / Fraction(self.max_score) if self.max_score else None

    def passes(self, mark: int) -> bool:
        """Also by a mark that was lowered since; one that was raised takes nothing away."""
        return self.passed or (self.percent is not None and self.percent >= mark)


@dataclass(frozen=True, slots=True)
class Rules:
    """How a published quiz counts: `method` is a GradeMethod, `edition` the quiz edition's id."""

    edition: int
    method: str
    pass_mark: int

    def is_like(self, other: "Rules") -> bool:
        return (self.method, self.pass_mark) == (other.method, other.pass_mark)


@dataclass(frozen=True, slots=True)
class Override:
    """What staff said: a percent, or None for excused; `pass_mark` as it was then."""

    percent: Decimal | None
    pass_mark: int


@dataclass(frozen=True, slots=True)
class Counted:
    """`attempts` are the ids of those that make the grade by the method, whatever staff said."""

    percent: Decimal | None = None
    passed: bool = False
    is_excused: bool = False
    attempts: tuple[int, ...] = ()


def counted(attempts: Sequence[Taken], rules: Rules, override: Override | None = None) -> Counted:
    """The grade by the rules. `attempts` in any order, all of them graded, none of them void."""
    found = METHODS[rules.method](sorted(attempts, key=_number), rules) if attempts else Counted()
    if override is None:
        return found
    if override.percent is None:
        return Counted(is_excused=True, attempts=found.attempts)
    mark = min(rules.pass_mark, override.pass_mark)
    return replace(found, percent=override.percent, passed=override.percent >= mark)


def kept(attempts: Sequence[Taken], now: Rules, earlier: Rules | None) -> bool:
    """Whether the attempts pass: by the rules that hold now, or by other ones that held when they
    were taken. What came after those is no part of it."""
    if counted(attempts, now).passed:
        return True
    if earlier is None or earlier.is_like(now):
        return False
    before = [attempt for attempt in attempts if attempt.edition <= earlier.edition]
    return counted(before, earlier).passed


def _number(attempt: Taken) -> int:
    return attempt.number


def _single(attempt: Taken, rules: Rules) -> Counted:
    percent = attempt.percent
    return Counted(_rounded(percent), attempt.passes(rules.pass_mark), attempts=(attempt.id,))


def _best(attempts: Sequence[Taken], rules: Rules) -> Counted:
    """The earliest of the highest; passed if any is."""
    best = max(attempts, key=lambda one: (-1 if one.percent is None else one.percent, -one.number))
    passed = any(attempt.passes(rules.pass_mark) for attempt in attempts)
    return replace(_single(best, rules), passed=passed)


def _average(attempts: Sequence[Taken], rules: Rules) -> Counted:
    percents = [attempt.percent for attempt in attempts if attempt.percent is not None]
    ids = tuple(attempt.id for attempt in attempts)
    if not percents:
        return Counted(passed=all(attempt.passed for attempt in attempts), attempts=ids)
    mean = sum(percents, Fraction()) / len(percents)
    return Counted(_rounded(mean), mean >= rules.pass_mark, attempts=ids)


METHODS: dict[str, Callable[[Sequence[Taken], Rules], Counted]] = {
    "best": _best,
    "last": lambda attempts, rules: _single(attempts[-1], rules),
    "first": lambda attempts, rules: _single(attempts[0], rules),
    "average": _average,
}


def _rounded(percent: Fraction | None) -> Decimal | None:
    if percent is None:
        return None
    exact = Decimal(percent.numerator) / Decimal(percent.denominator)
    return exact.quantize(PLACES, ROUND_HALF_UP)
