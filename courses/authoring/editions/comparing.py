"""A new edition beside an old one: which is which, and what changed, stored once."""

from __future__ import annotations

import re
from collections import Counter

from django.db import transaction
from django.db.models import Q, QuerySet

from content.editions.compare import Part, compare
from content.models import Passage, Report
from courses.authoring.editions.errors import NotNewer, OtherLanguage, SameReport
from courses.authoring.editions.models import Comparison, PassageChange
from courses.catalog.queries import reports_for_user
from courses.outbox.models import Job
from courses.outbox.services import enqueue
from courses.people.models import User

TASK = "authoring.compare_editions"
BATCH = 500
AT_ONCE = 2_000  # passages of both together that a page compares while somebody waits
# "A/76/121/Rev.2" is the second revision of "A/76/121"; a corrigendum is a document of its own.
REVISION = re.compile(r"[/ ]Rev\.? ?(\d+)\b.*$", re.IGNORECASE)


def symbol_and_revision(symbol: str) -> tuple[str, int]:
    found = REVISION.search(symbol)
    return (symbol[: found.start()], int(found[1])) if found else (symbol, 0)


def earlier_editions(report: Report, user: User | None) -> QuerySet[Report]:
    """Reports with the same symbol (revisions apart), or the same title where there is none, in
    the same language; those that the person may read. The newest first."""
    rows = Report.objects.all() if user is None else reports_for_user(user)
    stem, _number = symbol_and_revision(report.symbol)
    if stem:
        same = Q(symbol__iexact=stem) | Q(symbol__istartswith=f"{stem}/rev")
    else:
        same = Q(symbol="", title__iexact=report.title)
    found = rows.filter(same, language=report.language).exclude(pk=report.pk)
    return found.order_by("-read_at", "-pk")


def comparable(report: Report, user: User) -> QuerySet[Report]:
    """Any report of the same language that the person may read, for a choice by hand."""
    rows = reports_for_user(user).filter(language=report.language).exclude(pk=report.pk)
    return rows.order_by("title", "pk")


def is_known_older(older: Report, newer: Report) -> bool:
    """Whether it is certain that `newer` is not the newer one: by the number of the revision, or
    because it was told before that it is the older."""
    one, other = symbol_and_revision(older.symbol), symbol_and_revision(newer.symbol)
    if one[0] == other[0] and one[1] > other[1]:
        return True
    return older.edition_of_id == newer.pk


def compare_editions(older: Report, newer: Report) -> Comparison:
    """The comparison of the two, made once. Raises SameReport, OtherLanguage, NotNewer."""
    made = _known(older, newer)
    if not made.is_ready:
        _fill(made)
    return made


def order_comparison(older: Report, newer: Report) -> Comparison:
    """As compare_editions; of long reports by a job, and until then it is not ready."""
    rows = Passage.objects.filter(report__in=(older, newer))
    if rows.count() <= AT_ONCE:
        return compare_editions(older, newer)
    with transaction.atomic():
        made = _known(older, newer)
        if not made.is_ready and not _is_ordered(made):
            enqueue(TASK, lane="long", comparison_id=made.pk)
    return made


def has_stopped(comparison: Comparison) -> bool:
    """Whether the job that should fill it failed for good."""
    return not comparison.is_ready and not _is_ordered(comparison)


def fill_comparison(comparison_id: int) -> None:
    """Safe to repeat and to kill: all of it is stored at once."""
    rows = Comparison.objects.select_related("older", "newer")
    made = rows.filter(pk=comparison_id, is_ready=False).first()
    if made is not None:
        _fill(made)


def _is_ordered(comparison: Comparison) -> bool:
    jobs = Job.objects.filter(task=TASK, args__comparison_id=comparison.pk)
    return jobs.exclude(state=Job.State.DEAD).exists()


def _known(older: Report, newer: Report) -> Comparison:
    """The row of the two, which is not ready where it is new."""
    if older.pk == newer.pk:
        raise SameReport
    if older.language.split("-")[0] != newer.language.split("-")[0]:
        raise OtherLanguage
    if is_known_older(older, newer):
        raise NotNewer
    made, _is_new = Comparison.objects.get_or_create(
        older=older, newer=newer, defaults={"is_ready": False}
    )
    return made


def _fill(made: Comparison) -> None:
    """Raises nothing where somebody else filled it in the same moment."""
    old, new = _passages(made.older), _passages(made.newer)
    # Before the transaction: SQLite has one writer at a time, and this may take a second or two.
    changes = compare([_part(one) for one in old], [_part(one) for one in new])
    rows = [
        PassageChange(
            comparison=made,
            position=position,
            kind=change.kind,
            old=None if change.old is None else old[change.old],
            new=None if change.new is None else new[change.new],
        )
        for position, change in enumerate(changes)
    ]
    made.counts = dict(Counter(one.kind for one in changes))
    with transaction.atomic():
        waiting = Comparison.objects.filter(pk=made.pk, is_ready=False)
        if waiting.update(is_ready=True, counts=made.counts):
            PassageChange.objects.bulk_create(rows, batch_size=BATCH)
            unnamed = Report.objects.filter(pk=made.newer_id, edition_of=None)
            unnamed.update(edition_of=made.older_id)
    made.is_ready = True


def _passages(report: Report) -> list[Passage]:
    rows = Passage.objects.filter(report=report).order_by("position")
    return list(rows.only("text", "number", "kind"))


def _part(passage: Passage) -> Part:
    return Part(passage.text, passage.number, passage.kind)
