"""What may be told of a result, and how it is drawn: {% load review %}."""

from collections.abc import Sequence
from datetime import datetime

from django import template
from django.template.defaultfilters import floatformat
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.quizzes.models import Attempt
from courses.quizzes.quiz_settings import QuizSettings
from courses.quizzes.review.queries import points_show
from courses.quizzes.review.questions import PartFigures

register = template.Library()


@register.filter
def tells_result(published: QuizSettings) -> bool:
    """Whether lists may tell what anybody earned in a quiz, and whether they passed."""
    return points_show(published, timezone.now())


@register.filter
def tells_result_of(published: QuizSettings, attempt: Attempt) -> bool:
    """As tells_result, of one attempt: just after it more may show."""
    handed_in: datetime | None = attempt.submitted_at
    return points_show(published, timezone.now(), submitted_at=handed_in)


@register.filter
def part_rows(figures: Sequence[PartFigures]) -> list[tuple[str, float]]:
    """For a bar chart: each with its points, and percent."""
    return [(_named(one), float(one.percent)) for one in figures]


def _named(one: PartFigures) -> str:
    return _("%(name)s (%(points)s / %(total)s)") % {
        "name": one.name.rstrip(".。"),
        "points": floatformat(one.points, "-2"),
        "total": floatformat(one.max_points, "-2"),
    }
