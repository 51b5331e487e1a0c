"""Template tags of the whole site (a built-in library: no {% load %} needed)."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def trusted(html: str) -> SafeString:
    """HTML that was sanitised when it was saved (content.markup), shown as it is."""
    return SafeString(html or "")


@register.filter
def in_language(texts: dict[str, str], language: str) -> str:
    """One text out of {language: text}: in `language`, else in whichever there is."""
    return texts.get(language) or next((text for text in texts.values() if text), "")


@register.filter
def recorded(value: str) -> str:
    """A value of a field as auditlog writes it ("None", "True"), in words."""
    return {"None": "–", "True": _("yes"), "False": _("no")}.get(value, value)
