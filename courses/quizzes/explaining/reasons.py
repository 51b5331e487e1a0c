""" "Why can't I …?": each gate, deadline and flag of a quiz in one sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.quizzes.errors import NoAttemptsLeft, NotOpenYet, TooSoon
from courses.quizzes.explaining.case import Case
from courses.quizzes.explaining.lines import in_words
from courses.quizzes.explaining.showing import why_no_key
from courses.quizzes.models import Attempt
from courses.quizzes.quiz_settings import Feedback, GradeMethod, Order
from courses.quizzes.terms.in_effect import ATTEMPTS, TIME
from courses.templatetags.widgets import exact_time


@dataclass(frozen=True, slots=True)
class Reason:
    """A question in the learner's words and its answer in one sentence. `holds`: the answer is
    about how things are just now, and stands first."""

    question: str
    answer: str
    holds: bool = False


def reasons_of(case: Case) -> list[Reason]:
    """Those that apply, what holds just now first."""
    found = [reason for reason in (why(case) for why in WHYS) if reason]
    return sorted(found, key=lambda reason: not reason.holds)


def _start(case: Case) -> Reason | None:
    question = _("Why can’t I start?")
    if case.under_way:
        words = _("You have an attempt under way: go on with it, everything you answered is saved.")
        return Reason(question, words, holds=True)
    sentence = _why_closed(case)
    return Reason(question, sentence, holds=True) if sentence else None


def _why_closed(case: Case) -> str:
    """Empty when a new attempt may start."""
    if case.enrolment is None:
        return _("You do not take this course: enrol first, then start the quiz.")
    if isinstance(case.gate, TooSoon):
        return str(case.gate)
    if isinstance(case.gate, NotOpenYet) and case.terms.opens_at:
        return _("It opens %(moment)s.") % {"moment": exact_time(case.terms.opens_at)}
    if isinstance(case.gate, NoAttemptsLeft):
        allowed = in_words(ATTEMPTS, case.terms.attempts_allowed)
        return _("You have used what you may have: %(attempts)s.") % {"attempts": allowed}
    if case.gate:
        return str(case.gate)
    if case.published.access_code:
        return _("It opens with an access code, which whoever holds the quiz tells you.")
    return ""


def _first(case: Case) -> Reason | None:
    """Told beside a closed gate, too: who waits for the opening can do it meanwhile."""
    missing = [step.title for step in case.steps if not step.is_done]
    if not missing:
        return None
    names = ", ".join(_("“%(title)s”") % {"title": title} for title in missing)
    words = _("This quiz can be started once you have done: %(names)s.")
    return Reason(_("What do I have to do first?"), words % {"names": names}, holds=True)


def _less_time(case: Case) -> Reason | None:
    limit, closes_at = case.terms.time_limit, case.terms.closes_at
    if limit is None or closes_at is None:
        return None
    latest = closes_at - limit
    words = _(
        "The quiz closes %(closing)s, also for whoever is still at work in it: start before "
        "%(latest)s to have the full %(limit)s."
    )
    named = {
        "closing": exact_time(closes_at),
        "latest": exact_time(latest),
        "limit": in_words(TIME, limit),
    }
    holds = case.now > latest and case.now < closes_at
    return Reason(_("Why do I have less time than the limit?"), words % named, holds=holds)


def _clock(case: Case) -> Reason | None:
    """Why the clock of the attempt under way, or of the last one, is not the limit alone."""
    attempt = case.under_way or case.last
    if attempt is None or not (attempt.given_back_seconds or attempt.granted_seconds):
        return None
    seconds = attempt.given_back_seconds + attempt.granted_seconds
    words = _("%(time)s were added, as the history of the attempt says.")
    time = {"time": in_words(TIME, timedelta(seconds=seconds))}
    return Reason(_("Why did the clock change?"), words % time, holds=case.under_way is not None)


def _go_back(case: Case) -> Reason | None:
    if case.published.order != Order.SEQUENTIAL:
        return None
    words = _(
        "This quiz is taken in order: a page you have left is handed in and cannot be opened again."
    )
    return Reason(_("Why can’t I go back to a question?"), words)


def _change(case: Case) -> Reason | None:
    """Why an answer cannot be changed any more."""
    question = _("Why can’t I change an answer?")
    last = case.last
    if last and last.state != Attempt.State.OPEN and not case.under_way:
        endings = {
            Attempt.SubmittedBy.CLOCK: _("Time was up, so what you had saved was handed in."),
            Attempt.SubmittedBy.STAFF: _("The course’s staff handed your attempt in for you."),
        }
        said = endings.get(Attempt.SubmittedBy(last.submitted_by or "learner"))
        words = said or _("You handed your attempt in; what was handed in stays as it is.")
        return Reason(question, words, holds=True)
    if case.published.feedback == Feedback.IMMEDIATE:
        words = _("Once you have checked an answer and seen how it is, the question is closed.")
        return Reason(question, words)
    return None


def _key(case: Case) -> Reason | None:
    words = why_no_key(case)
    if not words:
        return None
    is_result = case.last is not None and case.under_way is None
    return Reason(_("Why don’t I see the right answers?"), words, holds=is_result)


def _grade(case: Case) -> Reason | None:
    question = _("Why is my grade not that of my last attempt?")
    if case.grade and case.grade.override:
        words = _("The course’s staff set it by hand.")
        if case.grade.is_excused:
            words = _("The course’s staff excused you from this quiz.")
        return Reason(question, words, holds=True)
    says = {
        GradeMethod.BEST: _("Your best attempt counts."),
        GradeMethod.FIRST: _("Your first attempt counts."),
        GradeMethod.AVERAGE: _("The average of your attempts counts."),
    }
    words = says.get(GradeMethod(case.published.grade_method), "")
    if not words or case.terms.attempts_allowed == 1 or case.published.is_practice:
        return None
    return Reason(question, words, holds=len(case.attempts) > 1)


def _certificate(case: Case) -> Reason | None:
    question = _("Why does this quiz not count for my certificate?")
    if case.published.is_practice:
        return Reason(question, _("It is for practice: it counts for nothing."))
    if not case.published.required:
        return Reason(question, _("The certificate asks for other quizzes of the course alone."))
    return None


def _flag(case: Case) -> Reason | None:
    flags = len(case.under_way.flags) if case.under_way else 0
    words = _("A flag is your own bookmark: it changes no grade, and nobody has to answer it.")
    if flags:
        words = ngettext(
            "You flagged %(count)d question to come back to; a flag changes no grade.",
            "You flagged %(count)d questions to come back to; a flag changes no grade.",
            flags,
        ) % {"count": flags}
    return Reason(_("What is the flag at a question for?"), words, holds=bool(flags))


WHYS: tuple[Callable[[Case], Reason | None], ...] = (
    _start,
    _first,
    _change,
    _clock,
    _less_time,
    _go_back,
    _key,
    _grade,
    _certificate,
    _flag,
)
