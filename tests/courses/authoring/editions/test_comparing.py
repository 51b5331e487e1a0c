"""Which is which, and what is stored of their difference."""

from pathlib import Path

import pytest

from courses.authoring.editions.comparing import (
    comparable,
    compare_editions,
    earlier_editions,
    symbol_and_revision,
)
from courses.authoring.editions.errors import NotNewer, OtherLanguage, SameReport
from courses.authoring.editions.models import Comparison
from tests.support import make
from tests.support.make_editions import CHANGED, PARAGRAPHS, edition, renewed

pytestmark = pytest.mark.django_db


def test_one_paragraph_changed_is_one_change(tmp_path: Path) -> None:
    comparison = renewed(tmp_path).compared()
    assert comparison.counts == {"same": len(PARAGRAPHS) - 1, "changed": 1}
    change = comparison.changes.get(kind="changed")
    assert change.old and change.new
    assert (change.old.key, change.new.text) == ("2", CHANGED[2])


def test_two_editions_are_compared_once(tmp_path: Path) -> None:
    made = renewed(tmp_path)
    assert made.compared() == made.compared()
    assert Comparison.objects.count() == 1
    made.newer.refresh_from_db()
    assert made.newer.edition_of == made.older


def test_the_same_bytes_are_the_same_report_and_compared_with_nothing(tmp_path: Path) -> None:
    teacher = make.instructor()
    older, again = edition(tmp_path, by=teacher), edition(tmp_path, by=teacher)
    assert older == again
    with pytest.raises(SameReport):
        compare_editions(older, again)


def test_an_older_edition_is_never_taken_for_a_newer_one(tmp_path: Path) -> None:
    made = renewed(tmp_path)
    made.compared()
    made.newer.refresh_from_db()
    with pytest.raises(NotNewer):
        compare_editions(made.newer, made.older)


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        ("A/76/121", ("A/76/121", 0)),
        ("A/76/121/Rev.2", ("A/76/121", 2)),
        ("CTOC/COP/2020/5/Corr.1", ("CTOC/COP/2020/5/Corr.1", 0)),
        ("", ("", 0)),
    ],
)
def test_the_revision_is_read_from_the_symbol(symbol: str, expected: tuple[str, int]) -> None:
    assert symbol_and_revision(symbol) == expected


def test_a_lower_revision_is_the_older_one(tmp_path: Path) -> None:
    made = renewed(tmp_path)
    made.older.symbol, made.newer.symbol = "A/76/121/Rev.2", "A/76/121/Rev.1"
    with pytest.raises(NotNewer):
        made.compared()


def test_reports_in_two_languages_are_no_editions_of_each_other(tmp_path: Path) -> None:
    made = renewed(tmp_path)
    made.newer.language = "fr"
    with pytest.raises(OtherLanguage):
        made.compared()


def test_what_others_brought_and_published_nowhere_is_no_earlier_edition(tmp_path: Path) -> None:
    edition(tmp_path, by=make.instructor())
    mine = make.instructor()
    newer = edition(tmp_path, CHANGED, by=mine)
    assert not earlier_editions(newer, mine).exists()


def test_earlier_editions_are_those_with_the_same_symbol_or_title(tmp_path: Path) -> None:
    made = renewed(tmp_path)
    assert list(earlier_editions(made.newer, made.teacher)) == [made.older]
    made.newer.symbol = "A/76/121/Rev.1"
    assert list(earlier_editions(made.newer, made.teacher)) == []
    made.older.symbol = "A/76/121"
    made.older.save()
    assert list(earlier_editions(made.newer, made.teacher)) == [made.older]
    assert list(comparable(made.newer, made.teacher)) == [made.older]
