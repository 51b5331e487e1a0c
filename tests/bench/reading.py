"""`python -m tests.bench.reading`: what it costs to read a report, in the child process.

A made-up PDF is set on the spot. CPU seconds and peak memory are the child's own, so its start
is in them. Figures are for this machine.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from fpdf import FPDF

PAGES = (25, 100)
_SENTENCE = "The committee met in the spring and heard what the members had done about its advice. "
_LINES = 9  # sentences of a paragraph
_CHILD = """
import json, resource, sys
from pathlib import Path
from content.importing.child import read_in_child
reading = read_in_child(Path(sys.argv[1]), filename="made-up.pdf")
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1024,
                  reading.pages, reading.paragraphs.count]))
"""


@dataclass(frozen=True)
class Figures:
    pages: int
    paragraphs: int
    seconds: float
    cpu_seconds: float
    peak_mb: float

    @property
    def pages_per_second(self) -> float:
        return self.pages / self.cpu_seconds


def made_up_pdf(pages: int) -> bytes:
    """Four numbered paragraphs a page, with a heading above the first."""
    pdf = FPDF()
    pdf.set_auto_page_break(False)
    for page in range(pages):
        pdf.add_page()
        pdf.set_font("helvetica", "B", 12)
        pdf.multi_cell(0, 6, f"{chr(65 + page % 26)}. Work of the group", new_x="LMARGIN")
        pdf.set_font("helvetica", size=10)
        for number in range(4 * page + 1, 4 * page + 5):
            pdf.ln(4)
            pdf.multi_cell(0, 5, f"{number}. {_SENTENCE * _LINES}", new_x="LMARGIN")
    return bytes(pdf.output())


def measured(pages: int) -> Figures:
    root = Path(__file__).resolve().parents[2]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made-up.pdf"
        path.write_bytes(made_up_pdf(pages))
        start = time.perf_counter()
        run = subprocess.run(
            [sys.executable, "-c", _CHILD, str(path)],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root)},
            capture_output=True,
            check=True,
        )
        seconds = time.perf_counter() - start
    cpu, peak, read, paragraphs = json.loads(run.stdout)
    return Figures(read, paragraphs, seconds, cpu, peak)


def lines_of(found: list[Figures]) -> list[str]:
    return [
        f"reading {one.pages} pages: {one.cpu_seconds:.2f} CPU s, {one.seconds:.2f} s in all, "
        f"{one.pages_per_second:.0f} pages a CPU second, {one.peak_mb:.0f} MB at most"
        for one in found
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.reading", description=__doc__)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = [measured(pages) for pages in PAGES]
    print(
        json.dumps([asdict(one) for one in found]) if options.json else "\n".join(lines_of(found))
    )


if __name__ == "__main__":
    main()
