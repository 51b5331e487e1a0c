"""Right-to-left lines that came out of a PDF with some of their signs on the wrong side."""

from __future__ import annotations

import re

from content.importing.lines import CALL
from content.importing.numerals import bare_arabic, ordinal_shown, ordinal_value

ARABIC = re.compile("[\u0621-\u064a]")
_STOP_FIRST = re.compile(r"^([.)\-–—]+)\s?(\d{1,4}(?:\.\d{1,3})*)(?=\s)")
_MARK_FIRST = re.compile(r"(?<!\S)([.،؛:])(\d+(?:[.,]\d+)*)(?!\S)")
_SYMBOL = re.compile(r"(?<![\w/])((?:/\d+){2,})([A-Z]+(?:/[A-Z]+)*)(?![\w/])")
_LATIN_ITEM = re.compile(r"^\)([ivxl]{1,6}|\d{1,2}) \)(?=\S)")
_SWAPPED = re.compile(r"\)([^()]{1,40})\((?!\w)")
_BACKWARD = re.compile("^(?P<title>[-–—]\\s.*?) (?P<ordinal>[\u064b-\u0652]\\S*(?: \\S+){0,2})$")
# A note's call that should end the line, in front of its paragraph's number: "17 55 - …".
_CALL_FIRST = re.compile(
    rf"^(?P<call>{CALL.pattern}|\d{{1,3}}) (?P<rest>\d{{1,4}} ?[-–.] ?[\u0621-\u064a].*)$"
)
_TURNED = re.compile(r"\)[^()\n]{1,12}\(")
_RIGHT = re.compile(r"\([^()\n]{1,12}\)")


def comes_turned(text: str) -> bool:
    """Text out of a PDF in which brackets stand the wrong way round."""
    return len(_TURNED.findall(text)) > len(_RIGHT.findall(text)) and bool(ARABIC.search(text))


def with_call_behind(text: str) -> str:
    """A paragraph's one line whose call came out in front of its number."""
    found = _CALL_FIRST.match(text.strip())
    return f"{found['rest'].rstrip()}{found['call']}" if found else text


def logical(text: str) -> str:
    """Marks at the edges of a right-to-left line, which come out on the wrong side."""
    text = _ordinal_first(_STOP_FIRST.sub(r"\2\1", text.lstrip()))
    text = _SYMBOL.sub(lambda found: "/".join(found[2].split("/")[::-1]) + found[1], text)
    text = _MARK_FIRST.sub(r"\2\1", _LATIN_ITEM.sub(r"(\1) ", text))
    return _SWAPPED.sub(r"(\1)", text)


def _ordinal_first(text: str) -> str:
    """A heading's ordinal whose signs made it come out backwards, at the line's other end."""
    found = _BACKWARD.match(text)
    if not found:
        return text
    said = re.sub(r"\s", "", bare_arabic(found["ordinal"]))[::-1]
    value = ordinal_value(said)
    return f"{ordinal_shown(said + 'ا', value)} {found['title'].strip()}" if value else text
