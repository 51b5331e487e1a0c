"""The reader solves kinds of reports and knows no report: no name, symbol or sentence of one."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from content.importing.pipeline import read

ROOT = Path(__file__).resolve().parents[3]
REPORTS = ROOT.parent / "shared" / "reports"
FILES = sorted(path for path in REPORTS.glob("*_*") if path.suffix in (".pdf", ".docx", ".txt"))
CODE = [
    *(ROOT / "content" / "importing").rglob("*.py"),
    *(ROOT / "content" / "planning").rglob("*.py"),
]
RUN = 6  # words: as many as nobody writes twice by chance

pytestmark = pytest.mark.skipif(not FILES, reason="../shared/reports is not there")


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return zip(*(words[start:] for start in range(RUN)), strict=False)


@pytest.fixture(scope="module")
def code() -> str:
    return "\n".join(path.read_text("utf-8") for path in CODE)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_of_a_report_stands_in_the_code(path: Path, code: str) -> None:
    reading = read(path.read_bytes(), filename=path.name)
    texts = [passage.text for passage in reading.passages]
    assert sum(map(len, texts)) > 1000
    shared = set(runs(code)) & {run for text in texts for run in runs(text)}
    assert shared == set()
    assert path.stem not in code
    assert not reading.symbol or reading.symbol not in code


def test_a_sentence_of_a_report_would_be_found() -> None:
    reading = read(FILES[0].read_bytes(), filename=FILES[0].name)
    longest = max((passage.text for passage in reading.passages), key=len)
    assert set(runs(longest)) & set(runs(f'RULE = "{longest}"'))
