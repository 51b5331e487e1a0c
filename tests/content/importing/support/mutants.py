"""Files changed where it hurts: inside a Word document's members, between a PDF's objects.

Bytes changed at random in a packed file only break its packing; these keep it whole.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from random import Random
from xml.etree.ElementTree import Element, tostring

from defusedxml.ElementTree import fromstring

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\r?\n?(.*?)\r?\n?endobj", re.S)
_STREAM = re.compile(rb"^(<<.*?>>)\s*stream\r?\n(.*?)\r?\n?endstream$", re.S)
_REFERENCE = re.compile(rb"\b\d+ 0 R\b")
_NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_NAME = re.compile(rb"/[A-Za-z]\w*")
_ODD_NUMBERS = (b"0", b"-1", b"1", b"65536", b"2147483648", b"-99999999999", b"0.00001", b"1e9")
_ODD_VALUES = ("", "0", "-1", "999999", "99999999999999", "x", "true", "\u202e", "²", "٣", "nan")
_ODD_TEXTS = (
    "", " ", "1.", "1. ", "I.", "(a)", "Annex", "\u00ad", "\ue0001\ue001", "\ue000", "*", "•",
    "أولاً -", "第一条", "Contents", "1.1.1.1.1 x", "a" * 3000, "\t" * 50, "________", "1" * 400,
)  # fmt: skip


def changed_bytes(data: bytes, rng: Random) -> bytes:
    for _ in range(rng.randint(1, 6)):
        at, length = rng.randrange(len(data) + 1), rng.randint(0, 60)
        piece = data[at : at + length]
        other = rng.randrange(len(data) + 1)
        middle = rng.choice([b"", piece * 3, rng.randbytes(length), data[other : other + length]])
        data = data[:at] + middle + data[at + length :]
    return data


def changed_docx(data: bytes, rng: Random) -> bytes:
    """One or two members changed as trees of XML, and packed again."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    names = [name for name in members if name.startswith("word/") and name.endswith(".xml")]
    for name in rng.sample(names, rng.randint(1, min(2, len(names)))):
        root = fromstring(members[name])
        for _ in range(rng.randint(1, 12)):
            _change_tree(root, rng)
        members[name] = tostring(root)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, member in members.items():
            made.writestr(name, member)
    return stream.getvalue()


def _change_tree(root: Element, rng: Random) -> None:
    nodes = list(root.iter())
    node, other = rng.choice(nodes), rng.choice(nodes)
    step = rng.randrange(6)
    if step == 0 and len(node):
        node.remove(rng.choice(list(node)))
    elif step == 1 and not any(node is below for below in other.iter()):
        node.append(other)  # twice in the tree now
    elif step == 2 and node.attrib:
        node.set(rng.choice(list(node.attrib)), rng.choice(_ODD_VALUES))
    elif step == 3:
        node.text = rng.choice(_ODD_TEXTS)
    elif step == 4:
        node.tag = other.tag
    elif len(node):
        node.insert(0, list(node)[-1])


def unpacked(data: bytes) -> dict[int, bytes]:
    """The PDF's objects by number, streams of text inflated."""
    return {int(number): _inflated(body) for number, body in _OBJECT.findall(data)}


def _inflated(body: bytes) -> bytes:
    found = _STREAM.match(body)
    if not found or b"/FlateDecode" not in found[1] or b"/Length1" in found[1]:
        return body
    try:
        content = zlib.decompress(found[2])
    except zlib.error:
        return body
    head = found[1].replace(b"/Filter/FlateDecode", b"").replace(b"/Filter /FlateDecode", b"")
    head = re.sub(rb"/Length\s+\d+", b"/Length %d" % len(content), head)
    return head + b"\nstream\n" + content + b"\nendstream"


def packed(objects: dict[int, bytes], trailer: bytes) -> bytes:
    """The objects as a PDF with a table that fits them."""
    out, places = [b"%PDF-1.7\n"], {}
    at = len(out[0])
    for number, body in objects.items():
        piece = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        places[number] = at
        out.append(piece)
        at += len(piece)
    size = max(objects) + 1
    rows = [
        b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n"
        for n in range(size)
    ]
    out += [b"xref\n0 %d\n" % size, *rows, b"trailer\n", trailer]
    return b"".join(out) + b"\nstartxref\n%d\n%%%%EOF" % at


def changed_pdf(data: bytes, rng: Random) -> bytes:
    """Objects that point elsewhere, odd numbers, names and operators; the table fits again."""
    objects = unpacked(data)
    trailer = data[data.rfind(b"trailer") + 7 : data.rfind(b"startxref")].strip()
    numbers = [n for n, body in objects.items() if b"/Length1" not in body[:400]]
    for _ in range(rng.randint(1, 8)):
        number = rng.choice(numbers)
        objects[number] = _changed_object(objects, number, rng)
    made = packed(objects, trailer)
    return changed_bytes(made, rng) if rng.random() < 0.15 else made


def _changed_object(objects: dict[int, bytes], number: int, rng: Random) -> bytes:
    body = objects[number]
    step = rng.randrange(5)
    if step == 0:
        return _swapped(body, _REFERENCE, b"%d 0 R" % rng.choice(list(objects)), rng)
    if step == 1:
        return _swapped(body, _NUMBER, rng.choice(_ODD_NUMBERS), rng)
    if step == 2:
        names = _NAME.findall(objects[rng.choice(list(objects))]) or [b"/P"]
        return _swapped(body, _NAME, rng.choice(names), rng)
    if step == 3:
        return objects[rng.choice(list(objects))]
    at, length = rng.randrange(len(body) + 1), rng.randint(0, 40)
    return body[:at] + rng.choice([b"", body[at : at + length] * 3]) + body[at + length :]


def _swapped(body: bytes, pattern: re.Pattern[bytes], other: bytes, rng: Random) -> bytes:
    found = list(pattern.finditer(body))
    if not found:
        return body
    place = rng.choice(found)
    return body[: place.start()] + other + body[place.end() :]
