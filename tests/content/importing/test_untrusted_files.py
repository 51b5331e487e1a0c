"""Files made to do harm, read as an upload is: tests 37 to 42 of the list of faults.

What the site does with such a file (kept, failed, tried again) stands in
`tests/courses/authoring/uploads/test_untrusted_uploads.py`.
"""

from __future__ import annotations

import io
import os
import socket
import stat
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import typst
from fpdf import FPDF

from content.importing import limits
from content.importing.child import read_in_child
from content.importing.limits import Package
from content.importing.problems import (
    ProblemWithReport,
    TooLarge,
    TooManyParts,
    TooMuchMemory,
    TooSlow,
    UnpacksTooLarge,
)
from content.importing.sniff import format_of
from tests.content.importing.support import bad
from tests.content.importing.support.mutants import packed, unpacked
from tests.content.importing.support.reports import made_up
from tests.content.importing.support.typeset import as_pdf
from tests.support.pace import within

PLAIN = b"I. Introduction\n\n1. A first paragraph.\n\n2. A second one.\n"


def _stored(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "stored"
    path.write_bytes(data)
    return path


def _code(tmp_path: Path, name: str, data: bytes) -> str:
    with pytest.raises(ProblemWithReport) as caught:
        read_in_child(_stored(tmp_path, data), filename=name)
    return caught.value.code


def _children() -> str:
    return Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().strip()


def test_37_a_bomb_is_refused_by_its_directory_before_it_is_unpacked(tmp_path: Path) -> None:
    data = bad.bomb()
    with within(1):
        with pytest.raises(UnpacksTooLarge):
            format_of(data, "r.docx")
        assert len(data) < 200_000


def test_37_a_bomb_whose_directory_lies_is_cut_off(tmp_path: Path) -> None:
    assert _code(tmp_path, "r.docx", bad.lying_bomb()) in ("damaged", "unpacks_too_large")


def test_37_what_comes_out_is_counted_whatever_the_directory_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    package = Package(bad.package(b" " * 4_000_000))
    monkeypatch.setattr(limits, "LARGEST_MEMBER", 1_000_000)
    with pytest.raises(UnpacksTooLarge):
        package.read("word/document.xml")


def test_37_many_readings_of_one_member_are_added_up(monkeypatch: pytest.MonkeyPatch) -> None:
    package = Package(bad.package(b" " * 4_000_000))
    monkeypatch.setattr(limits, "LARGEST_UNPACKED", 10_000_000)
    package.read("word/document.xml")
    package.read("word/document.xml")
    with pytest.raises(UnpacksTooLarge):
        package.read("word/document.xml")


def test_37_a_hundred_thousand_members_are_refused_within_the_memory(tmp_path: Path) -> None:
    data = bad.package(bad.document("x"), extra=100_000)
    path = _stored(tmp_path, data)
    with pytest.raises((TooManyParts, TooLarge)):
        read_in_child(path, filename="r.docx")  # under the kernel's limit of 512 MB


def test_37_a_package_inside_a_package_is_never_opened(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", bad.document("1. A paragraph of text in the outer one."))
        made.writestr("word/embeddings/inner.docx", bad.bomb())
    reading = read_in_child(_stored(tmp_path, stream.getvalue()), filename="r.docx")
    assert reading.paragraphs.count == 1


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/evil.dtd">',
        '<!DOCTYPE w [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>',
        '<!DOCTYPE w [<!ENTITY x "x">]>',
    ],
)
@pytest.mark.parametrize("member", ["document", "styles", "numbering", "footnotes", "header1"])
def test_38_entities_are_refused_in_every_member(tmp_path: Path, doctype: str, member: str) -> None:
    body = bad.document("text")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        members = {"document": body, member: body.replace(b"?>", b"?>" + doctype.encode(), 1)}
        for name, data in members.items():
            made.writestr(f"word/{name}.xml", data)
    assert _code(tmp_path, "r.docx", stream.getvalue()) == "damaged"


def test_38_laughs_by_the_billion_are_refused(tmp_path: Path) -> None:
    assert _code(tmp_path, "r.docx", bad.billion_laughs()) == "damaged"


def test_39_a_locked_pdf_and_one_in_circles_are_told_apart(tmp_path: Path) -> None:
    assert _code(tmp_path, "r.pdf", bad.locked_pdf()) == "encrypted"
    assert _code(tmp_path, "r.pdf", bad.circular_pdf()) == "damaged"


def test_39_a_tag_tree_that_holds_itself_is_walked_once(tmp_path: Path) -> None:
    data = as_pdf(made_up(1, "en"))
    objects = unpacked(data)
    trailer = data[data.rfind(b"trailer") + 7 : data.rfind(b"startxref")].strip()
    for number, body in objects.items():
        if b"/Type/StructElem" in body and b"/S/Document" in body:
            objects[number] = body.replace(b"/K[", b"/K[%d 0 R " % number)
    reading = read_in_child(_stored(tmp_path, packed(objects, trailer)), filename="r.pdf")
    assert reading.pages


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_39_a_pdf_cut_short_is_read_or_refused(tmp_path: Path, share: float) -> None:
    data = as_pdf(made_up(1, "en"))
    path = _stored(tmp_path, data[: int(share * len(data))])
    try:
        assert read_in_child(path, filename="r.pdf").passages
    except ProblemWithReport as problem:
        assert problem.code in ("damaged", "no_text")


def test_39_a_child_that_is_stuck_is_killed_and_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("content.importing.child._START", "import time; time.sleep(60)  # {root}")
    before = _children()  # servers of other tests
    with within(10, time.monotonic), pytest.raises(TooSlow):
        read_in_child(_stored(tmp_path, PLAIN), filename="r.txt", seconds=1)
    assert _children() == before


def test_39_a_child_that_eats_memory_is_stopped_by_the_kernel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "import sys; sys.path.insert(0, {root!r}); "
        "from content.importing import reader_process as r; "
        "r.read = lambda *a, **k: bytearray(10**10); r.main()"
    )
    monkeypatch.setattr("content.importing.child._START", code)
    before = _children()
    with pytest.raises(TooMuchMemory):
        read_in_child(_stored(tmp_path, PLAIN), filename="r.txt")
    assert _children() == before


HTML = b"<!doctype html><html><body><p>Not a PDF at all, whatever its name.</p></body></html>"
VIRUS = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"


def _docm() -> bytes:
    kind = "vnd.ms-word.document.macroEnabled.main+xml"
    return bad.package(bad.document("x"), kind=kind)


REFUSED = {
    "a web page as a PDF": ("r.pdf", HTML),
    "macros in a Word file": ("r.docx", _docm()),
    "macros under their own name": ("r.docm", _docm()),
    "a PDF with a Word file at its end": (
        "r.pdf",
        bad.scanned_pdf() + bad.package(bad.document("x")),
    ),
    "a Word file with a PDF in front": ("r.docx", b"PK\x03\x04%PDF-1.7\n" + bad.scanned_pdf()),
    "a web page with a PDF inside": ("r.html", b"<html><!--%PDF-1.7 -->" + HTML),
    "the test virus as text": ("r.txt", VIRUS),
    "the test virus as a PDF": ("r.pdf", VIRUS),
    "a picture with script in it": ("r.html", b"<svg onload='alert(1)'><text>a</text></svg>"),
    "a picture named as text": ("r.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 99),
    "a program": ("r.md", b"\x7fELF" + b"\0" * 99),
}


@pytest.mark.parametrize("what", REFUSED)
def test_40_what_a_file_is_counts_and_not_its_name(tmp_path: Path, what: str) -> None:
    name, data = REFUSED[what]
    assert _code(tmp_path, name, data) == "wrong_type"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\0b.txt", "x" * 300 + ".txt", "r\u202efdp.txt", "", "con", "-r"]
)
def test_41_a_hostile_name_reaches_nothing(tmp_path: Path, name: str) -> None:
    before = sorted(tmp_path.parent.rglob("*"))
    reading = read_in_child(_stored(tmp_path, PLAIN), filename=name)
    assert reading.paragraphs.count == 2
    assert [p for p in sorted(tmp_path.parent.rglob("*")) if p not in before] == [
        tmp_path / "stored"
    ]


def test_41_a_member_that_is_a_link_is_read_as_its_bytes(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("word/document.xml")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr(link, "/etc/passwd")
        made.writestr("../../escaped.xml", "<x/>")
    assert _code(tmp_path, "r.docx", stream.getvalue()) == "damaged"
    assert not list(tmp_path.parent.parent.glob("escaped.xml"))


@pytest.fixture
def sink() -> Iterator[tuple[str, list[bytes]]]:
    """An address on this machine, and what has knocked there."""
    knocked: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))

    def listen() -> None:
        while True:
            try:
                visitor, _ = server.accept()
            except OSError:
                return
            knocked.append(visitor.recv(200))
            visitor.close()

    threading.Thread(target=listen, daemon=True).start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}", knocked
    server.shutdown(socket.SHUT_RDWR)
    server.close()


def _remote_docx(address: str) -> bytes:
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/attachedTemplate" Target="{address}/t.dotm" TargetMode="External"/>'
        "</Relationships>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", bad.document("1. A paragraph with a picture."))
        for name in ("settings", "document"):
            made.writestr(f"word/_rels/{name}.xml.rels", relation)
    return stream.getvalue()


def _remote_pdf(address: str) -> bytes:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=12)
    pdf.cell(text="1. A paragraph with a link and a script.", link=f"{address}/link")
    return bytes(pdf.output()).replace(
        b"/Type /Catalog",
        b"/Type /Catalog /OpenAction << /S /URI /URI (%s/open) >>" % address.encode(),
    )


def _remote_files(address: str) -> dict[str, bytes]:
    text = f"# T\n\n1. See ![x]({address}/i.png) and <{address}/a>.\n\n[r]: {address}/r\n"
    page = (
        f"<html><head><link rel=stylesheet href={address}/c><script src={address}/s></script>"
        f"</head><body><p>1. Text <img src={address}/i></p><iframe src={address}/f></iframe>"
    )
    said = f'1\\. A paragraph with enough words in it to be read. #link("{address}/x")[here]'
    set_page = typst.compile(said.encode())
    return {
        "r.docx": _remote_docx(address),
        "r.pdf": _remote_pdf(address),
        "typeset.pdf": bytes(set_page),
        "r.md": text.encode(),
        "r.html": page.encode(),
    }


def test_42_nothing_that_a_file_points_to_is_fetched(
    tmp_path: Path, sink: tuple[str, list[bytes]]
) -> None:
    address, knocked = sink
    for name, data in _remote_files(address).items():
        assert read_in_child(_stored(tmp_path, data), filename=name).passages, name
    assert knocked == []


def test_42_the_sink_would_have_told(sink: tuple[str, list[bytes]]) -> None:
    address, knocked = sink
    port = int(address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(b"GET /")
    until = time.monotonic() + 10
    while not knocked and time.monotonic() < until:
        time.sleep(0.01)
    assert knocked == [b"GET /"]
