from pathlib import Path

import pytest

from content.models import Passage, Report
from courses.authoring.topics.queries import Share, balance, usable_reports
from courses.people.models import User
from tests.support.make_topics import ABOUT, brought, report_of
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db

PRISONS = "Prison overcrowding was looked into, and prison officers were trained in nine prisons."


def test_the_balance_says_how_much_of_the_words_is_about_each_topic(tmp_path: Path) -> None:
    report = report_of(tmp_path, ABOUT, PRISONS, "Nothing of note.", title="First")
    passages = list(report.passages.all())
    words = sum(one.words for one in passages)
    with assert_queries(1):
        shares = balance([one.pk for one in passages], words=words)
    about, prisons = (round(100 * len(text.split()) / words) for text in (ABOUT, PRISONS))
    assert shares == [Share("Money laundering", about), Share("Prisons", prisons)]


def test_without_passages_there_is_no_balance_and_no_query() -> None:
    with assert_queries(0):
        assert balance([], words=0) == []


def test_an_edition_that_a_later_one_replaces_is_not_used(teacher: User, tmp_path: Path) -> None:
    old = brought(teacher, report_of(tmp_path, ABOUT, title="Old"))
    new = brought(teacher, report_of(tmp_path, ABOUT, PRISONS, title="New"))
    assert usable_reports(teacher) == [old, new]
    Report.objects.filter(pk=new.pk).update(edition_of=old)
    assert usable_reports(teacher) == [new]


def test_a_report_without_passages_left_says_nothing(teacher: User, tmp_path: Path) -> None:
    report = brought(teacher, report_of(tmp_path, ABOUT, title="Old"))
    passages = list(Passage.objects.values_list("pk", flat=True))
    Passage.objects.filter(report=report).delete()
    assert balance(passages, words=10) == []
