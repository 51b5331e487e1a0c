"""What the workbench's page is made of, from the plan and what of it is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from django.utils.translation import get_language

from content.models import SetAside
from content.planning.moves import BACKGROUND
from content.queries import set_aside_of
from content.topics.terms import topics
from courses.authoring.models import ImportPlan
from courses.authoring.plans.history import last_steps
from courses.authoring.plans.looking import Look
from courses.authoring.plans.mending import is_too_long, lessons_to_mend
from courses.authoring.plans.queries import (
    LESSONS_AT_ONCE,
    Workbench,
    workbench,
)
from courses.authoring.plans.source import outline_of, text_of_section, unused_sections
from courses.authoring.plans.spelling import spelling_rows
from courses.authoring.plans.steps import Step
from courses.authoring.plans.stretch import text_of
from courses.authoring.plans.told import Told, told_of
from courses.authoring.topics.queries import balance
from courses.catalog.withdrawn.queries import withdrawn_among
from courses.people.models import User

PANELS = ("rename", "split", "read", "move")
ASIDE_AT_ONCE = 200


def context_for(
    plan: ImportPlan,
    asked: Mapping[str, Any],
    *,
    reader: User,
    at: str = "",
    acted: bool = False,
    told: str = "",
    problem: str = "",
    since: Sequence[Told] = (),
    sent: Step | None = None,
    to_name: str = "",
) -> dict[str, Any]:
    """`at` is what a step was done to, just now if `acted`; `told` is said in place of it;
    `sent` is a step that was refused: what it says stays on the page. `to_name` is the lesson or
    module whose title is asked for."""
    panel, target = str(asked.get("panel", "")), str(asked.get("of", ""))
    if to_name:
        panel, target = "rename", to_name
    if sent is not None and sent.action == "rename":
        panel, target = "rename", sent.target
    bench = workbench(plan, Look.of(asked), at=at or str(asked.get("done", "")) or target)
    look = _with_module(Look.of(asked), bench)
    steps = last_steps(plan)
    here = steps[0] if steps and steps[0].number == plan.revision else None
    history = told_of(steps, reader)
    context = {
        "plan": plan,
        "bench": bench,
        "look": look,
        "keep": look.query(),
        "keep_course": look.query(section=None, at=0, part=0, tab=""),
        "keep_source": look.query(module="", first=0),
        "history": history,
        "can_undo": here is not None and here.undo is not None,
        "can_redo": here is not None and here.redo is not None,
        "told": told or (history[0].text if history and acted else ""),
        "done_to": at,
        "problem": problem,
        "since": since,
        "typed": sent.title if sent else "",
        "topic": _topic_name(plan),
        "withdrawn": withdrawn_among({section.report for section in bench.sections}),
        "mending": lessons_to_mend(bench, look),
        "is_too_long_to_compare": is_too_long(bench),
        "spellings": spelling_rows(plan, bench.sections),
        "balance": balance([one for row in bench.rows for one in row.ids], words=bench.words),
    }
    return context | _source(plan, bench, look, sent) | _panel(bench, panel, target, asked)


def _with_module(look: Look, bench: Workbench) -> Look:
    """With the module that is open, where not all are."""
    if bench.lessons <= LESSONS_AT_ONCE:
        return replace(look, module="", first=0)
    for module in bench.modules:
        if module.shown:
            first = module.lessons.index(module.shown[0])
            return replace(look, module=module.module["id"], first=first)
    return look


def _topic_name(plan: ImportPlan) -> str:
    topic = topics().get(plan.topic)
    return topic.name(get_language() or "en") if topic else plan.topic


def _source(plan: ImportPlan, bench: Workbench, look: Look, sent: Step | None) -> dict[str, Any]:
    if look.tab:
        unused = unused_sections(bench.sections, bench.numbers)
        return {**_set_aside(plan, look), "unused": unused}
    context: dict[str, Any] = {"outline": outline_of(bench.sections, bench.numbers, look)}
    section = bench.section(look.section)
    if section is not None:
        ticked = sent.passages if sent else ()
        context["text"] = text_of_section(section, bench.numbers, look, ticked)
    return context


def _set_aside(plan: ImportPlan, look: Look) -> dict[str, Any]:
    """A stretch of what is no part of the report itself, from number `at` on. One query."""
    found = list(set_aside_of(plan.report)[look.at :][: ASIDE_AT_ONCE + 1]) if plan.report else []
    shown = [
        one
        for before, one in pairwise([None, *found[:ASIDE_AT_ONCE]])
        if one is not None and not _is_again(before, one)
    ]
    return {
        "set_aside": shown,
        "aside_earlier": max(look.at - ASIDE_AT_ONCE, 0) if look.at else None,
        "aside_later": look.at + ASIDE_AT_ONCE if len(found) > ASIDE_AT_ONCE else None,
    }


def _is_again(before: SetAside | None, one: SetAside) -> bool:
    """A link is often there twice: as the file writes it, and as it leads."""
    return before is not None and (before.kind, before.text) == (one.kind, one.text)


def _panel(bench: Workbench, panel: str, target: str, asked: Mapping[str, Any]) -> dict[str, Any]:
    """What is open in one lesson's or module's row."""
    if panel not in PANELS:
        return {}
    row = bench.lesson(target)
    context: dict[str, Any] = {"panel": panel, "panel_of": target}
    if row is not None and panel in ("split", "read"):
        start = str(asked.get("from", ""))
        context["stretch"] = text_of(bench, row, int(start) if start.isdecimal() else 0)
    if row is not None and panel == "move":
        context["places"] = [
            (module, [one for one in module.lessons if one != row]) for module in bench.modules
        ]
        context["background_place"] = BACKGROUND
    return context
