"""Writes of a course's words, diagrams and guide."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from content import markup
from content.diagrams import read
from courses.catalog.aids.models import (
    Diagram,
    EditionGlossary,
    ModuleGuide,
    TeachingGuide,
    Term,
)
from courses.catalog.aids.queries import Entry, entries_of, is_explained
from courses.catalog.models import Course, Edition, Module

DRAWN = ("key", "svg", "is_mirrored", "titles", "texts", "labels")


@transaction.atomic
def set_glossary(course: Course, entries: Sequence[Entry]) -> None:
    """The draft's words, whole and in order; what is not among them can be brought back. Lessons
    link to them when they are saved next, or by linking.link_now."""
    kept = [entry["key"] for entry in entries]
    rows = {row.key: row for row in Term.objects.filter(course=course)}
    gone = [row.pk for row in rows.values() if row.key not in kept and row.removed_at is None]
    Term.objects.filter(pk__in=gone).update(removed_at=timezone.now(), revision=F("revision") + 1)
    for position, entry in enumerate(entries):
        row = rows.get(entry["key"]) or Term(course=course, key=entry["key"], revision=0)
        _write_term(row, entry, position)


def _write_term(row: Term, entry: Entry, position: int) -> None:
    """Only where something is another than it was."""
    fields = {name: entry[name] for name in ("terms", "texts")}
    fields |= {"sources": entry.get("sources", []), "position": position, "removed_at": None}
    if row.pk and all(getattr(row, name) == value for name, value in fields.items()):
        return
    for name, value in fields.items():
        setattr(row, name, value)
    row.revision += 1
    row.save()


def pin_glossary(edition: Edition) -> None:
    """The explained words of the draft as this edition has them; part of publishing it."""
    entries = [entry for entry in entries_of(edition.course) if is_explained(entry)]
    if entries:
        EditionGlossary.objects.create(edition=edition, entries=entries)
        edition.terms = len(entries)
        edition.save(update_fields=["terms"])


@transaction.atomic
def set_guide(course: Course, texts: Mapping[str, str]) -> None:
    """{language: Markdown}; no text at all removes it. Raises markup.MarkupError."""
    written = {code: text.strip() for code, text in texts.items() if text.strip()}
    if written:
        html = {code: markup.render(text) for code, text in written.items()}
        defaults = {"texts": written, "html": html}
        TeachingGuide.objects.update_or_create(course=course, defaults=defaults)
    else:
        TeachingGuide.objects.filter(course=course).delete()
    if course.has_guide != bool(written):
        course.has_guide = bool(written)
        course.save(update_fields=["has_guide"])


def set_module_guide(module: Module, language: str, text: str, *, made_of: str = "") -> None:
    """Markdown from outside; "" makes it the one that is made from the module. Raises
    markup.MarkupError."""
    found = ModuleGuide.objects.filter(module=module, language=language).first()
    text = text.strip()
    if text == (found.text if found else ""):
        return
    row = found or ModuleGuide(module=module, language=language, revision=0)
    row.text, row.html, row.made_of = text, markup.render(text), made_of
    row.revision += 1
    row.save()


@transaction.atomic
def set_diagrams(course: Course, rows: Sequence[Mapping[str, Any]]) -> None:
    """The draft's diagrams, whole: rows of DRAWN, `svg` as its file has it. Raises BadDiagram."""
    Diagram.objects.filter(course=course).exclude(key__in=[row["key"] for row in rows]).delete()
    for row in rows:
        fields = {name: row[name] for name in DRAWN} | {"svg": read(row["svg"])}
        Diagram.objects.update_or_create(course=course, key=row["key"], defaults=fields)
