"""What an import does, in words."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.authoring.interchange.comparing import Change, Fate

Words = Callable[[int], str]


def fate_word(fate: Fate) -> str:
    return {
        Fate.NEW: _("New"),
        Fate.CHANGED: _("Changed"),
        Fate.SET_ASIDE: _("Set aside"),
        Fate.KEPT: _("As it was"),
    }[fate]


_COUNTED: Mapping[str, Words] = {
    "setting": lambda count: ngettext("%(count)s setting", "%(count)s settings", count),
    "text": lambda count: ngettext(
        "%(count)s text of the course", "%(count)s texts of the course", count
    ),
    "module": lambda count: ngettext("%(count)s module", "%(count)s modules", count),
    "lesson": lambda count: ngettext("%(count)s lesson", "%(count)s lessons", count),
    "question": lambda count: ngettext("%(count)s question", "%(count)s questions", count),
    "quiz": lambda count: ngettext("%(count)s quiz", "%(count)s quizzes", count),
    "term": lambda count: ngettext(
        "%(count)s word of the glossary", "%(count)s words of the glossary", count
    ),
    "diagram": lambda count: ngettext("%(count)s diagram", "%(count)s diagrams", count),
    "translation": lambda count: ngettext("%(count)s translation", "%(count)s translations", count),
    "picture": lambda count: ngettext("%(count)s picture", "%(count)s pictures", count),
}


def what_words(what: str, count: int) -> str:
    return _COUNTED[what](count) % {"count": count}


def named(changes: list[Change], fate: Fate, *, most: int = 200) -> list[tuple[str, list[str]]]:
    """[(how many of what, their keys)] of one fate, for a page."""
    found: dict[str, list[str]] = {}
    for change in changes:
        if change.fate == fate:
            found.setdefault(change.what, []).append(change.key)
    return [(what_words(what, len(keys)), keys[:most]) for what, keys in found.items()]
