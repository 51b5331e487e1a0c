"""Filters of the studio's pages."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import get_language_info

from content.set_aside import kind_label

register = template.Library()


@register.filter
def own_name(code: str) -> str:
    """A language by its own name: "Français"; the code for one that Django does not know."""
    try:
        return str(get_language_info(code)["name_local"]).capitalize()
    except KeyError:
        return code


@register.filter
def paragraph_mark(key: str) -> str:
    """ "¶ 8.i" of a numbered passage; "" where the report has no number to show."""
    return f"¶ {key}" if key[:1].isdecimal() else ""


@register.filter
def set_aside_kind(kind: str) -> str:
    return kind_label(kind)


@register.filter
def at_lesson(by_lesson: Mapping[str, Any], lesson: str) -> Any:
    """What is kept of a lesson of a plan by its id; None without any."""
    return by_lesson.get(lesson)
