"""Made-up reports for tests: files to upload, and reports as read."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from content.models import Report
from content.services import read_report

WORDS = "Cases were traced across borders and the money was returned to its owners. "


def report_text(*, sections: int = 4, paragraphs: int = 3, words: int = 120) -> str:
    """Markdown with numbered paragraphs; every section and paragraph is different."""
    lines = ["# Report of the Board on asset recovery", ""]
    number = 0
    for section in range(1, sections + 1):
        lines += [f"## Section {section} on the work", ""]
        for _ in range(paragraphs):
            number += 1
            text = f"{number}. Paragraph {number} says this. " + WORDS * (words // 13)
            lines += [text.strip(), ""]
    return "\n".join(lines)


def report_file(text: str | None = None, name: str = "board.md") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (report_text() if text is None else text).encode())


def stored_report(folder: Path, text: str | None = None) -> Report:
    """A report read from a file in `folder`, as an upload would."""
    path = folder / "board.md"
    path.write_text(report_text() if text is None else text)
    return read_report(path, filename=path.name)
