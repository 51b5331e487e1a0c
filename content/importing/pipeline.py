"""Reading a report, stage by stage: bytes → lines → cleaned lines → outline → passages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from content.importing.assemble import assembled
from content.importing.clean.stage import cleaned
from content.importing.lines import Progress, Source, silent
from content.importing.outline.stage import outlined
from content.importing.problems import NoText
from content.importing.readers.docx import read_docx
from content.importing.readers.html import read_html
from content.importing.readers.markdown import read_markdown
from content.importing.readers.pdf import read_pdf
from content.importing.readers.text import read_text
from content.importing.sniff import format_of
from content.importing.values import Reading

Reader = Callable[[bytes, Progress], Source]

READERS: dict[str, Reader] = {
    "pdf": read_pdf,
    "docx": read_docx,
    "html": read_html,
    "md": read_markdown,
    "txt": read_text,
}
STAGES = ("read", "clean", "outline", "passages")


def read(data: bytes, *, filename: str = "", on_progress: Progress = silent) -> Reading:
    """The report in these bytes. Raises ProblemWithReport.

    `on_progress` hears of each of STAGES by name and of the share of it that is done, 0 to 1.
    Untrusted bytes go through `child.read_in_child` instead.
    """
    source = READERS[format_of(data, filename)](data, on_progress)
    return read_source(source, sha256=hashlib.sha256(data).hexdigest(), on_progress=on_progress)


def read_source(source: Source, *, sha256: str, on_progress: Progress = silent) -> Reading:
    """The stages after the reader's."""
    on_progress("clean", 0.0)
    clean = cleaned(source)
    if not any(sign.isalnum() for line in clean.lines for sign in line.text):
        raise NoText("nothing but furniture")
    on_progress("outline", 0.0)
    outline = outlined(clean, flowing=source.flowing)
    on_progress("passages", 0.0)
    reading = assembled(source, clean, outline, sha256=sha256)
    on_progress("passages", 1.0)
    return reading
