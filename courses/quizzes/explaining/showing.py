"""Why somebody does not see the right answers: by what the quiz shows, and when."""

from django.utils.translation import gettext as _

from courses.quizzes.explaining.case import Case
from courses.quizzes.models import Attempt
from courses.quizzes.review.choosing import AFTER, Preset, preset_of
from courses.quizzes.review.matrix import (
    JUST_AFTER_MINUTES,
    Moment,
    Part,
    held_back,
    moment_of,
    what_shows,
)
from courses.quizzes.review.queries import Seen
from courses.quizzes.review.words import later_sentences
from courses.templatetags.widgets import exact_time


def why_no_key(case: Case) -> str:
    """Empty where they show, or nothing can be said of it."""
    if case.published.is_practice:
        return ""
    last = case.last
    if case.published.review and last and last.state == Attempt.State.GRADED:
        return _of_result(case, last)
    if case.published.review:
        return _before(case)
    if case.standing.passed or _left(case) == 0:
        return ""
    return _("They show when you have passed, or have no attempt left.")


def _left(case: Case) -> int | None:
    return case.terms.left(len(case.attempts))


def _of_result(case: Case, attempt: Attempt) -> str:
    """What its page says of it, too."""
    assert attempt.submitted_at is not None
    review, closes_at = case.published.review, case.terms.closes_at
    is_settled = bool(attempt.passed) or _left(case) == 0
    submitted_at = attempt.submitted_at
    moment = moment_of(now=case.now, submitted_at=submitted_at, closes_at=closes_at)
    shows = what_shows(review, moment=moment, is_settled=is_settled)
    if shows.key:
        return ""
    later = held_back(
        review,
        now=case.now,
        submitted_at=submitted_at,
        closes_at=closes_at,
        is_settled=is_settled,
    )
    return " ".join(later_sentences(Seen(shows, later, is_automatic=False), left=_left(case)))


def _before(case: Case) -> str:
    closes_at, preset = case.terms.closes_at, preset_of(case.published.review)
    if closes_at is not None and closes_at <= case.now:
        return ""
    if closes_at is not None and preset in WAITING:
        return str(WAITING[preset]()) % {"moment": exact_time(closes_at)}
    return _by_moments(case)


WAITING = {
    Preset.SCORE: lambda: _(
        "Only the score shows until the quiz closes, %(moment)s. Then the right answers show, too."
    ),
    Preset.NOTHING: lambda: _(
        "Nothing of the result shows until the quiz closes, %(moment)s. Then the right answers "
        "show, too."
    ),
}


def _by_moments(case: Case) -> str:
    """Of the first moment at which they show."""
    review, closes_at = case.published.review, case.terms.closes_at
    for moment in AFTER:
        if moment == Moment.CLOSED and closes_at is None:
            break
        if Part.KEY in what_shows(review, moment=moment, is_settled=False).parts:
            return _shown_at(case, moment)
        if Part.KEY in what_shows(review, moment=moment, is_settled=True).parts:
            return _("They show when you have passed, or have no attempt left.")
    return _("The right answers are not shown for this quiz.")


def _shown_at(case: Case, moment: Moment) -> str:
    """Empty where they show at once."""
    if moment == Moment.OPEN:
        words = _("They show %(minutes)d minutes after you have handed in.")
        return words % {"minutes": JUST_AFTER_MINUTES}
    if moment == Moment.CLOSED and case.terms.closes_at:
        words = _("They show after the quiz closes, %(moment)s.")
        return words % {"moment": exact_time(case.terms.closes_at)}
    return ""
