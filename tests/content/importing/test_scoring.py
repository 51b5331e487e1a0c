"""Our measure is the one by which outlines are judged. Skipped where the judges' is absent."""

from __future__ import annotations

import pytest

from content.importing.pipeline import read
from tests.content.importing.support.scoring import scored
from tests.content.importing.test_real_reports import DOCUMENTS, SHARED, _score

pytestmark = pytest.mark.skipif(not DOCUMENTS, reason="../shared/reports is not there")


@pytest.mark.parametrize("other", [0, 1], ids=["its own truth", "that of another report"])
def test_it_gives_what_the_judges_measure_gives(other: int) -> None:
    for place in (0, 3):
        file = DOCUMENTS[place]["file"]
        true = DOCUMENTS[place + other]
        reading = read((SHARED / "reports" / file).read_bytes(), filename=file)
        ours, theirs = scored(reading.to_json(), true), _score(reading, true)
        assert ours.f1 == pytest.approx(theirs["f1"])
        assert (ours.numbering, ours.ranges) == (theirs["paragraphs"], theirs["ranges"])
        assert ours.unlabelled == theirs["unlabelled"]
