import csv
import io

import pytest
from django.utils import timezone

from courses.cohorts.csv_export import csv_lines, safe
from courses.cohorts.standing import matching, measure_of, standings
from tests.support import make, make_cohorts


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_a_formula_is_made_text(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Ana", 7, -1, 85.5, ""])
def test_words_and_numbers_stay(value: object) -> None:
    assert safe(value) == value


@pytest.mark.django_db
def test_lines_start_with_a_bom_and_hold_numbers() -> None:
    cohort = make_cohorts.cohort()
    assignment = make_cohorts.given(cohort)
    user = make_cohorts.member(cohort, make.person(name='=HYPERLINK("x")')).user
    make_cohorts.graded(user, make_cohorts.quiz(assignment.course), 85)
    measure = measure_of(assignment, timezone.now())
    text = "".join(csv_lines(matching(standings(measure)), measure))
    assert text.startswith("\ufeff")
    _header, row = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert row[:2] == ['\'=HYPERLINK("x")', user.email]
    assert row[3:7] == ["0", "2", "85.0", "1"]
