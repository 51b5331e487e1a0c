"""A course's texts in the reader's language, marked as what they are: {% load course_texts %}."""

from decimal import Decimal

from django import template
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from courses.catalog.models import Course
from courses.templatetags.languages import direction

register = template.Library()


def shown_language(course: Course) -> str:
    """The reader's language if the course has it, else the course's first."""
    wanted = translation.get_language() or ""
    return wanted if wanted in course.languages else course.languages[0]


@register.simple_tag
def course_text(course: Course, name: str) -> str:
    """ "title" or "summary" of a course."""
    language = shown_language(course)
    return course.title(language) if name == "title" else course.summary(language)


@register.simple_tag
def course_lang(course: Course) -> SafeString:
    """The attributes of an element that holds such a text."""
    language = shown_language(course)
    return format_html(' lang="{}" dir="{}"', language, direction(language))


@register.filter
def in_minutes(hours: Decimal) -> int:
    """For {% duration %}."""
    return round(hours * 60)
