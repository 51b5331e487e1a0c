"""When an act may be done, and when it may still be undone: one sentence where it may not."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.quizzes.invigilation.models import AttemptAct
from courses.quizzes.invigilation.states import value_of
from courses.quizzes.models import Attempt

Kind = AttemptAct.Kind
State = Attempt.State
Why = str | Promise | None

ENDED = (State.SUBMITTED, State.MARKING, State.GRADED)
# Time that is taken back leaves the learner so much, to finish a sentence.
LEFT_AT_LEAST = timedelta(minutes=1)


class Since(Protocol):
    """What has happened since an act. `now`: the database's."""

    now: datetime

    @property
    def is_followed(self) -> bool:
        """Another act that changed the state stands."""

    @property
    def is_answered(self) -> bool:
        """The learner answered, checked an answer, or took a hint."""

    @property
    def has_other_open(self) -> bool: ...


def turns_state() -> tuple[Kind, ...]:
    return (Kind.REOPEN, Kind.SUBMIT, Kind.VOID)


def why_not(kind: Kind, attempt: Attempt) -> Why:
    """Why the act does not fit the attempt's state; None when it does."""
    state = attempt.state
    if kind == Kind.TIME and state == State.OPEN:
        return None if attempt.deadline_at else _("This attempt has no time limit.")
    if kind in (Kind.TIME, Kind.SUBMIT):
        return None if state == State.OPEN else _("This attempt is not under way any more.")
    if kind == Kind.REOPEN:
        return None if state in ENDED else _("Only an attempt that was submitted can be reopened.")
    if kind == Kind.ATTEMPT and attempt.quiz_edition.attempts_allowed is None:
        return _("The learner may take this quiz as often as they like.")
    if kind == Kind.VOID:
        return _("This attempt is void already.") if state == State.VOID else None
    return None


def seconds_to_take_back(attempt: Attempt, act: AttemptAct, now: datetime) -> int:
    """Of the time given by the act, what the learner has not used up yet."""
    if attempt.state != State.OPEN or attempt.deadline_at is None:
        return 0
    left = (attempt.deadline_at - now - LEFT_AT_LEAST).total_seconds()
    return max(0, min(int(act.after.get("seconds", 0)), int(left)))


def why_not_undo(attempt: Attempt, act: AttemptAct, since: Since) -> Why:
    """Why the act cannot be undone any more; None when it can."""
    if act.kind == Kind.ATTEMPT:
        return None
    if since.is_followed:
        return _("Something else was done to this attempt since. Undo that first.")
    return UNDO[Kind(act.kind)](attempt, act, since)


def _time(attempt: Attempt, act: AttemptAct, since: Since) -> Why:
    if seconds_to_take_back(attempt, act, since.now):
        return None
    return _("The time given is used up, so none can be taken back.")


def _reopening(attempt: Attempt, _act: AttemptAct, since: Since) -> Why:
    if attempt.state != State.OPEN:
        return _("The attempt was submitted again since, and has its new result.")
    if since.is_answered:
        return _("The learner has answered since. Submit the attempt for them, or make it void.")
    return None


def _submitting(attempt: Attempt, act: AttemptAct, since: Since) -> Why:
    if attempt.state not in ENDED:
        return _("The attempt is not as it was submitted any more.")
    end = value_of(act.before, "deadline_at")
    if end is not None and end <= act.at:
        return _("Time was up when it was submitted. Reopen the attempt to give more.")
    return _one_open(since)


def _void(attempt: Attempt, act: AttemptAct, since: Since) -> Why:
    return _one_open(since) if act.before.get("state") == State.OPEN else None


def _one_open(since: Since) -> Why:
    if since.has_other_open:
        return _("The learner has another attempt at this quiz under way. It has to end first.")
    return None


UNDO: Mapping[Kind, Callable[[Attempt, AttemptAct, Since], Why]] = {
    Kind.TIME: _time,
    Kind.REOPEN: _reopening,
    Kind.SUBMIT: _submitting,
    Kind.VOID: _void,
}
