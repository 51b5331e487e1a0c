"""What the pages of acts show: what an act would do, and what was done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.outbox.clock import database_now
from courses.quizzes.invigilation.forms import ActForm
from courses.quizzes.invigilation.live import Answered, answered_in
from courses.quizzes.invigilation.models import AttemptAct
from courses.quizzes.invigilation.queries import Happened, acts_on
from courses.quizzes.invigilation.rules import (
    Kind,
    Why,
    seconds_to_take_back,
    why_not,
    why_not_undo,
)
from courses.quizzes.invigilation.services import (
    give_another,
    give_time,
    make_void,
    reopen,
    submit_for,
)
from courses.quizzes.models import Attempt
from courses.quizzes.queries import percent_of

SERVICES: Mapping[Kind, Callable[..., AttemptAct]] = {
    Kind.TIME: give_time,
    Kind.ATTEMPT: give_another,
    Kind.REOPEN: reopen,
    Kind.SUBMIT: submit_for,
    Kind.VOID: make_void,
}
# In the order of a page; what cannot be regretted comes last.
ORDER = (Kind.TIME, Kind.ATTEMPT, Kind.REOPEN, Kind.SUBMIT, Kind.VOID)


@dataclass(frozen=True, slots=True)
class Words:
    """How an act is named: on its link, over its page, on its button, and once it is done."""

    link: str | Promise
    title: str | Promise
    done: str | Promise


WORDS = {
    Kind.TIME: Words(_("Give more time"), _("More time"), _("The time is given.")),
    Kind.ATTEMPT: Words(
        _("Give another attempt"), _("Another attempt"), _("The learner has one attempt more.")
    ),
    Kind.REOPEN: Words(
        _("Reopen the attempt"), _("Reopen the attempt"), _("The attempt is open again.")
    ),
    Kind.SUBMIT: Words(
        _("Submit for the learner"), _("Submit for the learner"), _("The attempt is submitted.")
    ),
    Kind.VOID: Words(
        _("Make the attempt void"), _("Make the attempt void"), _("The attempt is void.")
    ),
}


@dataclass(frozen=True, slots=True)
class Effect:
    """What an act would do to an attempt as it stands. `ends` instead of `ended`: None, without an
    end."""

    kind: Kind
    attempt: Attempt
    answered: Answered
    moves_end: bool = False
    ends: datetime | None = None

    @property
    def total(self) -> int:
        return len(self.attempt.layout)

    @property
    def unanswered(self) -> int:
        return max(0, self.total - self.answered.count)

    @property
    def percent(self) -> Any:
        return percent_of(self.attempt)


def effect_of(kind: Kind, attempt: Attempt, form: ActForm) -> Effect:
    answered = answered_in([attempt.pk]).get(attempt.pk, Answered())
    moves_end = kind in (Kind.TIME, Kind.REOPEN)
    return Effect(kind, attempt, answered, moves_end, _end(kind, attempt, form))


def _end(kind: Kind, attempt: Attempt, form: ActForm) -> datetime | None:
    """By what is filled in so far, else by what the form begins with."""
    minutes = _filled_in(form, "minutes")
    if kind == Kind.TIME and attempt.deadline_at:
        return attempt.deadline_at + timedelta(minutes=minutes or 0)
    if kind != Kind.REOPEN:
        return None
    ends = _filled_in(form, "ends")
    if ends == "until":
        until: datetime | None = _filled_in(form, "until")
        return until
    return database_now() + timedelta(minutes=minutes or 0) if ends == "minutes" else None


def _filled_in(form: ActForm, name: str) -> Any:
    if form.is_bound:
        form.is_valid()
        return form.cleaned_data.get(name)
    return form.fields[name].initial if name in form.fields else None


@dataclass(frozen=True, slots=True)
class Done:
    """An act as its history tells it. `why_kept`: why it cannot be undone; `seconds`: what an undo
    takes back of time given."""

    act: AttemptAct
    why_kept: Why
    seconds: int = 0

    @property
    def can_undo(self) -> bool:
        return self.act.undone_at is None and self.why_kept is None

    @property
    def minutes(self) -> int:
        """Given by the act."""
        return int(self.act.after.get("seconds", 0)) // 60

    @property
    def back_minutes(self) -> int:
        """Taken back, or that would be: to the nearest below."""
        return (self.act.taken_back or self.seconds) // 60

    @property
    def is_partly(self) -> bool:
        return self.back_minutes < self.minutes


def history(attempt: Attempt) -> list[Done]:
    acts, now = acts_on(attempt), database_now()
    return [_done(attempt, Happened(attempt, act, acts, now)) for act in acts]


def _done(attempt: Attempt, since: Happened) -> Done:
    act = since.act
    if act.undone_at is not None:
        return Done(act, None)
    seconds = seconds_to_take_back(attempt, act, since.now) if act.kind == Kind.TIME else 0
    return Done(act, why_not_undo(attempt, act, since), seconds)


def possible(attempt: Attempt) -> list[tuple[Kind, Words]]:
    """The acts that fit the attempt as it stands."""
    return [(kind, WORDS[kind]) for kind in ORDER if why_not(kind, attempt) is None]
