"""What a file's content is, whatever it is called. Reads, never unpacks."""

import zipfile
from collections.abc import Callable
from typing import IO

from PIL import Image

LARGEST_LISTING = 2 * 1024 * 1024  # bytes; a document of a thousand parts needs a tenth
_END, _ZIP64 = b"PK\x05\x06", b"PK\x06\x07"
_MARKUP = (b"<!", b"<?", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<iframe")
_ODT = b"application/vnd.oasis.opendocument.text"


def holds(file: IO[bytes], name: str) -> bool:
    """Whether the content is of the format of this name (file_answer.formats.FORMATS)."""
    file.seek(0)
    found = _LOOKS[name](file)
    file.seek(0)
    return found


def _is_pdf(file: IO[bytes]) -> bool:
    return file.read(5) == b"%PDF-"


def _is_text(file: IO[bytes]) -> bool:
    """No bytes that no text has, and nothing that a browser would take for a page."""
    data = file.read()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decodes(data, "utf-16")
    begins = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:10].lower()
    odd = set(range(32)) - set(b"\t\n\r\f\x1b")
    return not begins.startswith(_MARKUP) and not odd & set(data)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _picture(form: str) -> Callable[[IO[bytes]], bool]:
    def is_picture(file: IO[bytes]) -> bool:
        try:
            with Image.open(file, formats=(form,)) as image:
                image.verify()
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
            return False
        return True

    return is_picture


def _office(part: str) -> Callable[[IO[bytes]], bool]:
    def is_office(file: IO[bytes]) -> bool:
        names = {name.lower() for name in _listing(file)}
        has_macros = any(name.endswith("vbaproject.bin") for name in names)
        return {"[content_types].xml", part} <= names and not has_macros

    return is_office


def _is_odt(file: IO[bytes]) -> bool:
    """Its first member says so, uncompressed, at a fixed place."""
    start = file.read(38 + len(_ODT) + 2)
    is_odt = start[30:38] == b"mimetype" and start[38 : 38 + len(_ODT)] == _ODT
    return is_odt and start[38 + len(_ODT) :] == b"PK" and "content.xml" in _listing(file)


def _listing(file: IO[bytes]) -> list[str]:
    """The names in a zip; [] when it is none, or lists more than any document has."""
    file.seek(0, 2)
    file.seek(max(file.tell() - 65_557, 0))
    tail = file.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) < end + 22 or _ZIP64 in tail:
        return []
    if int.from_bytes(tail[end + 12 : end + 16], "little") > LARGEST_LISTING:
        return []
    try:
        with zipfile.ZipFile(file) as found:
            return found.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        return []


_LOOKS: dict[str, Callable[[IO[bytes]], bool]] = {
    "pdf": _is_pdf,
    "txt": _is_text,
    "png": _picture("PNG"),
    "jpg": _picture("JPEG"),
    "odt": _is_odt,
    "docx": _office("word/document.xml"),
    "xlsx": _office("xl/workbook.xml"),
    "pptx": _office("ppt/presentation.xml"),
}
