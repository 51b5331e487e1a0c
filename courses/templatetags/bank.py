"""What the pages of the question bank need: {% load bank %}."""

from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.html import strip_tags

from courses.quizzes.types.form_parts import name_of
from courses.quizzes.types.registry import kinds_by_name

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    """A language's name in itself."""
    return name_of(code)


@register.filter
def kind_label(name: str) -> str | Promise:
    found = kinds_by_name().get(name)
    return found.label if found else name


@register.filter
def plain_stem(spec: Mapping[str, Any]) -> str:
    """The question as plain text, without the marks of Markdown."""
    return " ".join(unescape(strip_tags(spec["stem_html"])).split())


@register.filter
def spec_in(specs: Mapping[str, Any], languages: Sequence[str]) -> dict[str, Any]:
    """A question in the first of `languages` that it has, else in any."""
    code = next((code for code in languages if code in specs), next(iter(specs)))
    spec: dict[str, Any] = specs[code]
    return spec
