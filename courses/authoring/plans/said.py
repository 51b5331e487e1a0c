"""Each step in words: for the history, for who listens, and for the other window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from content.planning.moves import BACKGROUND
from content.planning.places import lessons_of
from content.planning.values import PlanModule, PlanSection
from courses.authoring.plans.steps import Step

LONGEST_NAME = 80
Details = dict[str, Any]


def details_of(
    step: Step, modules: Sequence[PlanModule], sections: Sequence[PlanSection]
) -> Details:
    """What the sentence about the step will name; `modules` are those before it."""
    named = {module["id"]: module["title"] for module in modules}
    named |= {lesson["id"]: lesson["title"] for lesson in lessons_of(modules)}
    if step.action in ("skip", "take"):
        titles = (one.title for one in sections if one.id == step.section)
        title = next(titles, "")
    else:
        title = named.get(step.target or next(iter(step.lessons), ""), "")
    details = {
        "title": title,
        "to": named.get(step.place, ""),
        "place": step.place,
        "new": " ".join(step.title.split()) if step.action == "rename" else "",
        "n": len(step.passages) or len(step.lessons),
    }
    return {name: _short(value) for name, value in details.items() if value}


def said(action: str, details: Details) -> str:
    """The step as a sentence in the reader's language."""
    if action in ("undo", "redo"):
        step = said(str(details.get("action", "")), details.get("details", {}))
        text = _("Undone: %(step)s") if action == "undo" else _("Done again: %(step)s")
        return text % {"step": step}
    names = {"title": "", "to": "", "new": "", "place": "", "n": 1, **details}
    if action in SEVERAL:
        return SEVERAL[action](names) % names
    return str(SENTENCES.get(action, _("A change"))) % names


def _short(value: Any) -> Any:
    if isinstance(value, str) and len(value) > LONGEST_NAME:
        return f"{value[: LONGEST_NAME - 1]}…"
    return value


def _lesson_to(names: Details) -> str:
    if names["place"] == BACKGROUND:
        return _("“%(title)s” put with the background reading")
    if not names["to"]:
        return _("“%(title)s” moved to a module of its own")
    if names["place"].startswith("m"):
        return _("“%(title)s” moved to the end of “%(to)s”")
    return _("“%(title)s” moved in front of “%(to)s”")


def _lessons_to(names: Details) -> str:
    n = names["n"]
    if names["to"]:
        return ngettext("%(n)s lesson moved to “%(to)s”", "%(n)s lessons moved to “%(to)s”", n)
    return ngettext("%(n)s lesson moved", "%(n)s lessons moved", n)


def _put(names: Details) -> str:
    n = names["n"]
    if names["to"]:
        return ngettext("%(n)s passage put into “%(to)s”", "%(n)s passages put into “%(to)s”", n)
    return ngettext(
        "%(n)s passage made a lesson of its own", "%(n)s passages made a lesson of their own", n
    )


def _drop(names: Details) -> str:
    return ngettext("%(n)s passage left out", "%(n)s passages left out", names["n"])


def _lessons_merge(names: Details) -> str:
    return ngettext("%(n)s lesson merged", "%(n)s lessons merged into one", names["n"])


def _lessons_skip(names: Details) -> str:
    return ngettext("%(n)s lesson left out", "%(n)s lessons left out", names["n"])


SEVERAL: dict[str, Callable[[Details], str]] = {
    "lesson-to": _lesson_to,
    "lessons-to": _lessons_to,
    "lessons-merge": _lessons_merge,
    "lessons-skip": _lessons_skip,
    "put": _put,
    "drop": _drop,
}

SENTENCES = {
    "": gettext_lazy("A change"),
    "start": gettext_lazy("As it was proposed"),
    "rename": gettext_lazy("“%(title)s” is now called “%(new)s”"),
    "module-up": gettext_lazy("Module “%(title)s” moved up"),
    "module-down": gettext_lazy("Module “%(title)s” moved down"),
    "module-to": gettext_lazy("Module “%(title)s” moved"),
    "module-merge": gettext_lazy("Module “%(title)s” merged with the one above"),
    "module-split": gettext_lazy("“%(title)s” starts a new module"),
    "lesson-up": gettext_lazy("“%(title)s” moved up"),
    "lesson-down": gettext_lazy("“%(title)s” moved down"),
    "lesson-merge": gettext_lazy("“%(title)s” merged with the lesson above"),
    "lesson-merge-below": gettext_lazy("“%(title)s” merged with the lesson below"),
    "lesson-skip": gettext_lazy("“%(title)s” left out"),
    "lesson-split": gettext_lazy("“%(title)s” split in two"),
    "lesson-sections": gettext_lazy("“%(title)s” made one lesson per section"),
    "bring-in": gettext_lazy("“%(title)s” brought in from the background reading"),
    "skip": gettext_lazy("Section “%(title)s” left out"),
    "take": gettext_lazy("Section “%(title)s” taken in"),
    "spell": gettext_lazy("A name is written in one way"),
    "unspell": gettext_lazy("A name is written as the report does"),
    "proposals": gettext_lazy("Words and objectives of “%(title)s” changed"),
}
