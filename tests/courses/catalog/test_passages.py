"""A passage in its context: its neighbours, its footnotes, and whether the report stands."""

import pytest

from content.models import Passage, Report
from courses.catalog.passages import passage_in_context
from courses.catalog.withdrawn.services import reinstate, withdraw
from tests.support.make import administrator
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    made = Report.objects.create(
        slug="a-1", title="A report", symbol="A/1", language="en", sha256="1" * 64, format="md"
    )
    rows: list[tuple[str, str, str, list[str]]]
    rows = [(f"{n}", "paragraph", str(n), []) for n in range(1, 7)]
    rows[2] = ("3", "paragraph", "3", ["2", "9", "1"])
    rows += [
        ("n1", "footnote", "1", []),
        ("n2", "footnote", "2", []),
        ("n2-2", "footnote", "2", []),
    ]
    Passage.objects.bulk_create(
        Passage(
            report=made,
            position=at,
            key=key,
            kind=kind,
            number=number,
            text=key,
            calls=calls,
            page=1,
        )
        for at, (key, kind, number, calls) in enumerate(rows)
    )
    return made


def test_the_footnotes_that_it_calls_stand_below_in_that_order(report: Report) -> None:
    reader = administrator()
    with assert_queries(3):
        found = passage_in_context(reader, "a-1", "3")
    assert found is not None
    assert [note.key for note in found.footnotes] == ["n2", "n1"]
    assert [one.key for one in found.before] == ["1", "2"]
    assert [one.key for one in found.after] == ["4", "5"]


def test_without_footnotes_it_asks_for_none(report: Report) -> None:
    reader = administrator()
    with assert_queries(2):
        found = passage_in_context(reader, "a-1", "4")
    assert found is not None and found.footnotes == ()


def test_a_report_is_withdrawn_once_and_stands_again(report: Report) -> None:
    reader = administrator()
    withdraw(report, by=reader, why="One")
    assert withdraw(report, by=reader, why="  Two\0 lines\n").why == "Two lines"
    found = passage_in_context(reader, "a-1", "4")
    assert found is not None and found.report.withdrawal.why == "Two lines"
    reinstate(report)
    found = passage_in_context(reader, "a-1", "4")
    assert found is not None and not hasattr(found.report, "withdrawal")
