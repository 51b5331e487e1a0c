"""Two editions of a made-up report, and a course that rests on the first."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.models import Report
from content.services import read_report
from courses.authoring.editions.comparing import compare_editions
from courses.authoring.editions.models import Comparison, EditionAct
from courses.authoring.models import ReportUpload
from courses.catalog.models import Course, Lesson
from courses.people.models import User
from courses.quizzes.models import Question
from tests.support import make, make_quizzes

PARAGRAPHS = [
    "Couriers carried cash over the border in small amounts and by many roads.",
    "Two States reported cases of couriers to the Board in the first quarter.",
    "Banks told the office of every transfer that they could not explain.",
    "The office passed one case in ten on to the prosecutors of the region.",
    "Training of border guards was given in four languages during the year.",
    "The Board asked for a list of crossings where declarations are checked.",
]
CHANGED = {2: "Nine States reported cases of couriers to the Board in the second quarter."}


def edition_text(changes: dict[int, str] | None = None) -> str:
    """Markdown; `changes` are {number: new paragraph, "" to leave it out}."""
    lines = ["# Report of the Board on couriers", "", "## Findings", ""]
    for number, text in enumerate(PARAGRAPHS, start=1):
        text = (changes or {}).get(number, text)
        if text:
            lines += [f"{number}. {text}", ""]
    return "\n".join(lines)


def edition(folder: Path, changes: dict[int, str] | None = None, *, by: User) -> Report:
    """Read from a file, as an upload of `by`."""
    path = folder / "couriers.md"
    path.write_text(edition_text(changes))
    report = read_report(path, filename=path.name)
    upload = {"filename": path.name, "size": 1, "sha256": report.sha256, "uploaded_by": by}
    ReportUpload.objects.create(report=report, state=ReportUpload.State.READ, **upload)
    return report


def cited(report: Report, *numbers: int) -> str:
    """A draft's blocks for these paragraphs, each with its anchor."""
    return "\n\n".join(
        f'{PARAGRAPHS[number - 1]}\n{{: #p{number} src="{report.slug}/{number}"}}'
        for number in numbers
    )


def of_editions(report: Report, course: Course, teacher: User) -> dict[str, dict[str, Any]]:
    """A newer edition that the teacher alone brought, and what an address of it names."""
    newer = Report.objects.create(
        slug="newer", title=report.title, language=report.language, sha256="f" * 64, format="md"
    )
    ReportUpload.objects.create(
        report=newer, sha256=newer.sha256, filename="x.md", size=1, uploaded_by=teacher
    )
    comparison = compare_editions(report, newer)
    act = EditionAct.objects.create(comparison=comparison, course=course, what="right", by=teacher)
    place = {"pk": comparison.pk, "act": act.pk}
    names = ("comparison", "comparison_decide", "comparison_all", "comparison_undo")
    of_report = ("report", "report_compare", "report_name", "report_withdrawal")
    return {f"authoring:{name}": place for name in names} | {
        f"authoring:{name}": {"slug": newer.slug} for name in of_report
    }


@dataclass(frozen=True)
class Renewed:
    """A published course on two lessons (paragraphs 1–3 and 4–6), in English and French, whose
    questions are proven by paragraphs 2 and 5, and the editions of its report."""

    teacher: User
    course: Course
    first: Lesson
    second: Lesson
    about_two: Question
    about_five: Question
    older: Report
    newer: Report

    def compared(self) -> Comparison:
        return compare_editions(self.older, self.newer)


def renewed(folder: Path, changes: dict[int, str] | None = None) -> Renewed:
    teacher = make.instructor()
    older = edition(folder, by=teacher)
    course = make.course(title="Couriers", by=teacher, languages=["en", "fr"])
    first = make.lesson(course, title="Cash", key="cash", body=cited(older, 1, 2, 3))
    second = make.lesson(course, title="Answers", key="answers", body=cited(older, 4, 5, 6))
    make.version(first, language="fr", title="Espèces", body="Deux États.\n{: #p2}\n\nTrois.")
    two, five = (
        make_quizzes.make_question(
            course, key=f"about-{block}", evidence_lesson=lesson, evidence_block=block
        )
        for lesson, block in ((first, "p2"), (second, "p5"))
    )
    make.publish(course)
    newer = edition(folder, CHANGED if changes is None else changes, by=teacher)
    return Renewed(teacher, course, first, second, two, five, older, newer)
