"""How well the tags agree with what a person said who read the passages first."""

import pytest

from content.topics.terms import topics
from tests.content.topics.sample import REPORTS, agreement, digest, labels, passage

# The fresh passages were drawn and labelled when the list was done.
DRAWN = ["labels.yaml", "fresh.yaml"]

needs_reports = pytest.mark.skipif(not REPORTS.is_dir(), reason="../shared/reports is not there")


def test_two_hundred_passages_are_labelled_and_many_of_them_with_nothing() -> None:
    drawn = labels()
    assert len(drawn) >= 200
    assert len({(label.report, label.key) for label in drawn}) == len(drawn)
    assert sum(not label.topics for label in drawn) >= 60


@pytest.mark.parametrize("name", DRAWN)
def test_labels_are_topics_of_the_list(name: str) -> None:
    assert {topic for label in labels(name) for topic in label.topics} <= topics().keys()


def test_no_fresh_passage_was_in_the_first_sample() -> None:
    first, fresh = ({(label.report, label.key) for label in labels(name)} for name in DRAWN)
    assert len(fresh) >= 60
    assert not first & fresh


@needs_reports
@pytest.mark.parametrize("name", DRAWN)
def test_the_reader_still_reads_what_was_labelled(name: str) -> None:
    changed = [
        f"{label.report} {label.key}"
        for label in labels(name)
        if digest(passage(label).text) != label.text
    ]
    assert changed == []


@needs_reports
def test_tags_agree_with_the_labels() -> None:
    whole = agreement(labels())
    for half in ("tune", "held_out"):
        print(agreement(label for label in labels() if label.half == half).table(half))
    print(whole.table("whole"))
    assert whole.precision >= 0.9
    assert whole.recall >= 0.8


@needs_reports
def test_tags_agree_with_labels_made_when_the_list_was_done() -> None:
    fresh = agreement(labels("fresh.yaml"))
    print(fresh.table("fresh"))
    assert fresh.precision >= 0.9
    assert fresh.recall >= 0.8
