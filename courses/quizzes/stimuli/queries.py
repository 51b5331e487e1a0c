"""Reads of stimuli and of the questions that refer to them."""

from django.db.models import QuerySet

from courses.catalog.models import Course
from courses.quizzes.models import Question
from courses.quizzes.types.registry import all_kinds


def stimuli_in(course: Course) -> QuerySet[Question]:
    """Those that a question may refer to, the newest first."""
    names = [member.name for member in all_kinds() if not member.is_answered]
    rows = Question.objects.filter(course=course, kind__in=names)
    rows = rows.exclude(status=Question.Status.RETIRED)
    return rows.select_related("current_version").order_by("-pk")


def sharers_of(stimulus: Question) -> QuerySet[Question]:
    """The questions that refer to it."""
    rows = stimulus.sharers.exclude(status=Question.Status.RETIRED)
    return rows.select_related("current_version").order_by("pk")
