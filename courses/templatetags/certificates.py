"""What pages about attempts say of certificates: {% load certificates %}."""

from typing import Any

from django import template
from django.template.context import Context

from courses.certificates.codes import grouped
from courses.certificates.queries import resting_on, resting_on_grade
from courses.quizzes.gradebook.models import QuizGrade
from courses.quizzes.models import Attempt

register = template.Library()


@register.inclusion_tag("certificates/resting.html", takes_context=True)
def certificate_at_stake(context: Context, attempt: Attempt) -> dict[str, Any]:
    """The certificate that rests on a graded attempt, and what can be done about it."""
    found = resting_on(attempt)
    return {
        "certificate": found,
        "code": grouped(found.code) if found else "",
        "attempt": attempt,
        "may_revoke": context["request"].user.is_administrator,
        "hides_names": getattr(context.get("way"), "hides_names", False),
    }


@register.inclusion_tag("certificates/resting_grade.html", takes_context=True)
def grade_at_stake(context: Context, grade: QuizGrade) -> dict[str, Any]:
    """The certificate that stands although its learner's grade in a quiz is not passed."""
    found = None if grade.passed or grade.is_excused else resting_on_grade(grade)
    return {
        "certificate": found,
        "code": grouped(found.code) if found else "",
        "may_revoke": context["request"].user.is_administrator,
    }
