"""Where a piece of text begins and ends, in any of the six languages."""

from __future__ import annotations

import re

from content.importing.lines import without_calls

_CLOSING = "\"'”’»)]}）」』】›*¹²³⁴⁵⁶⁷⁸⁹ "
_TAIL = 200  # characters: where a text ends is told by its last few
_REFERENCE_TAIL = 20
_ENDS = tuple(".!?…。！？؟۔")
_PAUSES = tuple(";:；：؛,،，、")
# "(art. 5)", "No. 12": the number belongs to the words.
_REFERENCE = re.compile(
    r"(?:^|[\W\d_])(?:arts?|nos?|paras?|pars?|párrs?|núms?|chaps?|caps?|secs?|sects?|vol|figs?|"
    r"rés|res|ст|пп?|гл|ann|ch|n)\.\s?\d{1,3}$",
    re.I,
)
_BRACKETED_CALL = re.compile(r"\s?\[\d{1,3}\]$")
_GLUED_NUMBER = re.compile(r"(?<=[.!?…。！？؟”»)])\s?\d{1,3}$")  # a footnote's call, in plain text


def is_ended(text: str) -> bool:
    """A sentence ends here."""
    bare = _BRACKETED_CALL.sub("", without_calls(text[-_TAIL:])).rstrip(_CLOSING)
    if bare[-1:].isdigit() and not _REFERENCE.search(bare[-_REFERENCE_TAIL:]):
        bare = _GLUED_NUMBER.sub("", bare).rstrip(_CLOSING)
    return bare.endswith(_ENDS)


def is_paused(text: str) -> bool:
    """A list item may follow: after a colon, semicolon or comma."""
    return without_calls(text[-_TAIL:]).rstrip(_CLOSING).endswith(_PAUSES)


def is_stopped(text: str) -> bool:
    return is_ended(text) or is_paused(text)


def announces(text: str) -> bool:
    return without_calls(text).rstrip().endswith((":", "：", ":", "-", "–", "—"))


def begins_small(text: str) -> bool:
    """Starts with a small letter or a mark that never starts a sentence."""
    text = text.lstrip("\"'“‘«( ")
    return text[:1].islower() or text[:1] in ".,;:)،؛"


def has_cases(text: str) -> bool:
    """The script has small and capital letters."""
    letters = [c for c in text[:4000] if c.isalpha()]
    return sum(c.isupper() or c.islower() for c in letters) > 0.5 * len(letters)
