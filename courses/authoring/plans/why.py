"""Why a lesson was proposed as it is: the sentence for content.planning.reasons."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from content.planning.sizes import LONGEST_LESSON, SHORTEST_LESSON
from content.planning.values import Why
from content.topics.aspects import aspects

BACKGROUND: dict[str, Promise] = {
    "note": gettext_lazy("Background: it stands before the report proper"),
    "opening": gettext_lazy("Background: it stands before the first heading"),
    "introduction": gettext_lazy("Background: an introduction"),
    "summary": gettext_lazy("Background: a summary of the rest"),
    "foreword": gettext_lazy("Background: a foreword"),
    "thanks": gettext_lazy("Background: thanks"),
    "method": gettext_lazy("Background: how the report was made"),
    "abbreviations": gettext_lazy("Background: a list of abbreviations"),
    "guide": gettext_lazy("Background: how to read the report"),
    "proceedings": gettext_lazy("Background: how the meeting went"),
    "recommendations": gettext_lazy("Background: what the report asks of those it is sent to"),
    "own_affairs": gettext_lazy("Background: how the body that reports is run and paid for"),
}
NOT_CUT: dict[str, Promise] = {
    "table": gettext_lazy("a table"),
    "quote": gettext_lazy("a quotation"),
    "list": gettext_lazy("a list"),
    "passage": gettext_lazy("a single paragraph"),
}


def why_said(why: str | Why) -> str:
    """In the reader's language; "" where there is nothing to say."""
    if isinstance(why, str):
        return _old(why)
    said = _SAID.get(why["kind"])
    return said(why) if said else ""


def _old(why: str) -> str:
    """Plans made before reasons had figures."""
    known = {"short": _("Merged: each is short"), "long": _("Part of a long section")}
    return known.get(why, "")


def _merged(why: Why) -> str:
    parts, limit = why.get("parts", 2), why.get("limit", 0)
    if parts == 2:
        return _("Merged: neither is over %(limit)s words") % {"limit": limit}
    return _("Merged: none of these %(parts)s is over %(limit)s words") % {
        "parts": parts,
        "limit": limit,
    }


def _joined(why: Why) -> str:
    words = why.get("words", 0)
    return ngettext(
        "Merged: one of them has only %(words)s word",
        "Merged: one of them has only %(words)s words",
        words,
    ) % {"words": words}


def _cut(why: Why) -> str:
    figures = {
        "part": why.get("part", 1),
        "parts": why.get("parts", 1),
        "words": why.get("words", 0),
        "before": why.get("before", ""),
    }
    if not figures["before"]:
        return _("Part %(part)s of %(parts)s of a section of %(words)s words") % figures
    if why.get("turns"):
        return _("Cut before “%(before)s”: %(words)s words, and the subject turns here") % figures
    return _("Cut before “%(before)s”: the section has %(words)s words") % figures


def _evened(why: Why) -> str:
    return _("Evened out: sections and parts of them that are too long or too short alone")


def _too_long(why: Why) -> str:
    thing = str(NOT_CUT.get(why.get("reason", ""), NOT_CUT["passage"]))
    return _("Over %(minutes)s minutes: there is no good place to cut %(thing)s") % {
        "minutes": LONGEST_LESSON,
        "thing": thing,
    }


def _too_short(why: Why) -> str:
    if why.get("parts", 1) > 1:
        return _(
            "Merged, and still under %(minutes)s minutes: what stands beside it is another subject"
        ) % {"minutes": SHORTEST_LESSON}
    return _("Under %(minutes)s minutes: it is a subject of its own") % {"minutes": SHORTEST_LESSON}


def _aspect(why: Why) -> str:
    keys = [key for key in why.get("reason", "").split(",") if key in aspects()]
    figures = {
        "aspects": "; ".join(aspects()[key].name(get_language() or "en") for key in keys),
        "words": why.get("before", ""),
        "reports": why.get("reports", 1),
    }
    if not figures["words"]:
        return _("Grouped by what it speaks of: %(aspects)s") % figures
    return (
        ngettext(
            "Grouped: it speaks of %(aspects)s (“%(words)s”), from %(reports)s report",
            "Grouped: it speaks of %(aspects)s (“%(words)s”), from %(reports)s reports",
            why.get("reports", 1),
        )
        % figures
    )


def _background(why: Why) -> str:
    return str(BACKGROUND.get(why.get("reason", ""), BACKGROUND["note"]))


_SAID: dict[str, Callable[[Why], str]] = {
    "merged": _merged,
    "joined": _joined,
    "cut": _cut,
    "evened": _evened,
    "too_long": _too_long,
    "too_short": _too_short,
    "background": _background,
    "aspect": _aspect,
}
