"""Writes of a course's words, diagrams and guide."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from content import markup
from content.diagrams import read
from courses.catalog.aids.models import Diagram, EditionGlossary, TeachingGuide, Term
from courses.catalog.aids.queries import Entry, entries_of
from courses.catalog.models import Course, Edition

DRAWN = ("key", "svg", "is_mirrored", "titles", "texts", "labels")


@transaction.atomic
def set_glossary(course: Course, entries: Sequence[Entry]) -> None:
    """The draft's words, whole and in order. Lessons link to them when they are saved next."""
    kept = [entry["key"] for entry in entries]
    Term.objects.filter(course=course).exclude(key__in=kept).delete()
    for position, entry in enumerate(entries):
        fields = {"terms": entry["terms"], "texts": entry["texts"], "position": position}
        Term.objects.update_or_create(course=course, key=entry["key"], defaults=fields)


def pin_glossary(edition: Edition) -> None:
    """The words of the draft as this edition has them; part of publishing it."""
    entries = entries_of(edition.course)
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


@transaction.atomic
def set_diagrams(course: Course, rows: Sequence[Mapping[str, Any]]) -> None:
    """The draft's diagrams, whole: rows of DRAWN, `svg` as its file has it. Raises BadDiagram."""
    Diagram.objects.filter(course=course).exclude(key__in=[row["key"] for row in rows]).delete()
    for row in rows:
        fields = {name: row[name] for name in DRAWN} | {"svg": read(row["svg"])}
        Diagram.objects.update_or_create(course=course, key=row["key"], defaults=fields)


def copy_aids(original: Course, copy: Course) -> None:
    """Words, diagrams and guide of a course in another one."""
    set_glossary(copy, entries_of(original))
    for diagram in original.diagrams.all():
        fields = {name: getattr(diagram, name) for name in DRAWN}
        Diagram.objects.create(course=copy, **fields)
    guide = TeachingGuide.objects.filter(course=original).first()
    set_guide(copy, guide.texts if guide else {})
