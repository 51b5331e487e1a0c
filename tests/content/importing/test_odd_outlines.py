"""Reports whose outline is not there, or in several ways at once."""

from content.importing.pipeline import read
from content.importing.values import Reading

PARAGRAPHS = "\n\n".join(
    f"{number}. The office told the Board how its work on the returns of {number} went on."
    for number in range(1, 13)
)
MIXED = """I. What was asked

1. The Board asked for a list of the seizures.

A. By sea

2. Boats were searched in three harbours.

1.1 Harbours

3. The largest of them lies in the north.

(a) Small boats

4. Small boats carry most of it.

Chapter 2. What was found

5. Nothing was found in the second year.

III. What is proposed

6. The Board proposes to go on."""


def told(text: str, name: str) -> Reading:
    return read(text.encode(), filename=name)


def test_a_report_without_headings_keeps_every_paragraph() -> None:
    for name in ("plain.txt", "plain.md"):
        reading = told(PARAGRAPHS, name)
        found = reading.to_json()
        assert found["headings"] == []
        assert found["paragraphs"]["count"] == 12
        assert found["coverage"] >= 0.99


def test_text_that_has_neither_headings_nor_numbers_is_kept() -> None:
    reading = told("\n\n".join(["The office went on with its work on returns."] * 3), "plain.txt")
    assert reading.to_json()["headings"] == []
    assert len(reading.passages) == 3


def test_mixed_numbering_keeps_the_run_and_every_heading() -> None:
    found = told(MIXED, "mixed.txt").to_json()
    assert found["paragraphs"]["count"] == 6
    assert (found["paragraphs"]["missing"], found["paragraphs"]["duplicated"]) == ([], [])
    titles = [heading["title"] for heading in found["headings"]]
    for title in ("What was asked", "By sea", "What is proposed"):
        assert title in titles
    levels = {heading["title"]: heading["level"] for heading in found["headings"]}
    assert levels["What was asked"] == levels["What is proposed"] < levels["By sea"]
