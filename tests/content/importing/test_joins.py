"""No wrong joins on made-up reports, whose every word is known; and those read by a person.

`data/words_joined.txt` holds a sample of the words changed in reports of a fixed seed, in the five
languages that part words by spaces, each read by hand: language, before → after, verdict.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.importing.joins import joins_in

SEED = 51201
CHECKED = Path(__file__).parent / "data" / "words_joined.txt"
LISTED = [line.split("\t") for line in CHECKED.read_text("utf-8").splitlines()]


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "ru"])
def test_spaces_strewn_into_words_are_healed_and_no_two_words_grow_together(language: str) -> None:
    joins = joins_in(language, SEED)
    print(f"{language}: {joins.words} words, {joins.strewn} spaces strewn, {joins.left} left")
    print(f"{joins.changed.total()} words changed, wrong: {joins.wrong}")
    assert len(joins.wrong) <= 1  # in over 50,000 words
    assert joins.left < joins.strewn
    listed = {pair for spoken, pair, _ in LISTED if spoken == language}
    assert listed <= set(joins.changed)


def test_the_sample_that_was_read_is_right_but_for_one_word_cut_in_three() -> None:
    assert len(LISTED) == 125
    assert [pair for _, pair, verdict in LISTED if not verdict.startswith("right")] == [
        "при ме → приме"
    ]
