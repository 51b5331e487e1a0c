from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from courses.quizzes.types.base import MalformedAnswer
from courses.quizzes.types.numeric.forms import NumericForm
from courses.quizzes.types.numeric.grading import grade
from courses.quizzes.types.numeric.numbers import NotANumber, parse_number
from courses.quizzes.types.numeric.writing import localised, plain
from courses.quizzes.types.registry import kind
from tests.courses.quizzes.types.ladder import Ladder

SPEC: dict[str, Any] = {
    "stem": "How many?",
    "value": "1234.5",
    "tolerance": "0.5",
    "unit": "tonnes",
    "feedback": "General feedback.",
}
LADDER = Ladder(
    spec=SPEC,
    right="1,234.5",
    wrong="1233",
    posted={"q": ["1,234.5"]},
    malformed=("many", "1.2.3", ["1234.5"], {"value": 1}, True, "9" * 61, "nan", "inf", "10²"),
)


@pytest.mark.parametrize(
    ("typed", "language", "number"),
    [
        ("1 234,5", "fr", "1234.5"),
        ("1\u202f234,5", "fr", "1234.5"),
        ("1\u00a0234,5", "ru", "1234.5"),
        ("1,234.5", "en", "1234.5"),
        ("1.234,5", "es", "1234.5"),
        ("1.234,5", "en", "1234.5"),
        ("1,234.5", "fr", "1234.5"),
        ("1'234.5", "fr", "1234.5"),
        ("1,234", "en", "1234"),
        ("1,234", "fr", "1.234"),
        ("1.234", "es", "1234"),
        ("1.234", "fr", "1.234"),
        ("0,125", "en", "0.125"),
        ("1,5", "en", "1.5"),
        ("1,234,567", "fr", "1234567"),
        ("١٢٣٤٫٥", "ar", "1234.5"),
        ("١٬٢٣٤٫٥", "ar", "1234.5"),
        ("۱۲", "fa", "12"),
        ("１２", "zh-hans", "12"),
        ("−3", "en", "-3"),
        ("+3", "en", "3"),
        (".5", "en", "0.5"),
        ("5.", "en", "5"),
        ("1e3", "en", "1000"),
        ("190 tonnes", "en", "190"),
        ("\u200f١٢", "ar", "12"),
    ],
)
def test_numbers_as_people_type_them(typed: str, language: str, number: str) -> None:
    assert parse_number(typed, language, "tonnes") == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("abc", "letters"),
        ("12 kg", "letters"),
        ("3D5", "letters"),
        ("10²", "letters"),
        ("½", "letters"),
        ("--3", "letters"),
        ("1 23", "separators"),
        ("1.2.3", "separators"),
        ("1,234.567,8", "separators"),
        ("9" * 61, "long"),
    ],
)
def test_what_is_no_number(typed: str, reason: str) -> None:
    with pytest.raises(NotANumber) as caught:
        parse_number(typed, "en", "tonnes")
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [("1234", "right"), ("1235", "right"), ("1235.01", "wrong"), ("-1234.5", "wrong")],
)
def test_tolerance_is_inclusive(typed: str, outcome: str) -> None:
    assert grade(kind("numeric").prepare(SPEC, language="en"), typed).outcome == outcome


def test_decimals_are_exact() -> None:
    spec = kind("numeric").prepare({"stem": "?", "value": 0.3, "tolerance": 0}, language="en")
    assert grade(spec, "0.3").outcome == "right"


def test_malformed_number_says_how_to_write_it_in_the_language() -> None:
    member = kind("numeric")
    with pytest.raises(MalformedAnswer) as caught:
        member.check_value(member.prepare(SPEC, language="fr"), "beaucoup")
    said = "This cannot be read as a number. Write digits, like 1\u202f234,5."
    assert str(caught.value) == said


def test_unit_without_number() -> None:
    found = kind("numeric").validate({"stem": "?", "unit": "years"})
    said = "There is a unit but no number. Write the number that is right."
    assert [(p.field, p.message) for p in found] == [("value", said)]


@pytest.mark.parametrize("tolerance", ["-1", "much"])
def test_tolerance_that_is_none(tolerance: str) -> None:
    found = kind("numeric").validate({**SPEC, "tolerance": tolerance})
    assert [problem.field for problem in found] == ["tolerance"]


@pytest.mark.parametrize(("number", "text"), [("190.0", "190"), ("1.9e2", "190"), ("0.10", "0.1")])
def test_plain_text_of_a_number(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text


@pytest.mark.parametrize(
    ("language", "text"), [("en", "1,234.5"), ("fr", "1\u202f234,5"), ("xx", "1,234.5")]
)
def test_number_as_a_language_writes_it(language: str, text: str) -> None:
    assert localised(Decimal("1234.5"), language) == text


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "zh-hans"])
def test_form_reads_back_what_it_shows(language: str) -> None:
    member = kind("numeric")
    spec = member.prepare({**SPEC, "value": "1.234"}, language="en")
    with override(language):
        initial = NumericForm.initial_from({"en": spec})
        form = NumericForm(kind=member, languages=["en"], initial=initial)
        assert form.draft_specs()["en"]["value"] == "1.234"


def test_review_shows_how_the_answer_was_read() -> None:
    member = kind("numeric")
    spec = member.prepare(SPEC, language="en")
    html = member.render_review(spec, value="12,5", mark=member.grade(spec, "12,5"))
    assert "(read as 12.5)" in html
    assert "1,234.5 ± 0.5 tonnes" in html
