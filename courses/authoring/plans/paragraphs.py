"""The paragraphs that a lesson has, as one says them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

# Beyond, the rest is dots.
RUNS_SAID = 3


def place_of(keys: Sequence[str]) -> str:
    """ "para. 8", "paras. 8–12", "paras. 4–9, 73–74"; "" where nothing is numbered."""
    runs = _runs(int(head) for key in keys if (head := key.partition(".")[0]).isdecimal())
    if not runs:
        return ""
    if len(runs) == 1:
        first, last = runs[0]
        if first == last:
            return _("para. %(number)s") % {"number": first}
        return _("paras. %(first)s–%(last)s") % {"first": first, "last": last}
    said = [f"{first}–{last}" if first != last else str(first) for first, last in runs]
    more = ["…"] if len(said) > RUNS_SAID else []
    return _("paras. %(places)s") % {"places": _(", ").join(said[:RUNS_SAID] + more)}


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] <= number <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
