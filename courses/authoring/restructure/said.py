"""Each step on lessons of a draft in words."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.authoring.restructure.acts import MERGE, SPLIT, Act

LONGEST = 80
UNDO = {
    SPLIT: gettext_lazy("Undo: “%(title)s” split"),
    MERGE: gettext_lazy("Undo: “%(title)s” merged"),
}


def said(act: Act) -> str:
    """What was done, and what went along."""
    if act.what == SPLIT:
        text = _("“%(title)s” split: the new lesson stands below it.")
    else:
        text = _("“%(title)s” merged with the lesson below.")
    return " ".join([text % {"title": _short(act.title)}, *_along(act)])


def _along(act: Act) -> Iterator[str]:
    moved = len(act.questions)
    if moved:
        words = ngettext(
            "%(n)s question went along with its passage.",
            "%(n)s questions went along with their passages.",
            moved,
        )
        yield words % {"n": moved}
    if act.aims == 0:
        yield _("No objective went along: the new lesson has none yet.")
    elif act.aims:
        words = ngettext(
            "%(n)s objective went along by its words.",
            "%(n)s objectives went along by their words.",
            act.aims,
        )
        yield words % {"n": act.aims}


def name_of(act: Act) -> str:
    """For the button that takes it back."""
    text = UNDO[act.what] % {"title": _short(act.title)}
    return str(text)


def undone(act: Act) -> str:
    return _("“%(title)s” is as it was before.") % {"title": _short(act.title)}


def _short(title: str) -> str:
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…"
