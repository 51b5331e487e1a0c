"""A report called by its right name. A name is no text: what was saved or published with the old
one in its margin shows the new one too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from auditlog.models import LogEntry
from django.db import transaction
from django.db.models import QuerySet

from content.models import Report
from content.services import rename_report
from courses.authoring.models import ImportPlan
from courses.catalog.aids.models import EditionGlossary, Term
from courses.catalog.models import LessonVersion
from courses.catalog.source_words import PLACE
from courses.people.models import User

BATCH = 100
Source = dict[str, Any]


@transaction.atomic
def correct_name(report: Report, *, title: str, symbol: str, by: User) -> None:
    """The marks beside blocks and words that rest on it follow, and plans not yet made into a
    course that are still called by its title. Who did it, and what it was before, is recorded."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    before, called = report.short_name, report.title
    _record(report, by, title=title, symbol=symbol)
    rename_report(report, title=title, symbol=symbol)
    if called != title:
        plans = ImportPlan.objects.filter(report=report, course=None, title=called[:250])
        plans.update(title=title[:250])
    if before != report.short_name:
        _follow_in_lessons(report, before)
        _follow_in_words(report, before)


def corrections_of(report: Report) -> QuerySet[LogEntry]:
    """Who called it otherwise, the newest first; each with its `changes_dict`."""
    found: QuerySet[LogEntry] = LogEntry.objects.get_for_object(report)
    rows = found.filter(action=LogEntry.Action.UPDATE)
    return rows.select_related("actor").order_by("-timestamp", "-pk")


def _record(report: Report, by: User, **names: str) -> None:
    changes = {
        field: [getattr(report, field), name]
        for field, name in names.items()
        if getattr(report, field) != name
    }
    if changes:
        action = LogEntry.Action.UPDATE
        LogEntry.objects.log_create(report, action=action, changes=changes, actor=by)


def _follow_in_lessons(report: Report, before: str) -> None:
    rows = LessonVersion.objects.filter(anchors__passage__report=report).values("pk")
    changed = []
    for version in LessonVersion.objects.select_for_update().filter(pk__in=rows).iterator(BATCH):
        sources = (source for block in version.blocks for source in block["sources"])
        if _relabelled(sources, report, before):
            changed.append(version)
        if len(changed) == BATCH:
            LessonVersion.objects.bulk_update(changed, ["blocks"])
            changed.clear()
    LessonVersion.objects.bulk_update(changed, ["blocks"])


def _follow_in_words(report: Report, before: str) -> None:
    for term in Term.objects.select_for_update().exclude(sources=[]):
        if _relabelled(term.sources, report, before):
            term.save(update_fields=["sources"])
    for glossary in EditionGlossary.objects.select_for_update():
        sources = (source for entry in glossary.entries for source in entry.get("sources", ()))
        if _relabelled(sources, report, before):
            glossary.save(update_fields=["entries"])


def _relabelled(sources: Iterable[Source], report: Report, before: str) -> bool:
    """Whether a label of one of them became another."""
    is_other = False
    for source in sources:
        label = source["label"]
        if source.get("report") == report.slug and (place := _place_in(label, before)) is not None:
            source["label"] = f"{report.short_name} {place}"
            is_other |= source["label"] != label
    return is_other


def _place_in(label: str, before: str) -> str | None:
    """ "¶18", also behind a name that was cut by an earlier rule; None where there is none."""
    if label.startswith(f"{before} "):
        return label.removeprefix(f"{before} ")
    found = PLACE.match(label)
    return found["sign"] + found["what"] if found else None
