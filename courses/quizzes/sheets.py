"""Rows as a spreadsheet reads them, one line at a time."""

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse

BOM = "\ufeff"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


class _Echo:
    """A file that hands back what is written."""

    def write(self, text: str) -> str:
        return text


def lines_of(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The first row is the head."""
    writer = csv.writer(_Echo())
    for number, row in enumerate(rows):
        line = writer.writerow([_safe(cell) for cell in row])
        yield line if number else BOM + line


def _safe(cell: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(DANGEROUS) else cell


def sheet(rows: Iterable[Sequence[object]], name: str) -> StreamingHttpResponse:
    """To be kept as `name`.csv."""
    response = StreamingHttpResponse(lines_of(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
