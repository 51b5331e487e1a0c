"""How the courses that ship are set: marks, spaces, quotation marks."""

import re

import pytest

from tests.content.library.telling import prose, tell
from tests.support.library import Course, Text

# Syntax, not prose: gaps up to what is said about them, pictures, marks of blocks.
SYNTAX = re.compile(
    r"\[\[(?:[^\]#\\]|\\.|\](?!\]))*|^!diagram|!(?=\[)|\]\([^)]*\)|\{: ?[^}]*\}|^:::", re.M
)
TYPED = re.compile(r"\.(?:accepted|answers|units|id|target|after|not_after|picture)\b")


def plain(text: Text) -> list[tuple[str, str]]:
    return [(place, SYNTAX.sub("", said)) for place, said in prose(text) if not TYPED.search(place)]


def test_quotation_marks_and_apostrophes_are_real(course: Course) -> None:
    tell(
        f"{text.language} {place}: {found[0]!r}"
        for text in course.texts.values()
        for place, said in plain(text)
        if (found := re.search(".{0,20}[\"'].{0,20}", said))
    )


def test_french_has_narrow_spaces_at_its_marks(course: Course) -> None:
    if "fr" not in course.texts:
        pytest.skip("no French text")
    loose = re.compile(r"[^\u202f:\n][;!?»]|\w[:%]|[ \u00a0][:;!?»%]|«[^\u202f]")
    tell(
        f"fr {place}: {said[max(0, found.start() - 20) : found.end() + 10]!r}"
        for place, said in plain(course.texts["fr"])
        for found in loose.finditer(said)
    )
