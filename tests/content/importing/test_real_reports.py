"""The ten real reports beside the project, scored as they are judged. Skipped where absent."""

from __future__ import annotations

import importlib.util
import json
import re
import unicodedata
import zipfile
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pypdfium2
import pytest
from defusedxml.ElementTree import fromstring

from content.importing.lines import silent
from content.importing.pipeline import read, read_source
from content.importing.readers.pdf import read_pdf
from content.importing.values import Reading

SHARED = Path(__file__).resolve().parents[4] / "shared"
EXPECTED = SHARED / "reports" / "expected.json"
SCORER = SHARED / "tools" / "score_outlines.py"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LABEL = re.compile(r"^(?:article \d+|第.{1,5}[条章][::]?|[一二三四五六七八九十]{1,3}、|\(?\w\))")
WINDOW = 12  # characters: text is looked for in pieces of this length


def _documents() -> list[dict[str, Any]]:
    if not (EXPECTED.exists() and SCORER.exists()):
        return []
    found: list[dict[str, Any]] = json.loads(EXPECTED.read_text("utf-8"))["documents"]
    return [d for d in found if (SHARED / "reports" / d["file"]).exists()]


DOCUMENTS = _documents()
pytestmark = pytest.mark.skipif(not DOCUMENTS, reason="../shared/reports is not there")
each = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: str(document["file"]))


def _bytes(document: dict[str, Any]) -> bytes:
    path: Path = SHARED / "reports" / document["file"]
    return path.read_bytes()


def _score(reading: Reading, document: dict[str, Any]) -> dict[str, Any]:
    spec = importlib.util.spec_from_file_location("score_outlines", SCORER)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    row: dict[str, Any] = scorer.score(reading.to_json(), document)
    print(f"{document['file']}: {row}")
    return row


def _check(row: dict[str, Any]) -> None:
    assert row["f1"] >= 0.98
    assert row["paragraphs"]
    assert row["ranges"] >= 0.98
    assert row["footnotes"][0] == row["footnotes"][1]
    found, true, named = row["unlabelled"]
    assert found >= 0.8 * true
    assert not named or found >= 0.7 * named


@each
def test_outline_is_the_true_one(document: dict[str, Any]) -> None:
    _check(_score(read(_bytes(document), filename=document["file"]), document))


@pytest.mark.parametrize(
    "document",
    [document for document in DOCUMENTS if document["file"].endswith(".pdf")],
    ids=lambda document: str(document["file"]),
)
def test_outline_is_the_true_one_without_tags(document: dict[str, Any]) -> None:
    source = read_pdf(_bytes(document), silent, tagged=False)
    _check(_score(read_source(source, sha256=""), document))


@each
def test_nothing_is_lost(document: dict[str, Any]) -> None:
    """The file's own text, taken out by other means, is there in passages, headings or aside."""
    reading = read(_bytes(document), filename=document["file"])
    assert reading.coverage >= 0.99
    there = "".join(p.text + " ".join(p.calls) for p in reading.passages)
    there += "".join(h.title for h in reading.headings)
    there += "".join(s.text for s in reading.set_aside)
    kept = _shape(there)
    missing = total = 0
    for block in _raw_blocks(document):
        shape = _shape(block)
        for start in range(0, max(len(shape) - WINDOW, 1), WINDOW):
            total += WINDOW
            missing += WINDOW if shape[start : start + WINDOW] not in kept else 0
    print(f"{document['file']}: {1 - missing / total:.4f} found again, {total} characters")
    assert missing <= 0.05 * total  # windows over line ends, calls and labels do not match


def _shape(text: str) -> str:
    """Letters alone, without the labels of items and articles."""
    plain = _LABEL.sub("", unicodedata.normalize("NFKC", text).casefold().strip())
    return "".join(c for c in plain if unicodedata.category(c)[0] == "L")


def _raw_blocks(document: dict[str, Any]) -> list[str]:
    path = SHARED / "reports" / document["file"]
    if path.suffix == ".pdf":
        pages = pypdfium2.PdfDocument(path)
        texts = [page.get_textpage().get_text_range() for page in pages]
        return [line for text in texts for line in text.splitlines()]
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            root: Element = fromstring(package.read("word/document.xml"))
        return ["".join(t.text or "" for t in p.iter(W + "t")) for p in root.iter(W + "p")]
    text = path.read_text("utf-8")
    return re.sub(r"\]\([^)]*\)|[#*\[\]]", "", text).splitlines()
