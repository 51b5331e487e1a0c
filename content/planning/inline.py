"""Words of a report as Markdown that shows them as they are, with their italics and links."""

from __future__ import annotations

import re
from collections.abc import Sequence

Mark = tuple[int, int, str]
"""Characters from one place to another, and EMPHASIS, the address that they lead to, or CALLED
with the number of a footnote that is called at the place."""

EMPHASIS = "em"
CALLED = "call:"
# Only characters that Python-Markdown knows to be escapable; others become references.
_INLINE = re.compile(r"[\\`*$]|\b_|_\b|\[(?=[^\]]*\][(\[:])|(?<=\])[(\[]|\{(?=:)")
_MARK_AT_START = re.compile(r"^([-+#>]|\d+(?=\.\s))")
_REFERENCES = {"~": "&#126;", ":": "&#58;", "|": "&#124;", "=": "&#61;"}
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BEFORE_SIGN = re.compile(r" (?=[;:!?»](?:\s|$|[.,)»<]))")
_AFTER_QUOTE = re.compile(r"« ")
_SAFE = re.compile(r"https?://[\w./%#?=&;:@+~,!-]+")
_ADDRESS = re.compile(
    r"(?<![@\w./-])(?:https?://|www\.)[\w./%#?=&;:+~-]*[\w/]"
    r"|(?<![@\w./-])(?:[a-z][a-z0-9-]+\.)+(?:org|int|edu|net)\b(?:/[\w./%#?=&-]*[\w/])?"
)


def escaped(text: str) -> str:
    """One line that Markdown shows as it is: no mark, no tag, no entity of the report's acts."""
    return _from_start(_escaped(_one_line(text)))


def with_marks(text: str, marks: Sequence[Mark] = ()) -> str:
    """As `escaped`, what is marked in italics or a link; addresses that stand in the text lead
    where they say."""
    line = _one_line(text)
    if line != text:
        marks = ()
    done: list[str] = []
    place = 0
    for start, end, kind in sorted([*marks, *_addresses(line, marks)]):
        if start < place or end > len(line):
            continue
        if kind.startswith(CALLED):
            number = escaped(kind.removeprefix(CALLED))
            done += [_escaped(line[place:start]), f"<sup>{number}</sup>"]
            place = start
            continue
        if not line[start:end].strip():
            continue
        done += [_escaped(line[place:start]), _marked(line[start:end], kind)]
        place = end
    return _from_start("".join([*done, _escaped(line[place:])]))


def spaced(text: str, language: str) -> str:
    """With spaces that do not break where French sets them: before ";", within its quotes."""
    if language.partition("-")[0] != "fr":
        return text
    return _AFTER_QUOTE.sub("«\u00a0", _BEFORE_SIGN.sub("\u00a0", text))


def _addresses(line: str, marks: Sequence[Mark]) -> list[Mark]:
    found = ((one.start(), one.end(), one[0]) for one in _ADDRESS.finditer(line))
    return [
        (start, end, words if words.startswith("http") else f"https://{words}")
        for start, end, words in found
        if not any(start < other and first < end for first, other, _kind in marks)
    ]


def _marked(words: str, kind: str) -> str:
    """White space stays outside, where the marks of Markdown must not have it."""
    bare = words.strip()
    before, after = words.partition(bare)[0], words[len(words.rstrip()) :]
    inner = _escaped(bare)
    if kind == EMPHASIS:
        return f"{before}*{inner}*{after}"
    return f"{before}[{inner}]({kind}){after}" if _SAFE.fullmatch(kind) else _escaped(words)


def _escaped(text: str) -> str:
    text = _ENTITY.sub("&amp;", text)
    text = _TAG.sub("&lt;", text)
    return _INLINE.sub(lambda found: "\\" + found.group(), text)


def _from_start(text: str) -> str:
    """What would act at the start of a line does not."""
    text = _MARK_AT_START.sub(_escaped_start, text)
    return _REFERENCES.get(text[:1], text[:1]) + text[1:]


def _escaped_start(found: re.Match[str]) -> str:
    # In "2019. A year" the stop makes the list, not the figure.
    mark = found.group()
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
