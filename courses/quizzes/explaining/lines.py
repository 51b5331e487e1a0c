"""What a learner meets in a quiz, thing by thing, and who says so."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.quizzes.explaining.case import Case
from courses.quizzes.gates.checking import has_honour
from courses.quizzes.gates.requirements import QUIZ, Step
from courses.quizzes.quiz_settings import Feedback, GradeMethod, Order
from courses.quizzes.review.choosing import (
    AFTER,
    LABELS,
    MOMENTS,
    PARTS,
    Preset,
    preset_of,
    ticked,
)
from courses.quizzes.review.matrix import Moment, Part
from courses.quizzes.terms.in_effect import (
    ATTEMPTS,
    BREAKS,
    CLOSES,
    OPENS,
    TIME,
    WAIT,
    Origin,
    Source,
    Value,
)
from courses.templatetags.widgets import duration, exact_time


@dataclass(frozen=True, slots=True)
class Line:
    """`value` is what holds; `because` says, from the quiz's own to what holds, who set it."""

    topic: str
    value: str
    because: list[str] = field(default_factory=list)


def lines_of(case: Case) -> list[Line]:
    """Dates and limits first, then how it is taken and graded."""
    return [
        *_limits(case),
        *_before(case),
        _line(_("How one moves"), str(Order(case.published.order).label)),
        _line(_("Right or wrong is told"), str(Feedback(case.published.feedback).label)),
        *_showing(case),
        *_grading(case),
    ]


def _line(topic: str, value: str) -> Line:
    return Line(topic, value)


def _limits(case: Case) -> list[Line]:
    topics = (
        (OPENS, _("Opens")),
        (CLOSES, _("Closes")),
        (TIME, _("Time limit")),
        (ATTEMPTS, _("Attempts")),
        (WAIT, _("Wait between attempts")),
        (BREAKS, _("Breaks in an attempt")),
    )
    return [
        Line(topic, in_words(name, source.value), _who_says(name, source, is_own=case.is_own))
        for name, topic in topics
        if (source := case.terms.because[name])
        if source.before or name != BREAKS
    ]


def in_words(name: str, value: Value) -> str:
    """A value of Terms, as people say it."""
    if isinstance(value, datetime):
        return exact_time(value)
    if isinstance(value, timedelta):
        return _time(value) if value else _("none")
    if value is None:
        return str(NOTHING_SET[name]())
    return ngettext("%(count)d attempt", "%(count)d attempts", value) % {"count": value}


NOTHING_SET = {
    OPENS: lambda: _("open from the start"),
    CLOSES: lambda: _("stays open"),
    TIME: lambda: _("no limit"),
    ATTEMPTS: lambda: _("as many as one likes"),
}


def _time(length: timedelta) -> str:
    """To the second where it is no whole minute."""
    minutes, seconds = divmod(round(length.total_seconds()), 60)
    if not seconds:
        return duration(minutes)
    words = {"minutes": duration(minutes), "seconds": seconds}
    return _("%(minutes)s %(seconds)d s") % words if minutes else _("%(seconds)d s") % words


def _who_says(name: str, source: Source, *, is_own: bool) -> list[str]:
    return [_says(name, step, is_own=is_own) for step in source.steps]


def _says(name: str, step: Source, *, is_own: bool) -> str:
    words = {"value": in_words(name, step.value), "cohort": step.cohort}
    if step.origin == Origin.COHORT:
        return _("The group “%(cohort)s” has: %(value)s.") % words
    if step.origin == Origin.PERSON:
        if is_own:
            return _("For you alone: %(value)s.") % words
        return _("For this person alone: %(value)s.") % words
    if step.origin == Origin.ACCOMMODATION:
        return _needs(step, words)
    return _("The quiz has: %(value)s.") % words


def _needs(step: Source, words: dict[str, str]) -> str:
    if step.percent:
        factor = f"{step.percent / 100:g}"
        return _("By an accommodation the time is multiplied by %(factor)s: %(value)s.") % {
            **words,
            "factor": factor,
        }
    return _("By an accommodation: %(value)s.") % words


def _before(case: Case) -> list[Line]:
    """What opens the quiz, besides its dates."""
    found = []
    if case.steps:
        found.append(_line(_("What comes first"), "; ".join(map(_step, case.steps))))
    if case.published.access_code:
        words = _("asked for at the start")
        found.append(_line(_("Access code"), words if case.is_own else case.published.access_code))
    if has_honour(case.published):
        found.append(_line(_("Statement to agree to"), _("asked for at the start")))
    return found


def _step(step: Step) -> str:
    words = {"title": step.title, "done": step.done, "total": step.total}
    if step.kind == QUIZ:
        return (
            _("“%(title)s”: passed") if step.is_done else _("“%(title)s”: to be passed")
        ) % words
    return _("“%(title)s”: %(done)s of %(total)s lessons read") % words


def _showing(case: Case) -> list[Line]:
    """What a result shows, and when."""
    if case.published.is_practice:
        return []
    topic, preset = _("What the result shows"), preset_of(case.published.review)
    if preset != Preset.OWN:
        return [_line(topic, str(LABELS[preset]))]
    shown = ticked(case.published.review)
    return [Line(topic, _("as chosen for this quiz"), [_shown_at(at, shown) for at in AFTER])]


def _shown_at(moment: Moment, shown: dict[str, list[str]]) -> str:
    parts = [str(PARTS[part]) for part in Part if part.value in shown[moment.value]]
    return f"{MOMENTS[moment]}: {', '.join(parts) or _('nothing')}"


def _grading(case: Case) -> list[Line]:
    quiz = case.published
    if quiz.is_practice:
        return [_line(_("The grade"), _("none: this is for practice"))]
    found = [_line(_("To pass"), f"{quiz.pass_mark} %")]
    if case.terms.attempts_allowed != 1:
        found.append(_line(_("The grade is"), str(GradeMethod(quiz.grade_method).label)))
    counts = _("yes") if quiz.required else _("no")
    return [*found, _line(_("Counts for the certificate"), counts)]
