"""Inline marks of Markdown taken off a line, with what they said."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from content.importing.lines import call
from content.importing.marks import EMPHASIS, Said

_CALLS = (
    re.compile(r"\[\^([^\]\s]{1,12})\](?!:)"),
    re.compile(r"<sup>\s*\[?(\d{1,4})\]?\s*</sup>", re.I),
    re.compile(r"\$\s*\^\{?\s*(\d{1,4})\s*\}?\s*\$"),
)
_MARKS = re.compile(r"[\[<$*_`\\&]")  # no mark can be there without one of these
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]\[]+)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_LEADS = re.compile(r"(?<!!)\[([^\]\[]+)\]\(\s*<?(https?://(?:[^()\s<>]|\([^()\s]*\))+)")
_REFERENCE = re.compile(r"\[([^\]\[]+)\]\[[^\]]*\]")
_TAG = re.compile(
    r"</?(?:sup|sub|b|i|u|em|strong|br|span|a|p|div|center|small)\b[^>]{0,200}>", re.I
)
_AUTO = re.compile(r"<((?:https?|mailto):[^>\s]+)>")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_]+?)(?<=[^\s*_])\1(?![\w*])")
_CODE = re.compile(r"`([^`]+)`")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~$&])")
_WHOLE_STRONG = re.compile(r"^(\*\*\*|\*\*|__)(?=\S)(.+?)(?<=\S)\1[.:]?$")
_WHOLE_EMPHASIS = re.compile(r"^([*_])(?=[^\s*_])([^*_]+)\1$")


@dataclass(frozen=True, slots=True)
class Inline:
    text: str
    bold: bool
    italic: bool


def inline(text: str) -> Inline:
    text = text.strip()
    bold = _WHOLE_STRONG.match(text) is not None and text.count("**") <= 2
    italic = _WHOLE_EMPHASIS.match(text) is not None
    return Inline(plain(text), bold, italic)


def marks_in(text: str) -> list[Said]:
    """The words of a block in italics, but of one that is so as a whole, and those that lead
    somewhere, in order."""
    if not _MARKS.search(text) or _WHOLE_EMPHASIS.match(text.strip()):
        return []
    found = [(one.start(), plain(one[1]), one[2]) for one in _LEADS.finditer(text)]
    # Two stars together are another mark, and hold none of these.
    single = _STRONG.sub(lambda one: " " * len(one[0]), text)
    found += [(one.start(), plain(one[2]), EMPHASIS) for one in _EMPHASIS.finditer(single)]
    return [(words, kind) for _place, words, kind in sorted(found)]


def plain(text: str) -> str:
    """The text without its marks; footnote calls are kept in the form of `lines.call`."""
    if not _MARKS.search(text):
        return text.strip()
    for pattern in _CALLS:
        text = pattern.sub(lambda found: call(found[1]), text)
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    text = _REFERENCE.sub(r"\1", text)
    text = _AUTO.sub(r"\1", text)
    text = _TAG.sub("", text)
    for _ in range(3):
        text = _STRONG.sub(r"\2", text)
        text = _EMPHASIS.sub(r"\2", text)
    text = _CODE.sub(r"\1", text)
    return html.unescape(_ESCAPE.sub(r"\1", text)).strip()
