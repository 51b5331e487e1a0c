"""Which format a file is, by its content; the name only tells Markdown from plain text."""

from __future__ import annotations

import re

from content.importing.limits import LARGEST_FILE, Package
from content.importing.problems import EmptyReport, Encrypted, TooLarge, WrongType

_MARKDOWN_LINE = re.compile(r"^(?:#{1,6} \S|[-*+] \S|\d+\. \S|> |\|.*\|$|\[.+\]\(.+\))", re.M)
_HEADING_LINE = re.compile(r"^#{1,6} \S", re.M)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|h[1-6]|p)\b", re.I)
_OTHER_BINARY = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"MZ", b"Rar!", b"7z\xbc\xaf")
_CLAIMS = {".pdf": "pdf", ".docx": "docx", ".docm": "docx"}
_TEST_VIRUS = b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def format_of(data: bytes, filename: str = "") -> str:
    """One of pdf, docx, html, md, txt. Raises EmptyReport, TooLarge, WrongType, Encrypted.

    A file whose name claims to be a PDF or a Word document and is none is refused.
    """
    found = _by_content(data, filename)
    for suffix, claimed in _CLAIMS.items():
        if filename.lower().endswith(suffix) and found != claimed:
            raise WrongType(f"{found} under the name of {suffix}")
    return found


def _by_content(data: bytes, filename: str) -> str:
    if len(data) > LARGEST_FILE:
        raise TooLarge(f"{len(data)} bytes")
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise EmptyReport()
    _refuse_two_at_once(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _packaged(data)
    if data.startswith(_OLE):
        _refuse_ole(data)
    if data.startswith(_OTHER_BINARY):
        raise WrongType("a binary file")
    return _textual(data, filename)


def _refuse_two_at_once(data: bytes) -> None:
    """A file that is a PDF to one program and something else to another; and the test virus."""
    before, mark, _ = data[:1024].partition(b"%PDF-")
    inside = mark and (before.startswith(b"PK\x03\x04") or _HTML.search(before))
    if inside or (mark and data[-22:].startswith(b"PK\x05\x06")):
        raise WrongType("two formats in one file")
    if _TEST_VIRUS in data[:128]:
        raise WrongType("a test virus")


def _packaged(data: bytes) -> str:
    package = Package(data)
    if "word/document.xml" not in package.names:
        raise WrongType("a zip file without a Word document")
    if b"macroEnabled" in package.read("[Content_Types].xml"):
        raise WrongType("a Word document with macros")
    return "docx"


def _refuse_ole(data: bytes) -> None:
    """Old Office files, and new ones that are locked, come in this wrapping."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Encrypted("EncryptedPackage")
    raise WrongType("an old Office file")


def _textual(data: bytes, filename: str) -> str:
    head = data[:4096]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and b"\x00" in data:
        raise WrongType("a binary file")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<svg", b"<?xml")) and not _HTML.search(
        head
    ):
        raise WrongType("XML")
    if b"<svg" in head[:512] and b"<html" not in head:
        raise WrongType("SVG")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _HTML.search(head):
        return "html"
    return (
        "md" if looks_like_markdown(data[:200_000].decode("utf-8", "ignore"), filename) else "txt"
    )


def looks_like_markdown(text: str, filename: str) -> bool:
    if filename.lower().endswith((".md", ".markdown")):
        return True
    marks = len(_MARKDOWN_LINE.findall(text))
    return len(_HEADING_LINE.findall(text)) >= 2 and marks >= 3
