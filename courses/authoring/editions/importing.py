"""The command's way: a report becomes a draft course; a new edition of one is compared instead."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from content.editions.compare import SAME
from content.models import Report
from content.services import amend_report, read_report
from courses.authoring.editions.comparing import compare_editions, earlier_editions
from courses.authoring.editions.models import Comparison
from courses.authoring.editions.resting import resting_on
from courses.authoring.errors import NoSuchLanguage
from courses.authoring.plans.drafting import course_language
from courses.authoring.plans.importing import Imported, import_file
from courses.catalog.models import Anchor, Course


@dataclass(frozen=True, slots=True)
class Renewed:
    """A new edition of a report that courses rest on. Nothing was changed; how much of them went
    stale is told."""

    comparison: Comparison
    blocks: int
    questions: int

    def to_json(self) -> dict[str, object]:
        newer, older = self.comparison.newer, self.comparison.older
        changes = {kind: n for kind, n in self.comparison.counts.items() if kind != SAME}
        return {
            "report": newer.slug,
            "edition_of": older.slug,
            "sha256": newer.sha256,
            "new": False,
            "comparison": self.comparison.pk,
            "changes": changes,
            "stale": {"blocks": self.blocks, "questions": self.questions},
        }


def import_or_compare(
    path: Path, *, course: str = "", symbol: str = "", language: str = ""
) -> Imported | Renewed:
    """Raises as import_file does, and StudioError for an older edition over a newer one."""
    if language and course_language(language) not in dict(settings.LANGUAGES):
        raise NoSuchLanguage
    report = read_report(path, filename=path.name)
    older = _edition_before(report, symbol)
    if older is None:
        return import_file(path, course=course, symbol=symbol, language=language)
    with transaction.atomic():
        amend_report(report, symbol=symbol)
        comparison = compare_editions(older, report)
    resting = resting_on(comparison, None).values()
    return Renewed(
        comparison,
        blocks=len({id(block) for one in resting for block in one.blocks}),
        questions=len({one.question.pk for found in resting for one in found.questions}),
    )


def _edition_before(report: Report, symbol: str) -> Report | None:
    """The newest one with the same symbol that a course rests on; a title alone proves nothing to
    a command that can ask nobody. A report that became a course itself is nobody's edition."""
    if Course.objects.filter(import_plans__report=report).exists():
        return None
    named = Report(pk=report.pk, symbol=symbol or report.symbol, language=report.language)
    if not named.symbol:
        return None
    cited = Anchor.objects.values("passage__report")
    return earlier_editions(named, None).filter(pk__in=cited).first()


def line_of(done: Imported | Renewed) -> str:
    """What the command says in one line."""
    if isinstance(done, Imported):
        return f"{done.course.slug}: " + ("a draft course." if done.is_new else "nothing changed.")
    newer, older = done.comparison.newer, done.comparison.older
    changes = sum(n for kind, n in done.comparison.counts.items() if kind != SAME)
    return (
        f"{newer.slug}: a new edition of {older.slug}; {changes} passages differ. Stale: "
        f"{done.blocks} blocks of lessons, {done.questions} questions. No course was changed; "
        f"decide at /studio/comparisons/{done.comparison.pk}/."
    )
