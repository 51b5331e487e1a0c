"""What the course's staff may do to an attempt. Each act may be undone: invigilation.undoing."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.quizzes.deadlines import DEADLINE, grant_time, schedule_expiry
from courses.quizzes.gradebook.queries import published_or_last
from courses.quizzes.invigilation.acting import Press, act
from courses.quizzes.invigilation.errors import NotPossible
from courses.quizzes.invigilation.going_on import go_on
from courses.quizzes.invigilation.models import AttemptAct, TimeForAll
from courses.quizzes.invigilation.queries import has_other_open
from courses.quizzes.invigilation.rules import Kind
from courses.quizzes.invigilation.states import GRADE, KEPT, clear, kept
from courses.quizzes.models import Attempt
from courses.quizzes.queries import attempts_left
from courses.quizzes.services.freezing import freeze
from courses.quizzes.terms.services import grant_attempt


def give_time(
    attempt_id: int, press: Press, *, seconds: int, for_all: TimeForAll | None = None
) -> AttemptAct:
    """The end moves by so much. Raises NoSuchAttempt, ChangedMeanwhile, NotPossible."""

    def give(attempt: Attempt, now: datetime) -> dict[str, Any]:
        assert attempt.deadline_at is not None
        if attempt.deadline_at + timedelta(seconds=seconds) <= now:
            raise NotPossible(_("Its time is up since longer than that. Give more minutes."))
        grant_time(attempt, seconds=seconds, reason=press.reason, granted_by=press.by)
        attempt.save(update_fields=DEADLINE)
        schedule_expiry(attempt, attempt.quiz_edition)
        return {"seconds": seconds, **kept(attempt, ("deadline_at",))}

    return act(attempt_id, Kind.TIME, press, give, for_all=for_all)


def submit_for(attempt_id: int, press: Press) -> AttemptAct:
    """What is saved is submitted and graded. Raises NoSuchAttempt, ChangedMeanwhile,
    NotPossible."""

    def submit(attempt: Attempt, now: datetime) -> dict[str, Any]:
        freeze(attempt, now, Attempt.SubmittedBy.STAFF)
        return kept(attempt, ("submitted_at",))

    return act(attempt_id, Kind.SUBMIT, press, submit)


def make_void(attempt_id: int, press: Press) -> AttemptAct:
    """It counts no more, neither as one of the attempts allowed nor by its grade, which stays on
    record. Raises NoSuchAttempt, ChangedMeanwhile, NotPossible."""

    def void(attempt: Attempt, _now: datetime) -> dict[str, Any]:
        attempt.state = Attempt.State.VOID
        clear(attempt, GRADE)
        attempt.save(update_fields=KEPT)
        return {"state": attempt.state}

    return act(attempt_id, Kind.VOID, press, void)


def reopen(
    attempt_id: int, press: Press, *, minutes: int | None = None, until: datetime | None = None
) -> AttemptAct:
    """The learner goes on where they were: for so many minutes, until a moment, or without an end.

    The result there was is withdrawn and stays on record; the next submission makes the next
    grading version. Raises NoSuchAttempt, ChangedMeanwhile, NotPossible.
    """

    def let_go_on(attempt: Attempt, now: datetime) -> dict[str, Any]:
        if has_other_open(attempt):
            raise NotPossible(_("The learner has another attempt at this quiz under way."))
        end = now + timedelta(minutes=minutes) if minutes else until
        if end is not None and end <= now:
            raise NotPossible(_("Choose an end that is still to come."))
        go_on(attempt, now, end, reason=press.reason, by=press.by)
        return kept(attempt, ("deadline_at",))

    return act(attempt_id, Kind.REOPEN, press, let_go_on)


def give_another(attempt_id: int, press: Press) -> AttemptAct:
    """One attempt more than the learner had, whatever becomes of this one. Raises NoSuchAttempt,
    ChangedMeanwhile, NotPossible."""

    def give(attempt: Attempt, _now: datetime) -> dict[str, Any]:
        published = published_or_last(attempt.quiz_id) or attempt.quiz_edition
        if attempts_left(attempt.user, published) is None:
            raise NotPossible(_("The learner may take this quiz as often as they like."))
        given = grant_attempt(attempt.quiz, attempt.user, by=press.by, reason=press.reason)
        return {"override": given.pk, "left": attempts_left(attempt.user, published)}

    return act(attempt_id, Kind.ATTEMPT, press, give)
