"""Languages of texts, which need not be the language of the page: {% load languages %}."""

from django import template
from django.utils import translation

register = template.Library()

RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", "ps", "sd")


@register.filter
def direction(language: str) -> str:
    """ "rtl" or "ltr", for a `dir` attribute."""
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


@register.filter
def own_name(language: str) -> str:
    """A language's name in itself: "Français"."""
    try:
        name = translation.get_language_info(language)["name_local"]
    except KeyError:
        return language
    return str(name).capitalize()
