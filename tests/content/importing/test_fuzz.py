"""Whatever the bytes, a reader answers with a reading or with a problem, and loses nothing."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.importing.pipeline import read
from content.importing.problems import ProblemWithReport
from tests.content.importing.support.reports import made_up
from tests.content.importing.support.typeset import as_pdf
from tests.content.importing.support.writers import as_docx, as_html
from tests.support.pace import within

LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            ["I. Introduction", "A. One", "1. Text.", "2. More", "a) item;", "(i) x", "Annex", "",
             "Contents", "1.1 Two ..... 3", "________", "1 See above.", "# T", "**b**", "| a | b |",
             "第一条", "أولاً - مقدمة", "\u200f١-\tنص", "一、", "\f", "A/1/2", "<b>", "Article 1"]
        ),
    ),
    max_size=40,
)  # fmt: skip


@settings(max_examples=150, deadline=None, derandomize=True)
@given(lines=LINES, name=st.sampled_from(["r.txt", "r.md", "r.html"]))
def test_any_lines(lines: list[str], name: str) -> None:
    with contextlib.suppress(ProblemWithReport):
        reading = read("\n".join(lines).encode("utf-8", "replace"), filename=name)
        assert 0 <= reading.coverage <= 1
        assert len({p.key for p in reading.passages}) == len(reading.passages)
        assert all(h.index == place for place, h in enumerate(reading.headings))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(data=st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    with contextlib.suppress(ProblemWithReport):
        read(data, filename="r")


WHOLE = {
    "pdf": as_pdf(made_up(1, "en")),
    "docx": as_docx(made_up(1, "en"), styled=True),
    "html": as_html(made_up(1, "en")),
}


@pytest.mark.parametrize("kind", WHOLE)
@settings(max_examples=25, deadline=None, derandomize=True)
@given(place=st.floats(0, 1), length=st.integers(0, 400), byte=st.integers(0, 255))
def test_whole_files_with_a_hole(kind: str, place: float, length: int, byte: int) -> None:
    data = WHOLE[kind]
    start = int(place * len(data))
    with contextlib.suppress(ProblemWithReport):
        read(data[:start] + bytes([byte]) * length + data[start + length :], filename=f"r.{kind}")


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(f"{'#' * (1 + n % 6)} Heading {n}" for n in range(5_000)),
        "\n\n".join("I. Heading" for _ in range(5_000)),
        "\n\n".join("1. The same number again." for _ in range(5_000)),
        "word and another " * 40_000,
        "\n".join("twelve words on a line that goes on and on and on" for _ in range(10_000)),
        "# a\n# b\n# c\n" + "[a" * 50_000,
        "# a\n# b\n# c\n" + "*" * 100_000,
        "Contents\n" + ". " * 100_000,
        "<html><body>" + "<div>" * 50_000 + "x",
    ],
    ids=lambda text: text[:12],
)
def test_large_and_odd_texts_are_read_in_time(text: str) -> None:
    with within(10):
        read(text.encode(), filename="r")
