"""Writes of teaching guides. Each takes the revision that its page had seen (0: no row yet)."""

from __future__ import annotations

from django.db import transaction

from content import markup
from courses.authoring.guides.errors import GuideEditedElsewhere, NothingToBringBack
from courses.authoring.guides.facts import facts_of
from courses.catalog.aids.models import ModuleGuide
from courses.catalog.models import Course, Module


@transaction.atomic
def save_guide(module: Module, language: str, *, text: str, base: int, made_of: str) -> None:
    """Markdown; `made_of` tells the state of the module that it was written upon. Raises
    GuideEditedElsewhere, markup.MarkupError."""
    html = markup.render(text)
    row = _locked(module, language, base)
    if row.text == text and row.made_of == made_of:
        return
    row.text, row.html, row.made_of = text, html, made_of
    _stored(row)


@transaction.atomic
def make_anew(module: Module, language: str, *, base: int) -> None:
    """The guide is again what is made from the module; the text can be brought back. Raises
    GuideEditedElsewhere."""
    row = _locked(module, language, base)
    if row.text:
        row.before = {"text": row.text, "made_of": row.made_of}
        row.text = row.html = row.made_of = ""
        _stored(row)


@transaction.atomic
def bring_back(module: Module, language: str, *, base: int) -> None:
    """The text that was given up last. Raises GuideEditedElsewhere, NothingToBringBack."""
    row = _locked(module, language, base)
    if not row.before.get("text"):
        raise NothingToBringBack
    row.text, row.made_of = row.before["text"], row.before.get("made_of", "")
    row.html, row.before = markup.render(row.text), {}
    _stored(row)


def take_as_made(course: Course) -> None:
    """Guides that came with a package say what the module says that came with it."""
    rows = ModuleGuide.objects.filter(module__course=course, module__removed_at=None, made_of="")
    found = list(rows.exclude(text="").select_related("module"))
    facts = facts_of(course, [row.module for row in found]) if found else {}
    for row in found:
        told = facts.get((row.module_id, row.language))
        if told is not None:
            row.made_of = told.fingerprint()
            row.save(update_fields=["made_of"])


def _locked(module: Module, language: str, base: int) -> ModuleGuide:
    """The module's own row is the lock: that of the guide may not be there yet."""
    Module.objects.select_for_update().get(pk=module.pk)
    row = ModuleGuide.objects.filter(module=module, language=language).first()
    if (row.revision if row else 0) != base:
        raise GuideEditedElsewhere(row)
    return row or ModuleGuide(module=module, language=language, revision=0)


def _stored(row: ModuleGuide) -> None:
    row.revision += 1
    row.save()
