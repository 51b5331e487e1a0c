"""Words changed on the real reports, against a list where each place was read in its sentence.

A line: how often, the words before and after, the verdict. Only the words are kept, not the
sentences around them. Skipped where the reports are absent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from content.importing import assemble
from content.importing.clean.vocabulary import Vocabulary, vocabulary_of
from content.importing.pipeline import read
from tests.content.importing.test_real_reports import DOCUMENTS, SHARED

CHECKED = Path(__file__).parent / "data" / "words_healed.txt"
pytestmark = pytest.mark.skipif(not DOCUMENTS, reason="../shared/reports is not there")


def _changed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """ "before → after" and how often, over all reports."""
    made: list[Vocabulary] = []

    def kept(texts: Iterable[str], **said: Any) -> Vocabulary:
        made.append(vocabulary_of(texts, **said))
        return made[-1]

    monkeypatch.setattr(assemble, "vocabulary_of", kept)
    for document in DOCUMENTS:
        read((SHARED / "reports" / document["file"]).read_bytes(), filename=document["file"])
    return Counter(f"{before} → {after}" for words in made for before, after in words.changed)


def test_words_changed_are_those_of_the_list_that_was_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    changed = _changed(monkeypatch)
    listed = [line.split("\t") for line in CHECKED.read_text("utf-8").splitlines()]
    print(f"{sum(changed.values())} places changed, {len(changed)} pairs of words")
    assert changed == {pair: int(times) for times, pair, _ in listed}
    assert all(verdict.startswith("right") for _, _, verdict in listed)
