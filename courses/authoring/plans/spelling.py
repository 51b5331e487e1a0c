"""Names that a report writes in several ways, and the plan's choice to write each in one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from content.models import Report
from content.planning.alike import spelled_in, with_spelling, without_spelling
from content.planning.values import CannotPlan, PlanModule, PlanSection
from courses.authoring.models import ImportPlan


@dataclass(frozen=True, slots=True)
class SpellingRow:
    """`number` names it in a step. `others` are [(form, times), …]."""

    number: int
    right: str
    times: int
    others: tuple[tuple[str, int], ...]
    is_chosen: bool

    @property
    def ways(self) -> int:
        return len(self.others) + 1

    @property
    def names(self) -> dict[str, str]:
        return {other: self.right for other, _times in self.others}


def spelling_rows(plan: ImportPlan, sections: Sequence[PlanSection]) -> list[SpellingRow]:
    """One query more for a plan on passages of several reports."""
    if plan.report is not None:
        return _rows(plan.report.spellings, plan.modules)
    return _rows(_stored({section.report for section in sections}), plan.modules)


def spell(modules: list[PlanModule], number: int, sections: Sequence[PlanSection]) -> list[Any]:
    return with_spelling(modules, _row(modules, number, sections).names)


def unspell(modules: list[PlanModule], number: int, sections: Sequence[PlanSection]) -> list[Any]:
    return without_spelling(modules, _row(modules, number, sections).names)


def _row(
    modules: Sequence[PlanModule], number: int, sections: Sequence[PlanSection]
) -> SpellingRow:
    rows = _rows(_stored({section.report for section in sections}), modules)
    if not 0 <= number < len(rows):
        raise CannotPlan(str(number))
    return rows[number]


def _stored(reports: Iterable[int]) -> list[Mapping[str, Any]]:
    """Of several reports, a name that they share once, as the first of them has it."""
    stored = (
        Report.objects.filter(pk__in=reports).order_by("pk").values_list("spellings", flat=True)
    )
    return list({one["right"]: one for each in reversed(stored) for one in each}.values())


def _rows(stored: Sequence[Mapping[str, Any]], modules: Sequence[PlanModule]) -> list[SpellingRow]:
    chosen = spelled_in(modules)
    rows = sorted(stored, key=lambda one: str(one["right"]))
    return [
        SpellingRow(
            number,
            one["right"],
            one["times"],
            tuple(one["others"].items()),
            all(other in chosen for other in one["others"]),
        )
        for number, one in enumerate(rows)
    ]
