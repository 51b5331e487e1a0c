"""A quiz's settings in groups, as its page folds them: each says on its head what is set."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.forms.boundfield import BoundField
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.quizzes.gates.forms import NAMES, honour_names, told_of_gates
from courses.quizzes.models import Quiz
from courses.quizzes.quiz_settings import Feedback, GradeMethod, Order
from courses.quizzes.review.choosing import told_of
from courses.templatetags.widgets import duration

BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Group:
    """`names` are fields of the form, `told` what is set there: one short text for each thing."""

    key: str
    legend: Promise
    names: tuple[str, ...]
    told: Callable[[Quiz], list[str]]

    def names_for(self, quiz: Quiz) -> tuple[str, ...]:
        """With those that there is one of for each language."""
        return (*self.names, *honour_names(quiz)) if self.key == BEFORE else self.names


@dataclass(frozen=True, slots=True)
class GroupOnPage:
    """Open where something is wrong or was changed and is not saved yet."""

    key: str
    legend: Promise
    fields: Sequence[BoundField]
    told: list[str]
    is_open: bool


def _when(quiz: Quiz) -> list[str]:
    told = []
    if quiz.opens_at:
        opens = date_format(localtime(quiz.opens_at), "SHORT_DATETIME_FORMAT")
        told.append(_("opens %(moment)s") % {"moment": opens})
    if quiz.closes_at:
        closes = date_format(localtime(quiz.closes_at), "SHORT_DATETIME_FORMAT")
        told.append(_("closes %(moment)s") % {"moment": closes})
    if not told:
        told.append(_("always open"))
    limit = quiz.time_limit_minutes
    told.append(_("time limit %(limit)s") % {"limit": duration(limit)} if limit else _("no limit"))
    return told


def _attempts(quiz: Quiz) -> list[str]:
    allowed = quiz.attempts_allowed
    if allowed is None:
        told = [_("as many attempts as one likes")]
    else:
        words = ngettext("%(count)d attempt", "%(count)d attempts", allowed)
        told = [words % {"count": allowed}]
    if quiz.wait_minutes:
        told.append(_("%(time)s between them") % {"time": duration(quiz.wait_minutes)})
    if quiz.is_practice:
        return [*told, _("for practice")]
    if allowed != 1:
        told.append(str(GradeMethod(quiz.grade_method).label))
    told.append(_("%(mark)s %% to pass") % {"mark": quiz.pass_mark})
    told.append(_("counts for the certificate") if quiz.required else _("does not count"))
    return told


def _order(quiz: Quiz) -> list[str]:
    told = [_("all on one page")]
    if quiz.per_page:
        words = ngettext("%(count)d on a page", "%(count)d on a page", quiz.per_page)
        told = [words % {"count": quiz.per_page}]
    if quiz.order == Order.SEQUENTIAL:
        told.append(_("one after the other"))
    shuffling = {
        (True, True): _("questions and choices shuffled"),
        (True, False): _("questions shuffled"),
        (False, True): _("choices shuffled"),
    }
    shuffled = shuffling.get((quiz.shuffle_questions, quiz.shuffle_choices))
    return [*told, shuffled] if shuffled else told


def _feedback(quiz: Quiz) -> list[str]:
    told = [str(Feedback(quiz.feedback).label)]
    if quiz.feedback == Feedback.ADAPTIVE:
        told.append(_("%(share)s %% less for each further try") % {"share": quiz.try_penalty})
    shown = told_of(quiz.review)
    return [*told, shown] if shown else told


GROUPS = (
    Group(
        "when",
        gettext_lazy("When"),
        ("opens_at", "closes_at", "time_limit_minutes", "grace_seconds"),
        _when,
    ),
    Group(
        "attempts",
        gettext_lazy("Attempts and grade"),
        (
            *("is_practice", "required", "attempts_allowed", "wait_minutes"),
            *("grade_method", "pass_mark", "pass_unit"),
        ),
        _attempts,
    ),
    Group(
        "order",
        gettext_lazy("Questions and order"),
        ("per_page", "order", "shuffle_questions", "shuffle_choices"),
        _order,
    ),
    Group(
        "feedback",
        gettext_lazy("Feedback and review"),
        ("feedback", "try_penalty", "review"),
        _feedback,
    ),
    Group(BEFORE, gettext_lazy("Before one may start"), NAMES, told_of_gates),
)
