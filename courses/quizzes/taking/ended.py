"""By whom an attempt was ended, and when, for a page of it that is still open."""

from datetime import datetime

from django.utils.translation import gettext as _

from courses.quizzes.models import Attempt
from courses.quizzes.moments import said_at

CLOCK, STAFF = Attempt.SubmittedBy.CLOCK, Attempt.SubmittedBy.STAFF


def ended_words(attempt: Attempt, now: datetime) -> str:
    """One sentence; of one that is over and not yet handed in, when its time was up."""
    by = attempt.submitted_by
    if attempt.state == Attempt.State.VOID:
        return _("Your course’s staff made this attempt void.")
    if attempt.submitted_at is None or by == CLOCK:
        moment = attempt.deadline_at or attempt.submitted_at or now
        words = _("Time was up at %(time)s, so what was saved by then was handed in.")
        return words % {"time": said_at(moment, now)}
    words = _("You handed this attempt in at %(time)s, in another window or on another device.")
    if by == STAFF:
        words = _("Your course’s staff handed this attempt in at %(time)s.")
    return words % {"time": said_at(attempt.submitted_at, now)}


def is_ended_by_somebody(attempt: Attempt) -> bool:
    """And not by the clock, which everybody at the attempt could see."""
    return attempt.submitted_at is not None and attempt.submitted_by != CLOCK
