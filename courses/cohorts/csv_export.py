"""The table as CSV: every row that the filter lets through, streamed, safe in a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.cohorts.standing import Measure, Standing

BOM = "\ufeff"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


class Echo:
    """A file that hands back what is written."""

    def write(self, text: str) -> str:
        return text


def csv_lines(rows: Iterable[Standing], measure: Measure) -> Iterator[str]:
    """Lines as Excel reads them. Times are those of the coordinator's zone."""
    writer = csv.writer(Echo())
    yield BOM + writer.writerow(header())
    for member in rows:
        yield writer.writerow([safe(cell) for cell in cells(member, measure)])


def header() -> list[str]:
    return [
        _("Name"),
        _("E-mail"),
        _("External id"),
        _("Lessons read"),
        _("Lessons in all"),
        _("Best grade (percent)"),
        _("Quizzes passed"),
        _("Completed"),
        _("Last seen"),
        _("State"),
        _("Deadline"),
    ]


def cells(member: Standing, measure: Measure) -> Iterable[object]:
    return [
        member.name,
        member.email,
        member.external_id,
        member.lessons_read,
        measure.lessons_total,
        "" if member.best is None else round(member.best, 1),
        member.quizzes_passed,
        _moment(member.completed_at),
        _moment(member.seen_at),
        member.state.label if member.state else "",
        _moment(measure.assignment.due_at),
    ]


def _moment(moment: datetime | None) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else ""


def safe(cell: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(DANGEROUS) else cell
