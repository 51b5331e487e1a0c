from pathlib import Path

import pytest

from content.models import Passage, PassageTopic, Report
from content.services import amend_report, read_report
from content.tagged import reports_to_tag, tag_again
from content.topics.tagging import edition

pytestmark = pytest.mark.django_db

TEXT = """# Report on what was done

## Money laundering

1. Twelve courses were given.

2. Cybercrime was looked into as well.[1]

## Other matters

3. The board met twice.

[1] See the report on money laundering.
"""


@pytest.fixture
def report(tmp_path: Path) -> Report:
    path = tmp_path / "done.md"
    path.write_text(TEXT)
    return read_report(path, filename=path.name)


def stored() -> list[tuple[str, str, float]]:
    rows = PassageTopic.objects.order_by("passage__position", "topic")
    return [(row.passage.key, row.topic, row.weight) for row in rows.select_related("passage")]


TAGGED = [("1", "money-laundering", 1.0), ("2", "cybercrime", 1.0)]


def test_topics_are_stored_with_the_passages(report: Report) -> None:
    assert stored() == TAGGED
    assert report.topics_edition == Report.objects.get().topics_edition == edition()
    assert reports_to_tag() == []


def test_evidence_names_the_characters_and_headings_that_speak(report: Report) -> None:
    by_heading, by_words = PassageTopic.objects.order_by("passage__position")
    assert (by_heading.evidence, by_heading.headings) == ([], ["Money laundering"])
    assert (by_words.evidence, by_words.headings) == ([[0, 10]], [])
    assert by_words.passage.text[:10] == "Cybercrime"


def test_a_report_tagged_by_another_list_is_tagged_again(report: Report) -> None:
    PassageTopic.objects.all().delete()
    Report.objects.update(topics_edition="0-before")
    assert reports_to_tag() == [report.pk]
    tag_again(report.pk)
    assert (stored(), reports_to_tag()) == (TAGGED, [])


def test_tagging_twice_stores_each_topic_once(report: Report) -> None:
    Report.objects.update(topics_edition="")
    tag_again(report.pk)
    tag_again(report.pk)
    assert stored() == TAGGED


def test_another_language_is_another_list(report: Report) -> None:
    amend_report(report, language="ar")
    assert stored() == []
    amend_report(Report.objects.get(), language="en")
    assert stored() == TAGGED


def test_what_becomes_of_a_passage_becomes_of_its_topics(report: Report) -> None:
    Passage.objects.filter(key="1").delete()
    assert stored() == TAGGED[1:]
