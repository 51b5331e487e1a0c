from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.models import Passage
from content.terms.abbreviations import Abbreviation
from courses.authoring.proposals.shorts import MOST_SOUGHT, _texts_with, new_shorts
from tests.support.make_reports import stored_report
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db

REPORT = """# Crimes at sea

1. The funds of the fund were found under a flag of convenience.

2. The UNODC met the coast guard of each port, and told all of it to IMOs.

3. The ONU DC wrote to each port again, and each port answered.
"""


@pytest.fixture
def before(tmp_path: Path) -> list[int]:
    report = stored_report(tmp_path, REPORT)
    return list(Passage.objects.filter(report=report).values_list("pk", flat=True))


def shorts(*names: str) -> list[Abbreviation]:
    return [Abbreviation(name, f"Long name of {name}", 0) for name in names]


def new(text: str, before: list[int], *known: str, **names: str) -> list[str]:
    spelled = {other.replace("_", " "): right for other, right in names.items()}
    return [one.short for one in new_shorts(shorts(*known), text, before, spelled)]


def test_those_not_met_before_are_new_in_the_order_of_the_text(before: list[int]) -> None:
    found = new("The IMO, the UNODC and the FATF.", before, "FATF", "UNODC", "IMO", "WCO")
    assert found == ["IMO", "FATF"]


def test_letters_within_a_word_are_no_abbreviation(before: list[int]) -> None:
    assert new("The UN said so.", before, "UN") == ["UN"]


def test_one_that_stood_there_in_another_way_of_writing_was_met(before: list[int]) -> None:
    assert new("The ONUDC said so.", before, "ONUDC") == ["ONUDC"]
    assert new("The ONUDC said so.", before, "ONUDC", ONU_DC="ONUDC") == []
    assert new("The ONU DC said so.", before, "ONU DC", ONU_DC="ONUDC") == []


def test_only_passages_with_its_letters_are_read_and_in_one_query(before: list[int]) -> None:
    with assert_queries(1):
        texts = list(_texts_with({"UNODC", "UN", "WCO"}, before, {}))
    assert [text[:9] for text in texts] == ["The UNODC"]
    with assert_queries(1):
        new("The UNODC, the FATF and the WCO.", before, "UNODC", "FATF", "WCO")
    with assert_queries(0):
        new("Nothing of the kind.", before, "UNODC")
    with assert_queries(0):
        new("The UNODC.", [], "UNODC")


def test_a_lesson_of_more_abbreviations_than_can_be_sought_at_once(before: list[int]) -> None:
    many = [f"X{number}Y" for number in range(2 * MOST_SOUGHT + 200)]
    with CaptureQueriesContext(connection) as captured:
        found = new(" ".join(["UNODC", *many]), before, "UNODC", *many)
    assert (found, len(captured)) == (many, 1)
