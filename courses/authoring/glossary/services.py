"""Writes of a course's words, one at a time. Lessons link to a word when they are saved next, or
by aids.linking.link_now; what is published keeps its words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from courses.authoring.glossary.credits import telling
from courses.authoring.glossary.errors import TermChanged, TermTaken
from courses.catalog.aids.models import Term
from courses.catalog.models import Course
from courses.catalog.naming import free_name

Texts = Mapping[str, str]


@transaction.atomic
def add_term(course: Course, *, terms: Texts, texts: Texts) -> Term:
    """Raises TermTaken."""
    _lock(course)
    _check_free(course, terms, None)
    rows = Term.objects.filter(course=course)
    last: int | None = rows.aggregate(last=Max("position"))["last"]
    taken = set(rows.values_list("key", flat=True))
    return Term.objects.create(
        course=course,
        key=free_name(next(iter(terms.values())), "term", taken),
        position=0 if last is None else last + 1,
        terms=dict(terms),
        texts=dict(texts),
    )


@transaction.atomic
def change_term(
    term: Term, *, terms: Texts, texts: Texts, base: int, drop_sources: bool = False
) -> Term:
    """Languages that the course no longer has keep what they have; a passage that does not say
    the new meaning is no longer its source, and none is with `drop_sources`. Raises TermChanged,
    TermTaken."""
    _lock(term.course)
    row = Term.objects.select_for_update().get(pk=term.pk)
    if row.revision != base or row.removed_at is not None:
        raise TermChanged(row)
    _check_free(term.course, terms, row)
    shown = set(term.course.languages)
    row.terms = {code: said for code, said in row.terms.items() if code not in shown} | dict(terms)
    before = row.texts
    row.texts = {code: said for code, said in before.items() if code not in shown} | dict(texts)
    if drop_sources:
        row.sources = []
    elif row.texts != before:
        row.sources = telling(row)
    row.revision += 1
    row.save(update_fields=["terms", "texts", "sources", "revision"])
    return row


@transaction.atomic
def remove_term(term: Term) -> None:
    _set_removed(term, timezone.now())


@transaction.atomic
def restore_term(term: Term) -> None:
    """Raises TermTaken where another word reads the same by now."""
    _lock(term.course)
    _check_free(term.course, term.terms, term)
    _set_removed(term, None)


def _set_removed(term: Term, moment: datetime | None) -> None:
    """Done twice it is done once."""
    row = Term.objects.select_for_update().get(pk=term.pk)
    if (row.removed_at is None) != (moment is None):
        row.removed_at = moment
        row.revision += 1
        row.save(update_fields=["removed_at", "revision"])


def _lock(course: Course) -> None:
    Course.objects.select_for_update().only("pk").get(pk=course.pk)


def _check_free(course: Course, terms: Texts, own: Term | None) -> None:
    others = Term.objects.filter(course=course, removed_at=None)
    if own is not None:
        others = others.exclude(pk=own.pk)
    known = {(code, said.casefold()) for row in others for code, said in row.terms.items() if said}
    for code, said in terms.items():
        if (code, said.casefold()) in known:
            raise TermTaken(code)
