"""What no report is: each is refused by its content, with a code and what to do next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from content.importing.child import read_in_child
from content.importing.problems import PROBLEMS, ProblemWithReport, problem_for
from tests.content.importing.support import bad
from tests.content.importing.support.reports import made_up
from tests.content.importing.support.typeset import as_pdf
from tests.content.importing.support.writers import as_docx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML = b"<!doctype html><html><body><p>Not a PDF at all, whatever its name.</p></body></html>"

REFUSED: list[tuple[str, str, str, Callable[[], bytes]]] = [
    ("nothing", "r.txt", "empty", lambda: b""),
    ("white space", "r.txt", "empty", lambda: b" \n\t\r\n" * 50),
    ("over 20 MB", "r.txt", "too_large", lambda: b"word " * (4_300_000)),
    ("a web page named .pdf", "r.pdf", "wrong_type", lambda: HTML),
    ("a text named .docx", "r.docx", "wrong_type", lambda: b"1. A paragraph of text."),
    ("a picture", "r.pdf", "wrong_type", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 99),
    ("an SVG picture", "r.html", "wrong_type", lambda: b"<svg xmlns='x'><text>a</text></svg>"),
    ("an old Word file", "r.doc", "wrong_type", lambda: OLE + b"\0" * 600),
    (
        "a locked Word file",
        "r.docx",
        "encrypted",
        lambda: OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600,
    ),
    ("a zip of something else", "r.docx", "wrong_type", lambda: _other_zip()),
    (
        "a Word file with macros",
        "r.docx",
        "wrong_type",
        lambda: bad.package(bad.document("x"), kind="vnd.ms-word.document.macroEnabled.main+xml"),
    ),
    ("a bomb by its directory", "r.docx", "unpacks_too_large", bad.bomb),
    ("a bomb that lies", "r.docx", "damaged", bad.lying_bomb),
    (
        "too many members",
        "r.docx",
        "too_many_parts",
        lambda: bad.package(bad.document("x"), extra=6000),
    ),
    ("an external entity", "r.docx", "damaged", bad.external_entity),
    ("entities in entities", "r.docx", "damaged", bad.billion_laughs),
    ("broken XML", "r.docx", "damaged", lambda: bad.package(b"<w:document><w:body>")),
    ("a locked PDF", "r.pdf", "encrypted", bad.locked_pdf),
    ("pictures of pages", "r.pdf", "no_text", bad.scanned_pdf),
    ("a page tree in a circle", "r.pdf", "damaged", bad.circular_pdf),
    ("a PDF's first bytes", "r.pdf", "damaged", lambda: as_pdf(made_up(1, "en"))[:900]),
    (
        "half a Word file",
        "r.docx",
        "damaged",
        lambda: _half(as_docx(made_up(1, "en"), styled=True)),
    ),
]


def _other_zip() -> bytes:
    import io
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("hello.txt", "hello")
    return stream.getvalue()


def _half(data: bytes) -> bytes:
    return data[: len(data) // 2]


@pytest.mark.parametrize(
    ("name", "code", "make"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_refused_with_its_code(
    tmp_path: Path, name: str, code: str, make: Callable[[], bytes]
) -> None:
    path = tmp_path / "stored"
    path.write_bytes(make())
    with pytest.raises(ProblemWithReport) as caught:
        read_in_child(path, filename=name)
    assert caught.value.code == code
    assert str(caught.value) == caught.value.message


def test_every_problem_has_a_code_of_its_own_and_says_what_to_do() -> None:
    assert len({problem.code for problem in PROBLEMS}) == len(PROBLEMS)
    for problem in PROBLEMS:
        assert problem.message.count(".") >= 2
        assert type(problem_for(problem.code)) is problem


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\0b.txt", "x" * 300 + ".txt", "r\u202egpj.txt"]
)
def test_a_strange_name_changes_nothing(tmp_path: Path, name: str) -> None:
    path = tmp_path / "stored"
    path.write_bytes(b"I. Introduction\n\n1. A first paragraph.\n\n2. A second one.\n")
    assert read_in_child(path, filename=name).paragraphs.count == 2
