"""Files that must be refused, each made on the spot."""

from __future__ import annotations

import io
import struct
import zipfile

from fpdf import FPDF
from PIL import Image

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Override PartName="/word/document.xml" ContentType="application/{kind}"/>'
    "</Types>"
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def package(document: bytes, *, kind: str = "main+xml", extra: int = 0) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", _TYPES.format(kind=kind))
        made.writestr("word/document.xml", document)
        for number in range(extra):
            made.writestr(f"word/media/{number}", b"")
    return stream.getvalue()


def document(text: str, before: str = "") -> bytes:
    body = f"<w:document {_W}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    return f'<?xml version="1.0"?>{before}{body}'.encode()


def bomb() -> bytes:
    """A small file that unpacks to more than is allowed, as its directory says."""
    return package(b" " * (130 * 1024 * 1024))


def lying_bomb() -> bytes:
    """The same, with a directory that says it holds a hundred bytes."""
    data = bytearray(package(b" " * (70 * 1024 * 1024)))
    size = struct.pack("<I", 70 * 1024 * 1024)
    place = data.find(size)
    while place != -1:
        data[place : place + 4] = struct.pack("<I", 100)
        place = data.find(size, place + 4)
    return bytes(data)


def external_entity() -> bytes:
    return package(document("&x;", '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'))


def billion_laughs() -> bytes:
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return package(document("&a9;", f"<!DOCTYPE w [{''.join(lines)}]>"))


def locked_pdf() -> bytes:
    pdf = FPDF()
    pdf.set_encryption(owner_password="owner", user_password="user")
    pdf.add_page()
    pdf.set_font("helvetica", size=12)
    pdf.cell(text="Nobody may read this without the password.")
    return bytes(pdf.output())


def scanned_pdf() -> bytes:
    pdf = FPDF()
    pdf.add_page()
    pdf.image(Image.new("RGB", (40, 40), "grey"), w=100)
    return bytes(pdf.output())


def circular_pdf() -> bytes:
    """A page tree that contains itself."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 9 >>",
        b"<< /Type /Pages /Kids [2 0 R] /Count 9 /Parent 2 0 R >>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 4\n0000000000 65535 f \n" + table
    return out + b"trailer << /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start
