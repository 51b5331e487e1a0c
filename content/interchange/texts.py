"""Bytes of a text file: UTF-8, with or without a mark at its start, its lines as they come."""

import codecs
import re

from content.interchange.problems import Found

OTHER_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def decode(data: bytes, file: str, found: Found) -> str | None:
    """Lines end in \\n. None, and a problem with its line, where it is no such text."""
    if data.startswith(OTHER_MARKS):
        found.add("not_utf8", file, 1, 1)
        return None
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        start = before.rfind(b"\n") + 1
        column = len(before[start:].decode("utf-8", "replace")) + 1
        found.add("not_utf8", file, before.count(b"\n") + 1, column)
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if control := CONTROL.search(text):
        before_it = text[: control.start()]
        line = before_it.count("\n") + 1
        found.add("control", file, line, control.start() - before_it.rfind("\n"))
        return None
    return text
