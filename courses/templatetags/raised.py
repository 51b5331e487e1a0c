"""What a learner raised, on the page of a result: {% load raised %}."""

from django import template

from courses.quizzes.models import Attempt
from courses.quizzes.raised import queries
from courses.quizzes.raised.models import Raised

register = template.Library()


@register.simple_tag
def raised_in(attempt: Attempt) -> list[Raised]:
    return queries.raised_in(attempt)
