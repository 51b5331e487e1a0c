"""Made-up reports that speak of a topic."""

from pathlib import Path

from content.models import Report
from content.services import read_report
from courses.authoring.models import ReportUpload
from courses.people.models import User

ABOUT = (
    "In 2019 the Office trained investigators of nine States in tracing money laundering, in "
    "following illicit financial flows through shell company and hawala, and in preparing cases."
)
MENTION = "The board met twice and was told of work on prisons, money laundering and other things."


def report_of(folder: Path, *paragraphs: str, title: str) -> Report:
    """A report of numbered paragraphs under one heading."""
    lines = [f"# {title}", "", "## Work done", ""]
    for number, text in enumerate(paragraphs, 1):
        lines += [f"{number}. {text}", ""]
    path = folder / f"{title}.md"
    path.write_text("\n".join(lines))
    return read_report(path, filename=path.name)


def brought(user: User, report: Report) -> Report:
    """As if this person had uploaded it."""
    ReportUpload.objects.create(
        filename="report.md", size=1, sha256=report.sha256, uploaded_by=user, report=report
    )
    return report
