from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from courses.quizzes.types.base import MalformedAnswer, authored
from courses.quizzes.types.numeric.forms import NumericForm
from courses.quizzes.types.numeric.grading import grade
from courses.quizzes.types.numeric.numbers import NotANumber, parse_number
from courses.quizzes.types.numeric.writing import localised, plain
from courses.quizzes.types.registry import kind
from courses.quizzes.types.values import Mark
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


def marked(typed: str, language: str = "en", **changes: Any) -> Mark:
    return grade(kind("numeric").prepare({**SPEC, **changes}, language=language), typed)


@pytest.mark.parametrize(
    ("typed", "outcome"), [("190", "right"), ("210", "right"), ("189", "wrong"), ("211", "wrong")]
)
def test_tolerance_can_be_percent(typed: str, outcome: str) -> None:
    mark = marked(typed, value="200", tolerance="5", is_percent=True)
    assert mark.outcome == outcome


def test_percent_of_a_negative_number_goes_both_ways() -> None:
    found = [
        marked(typed, value="-200", tolerance="5", is_percent=True).outcome
        for typed in ("-190", "-210", "-189")
    ]
    assert found == ["right", "right", "wrong"]


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [("1990", "right"), ("2000", "right"), ("1989", "wrong"), ("1995", "right")],
)
def test_a_range_includes_its_ends(typed: str, outcome: str) -> None:
    assert marked(typed, value="1990", to="2000", tolerance="0").outcome == outcome


OTHERS = [
    {"from": "100", "to": "200", "share": "50", "feedback": "Near."},
    {"from": "7", "to": "", "share": "0", "feedback": "That is the article."},
]


def test_other_numbers_earn_their_share() -> None:
    near, mistake = marked("150", answers=OTHERS), marked("7", answers=OTHERS)
    assert (near.fraction, near.feedback[0]) == (Decimal("0.5"), "<p>Near.</p>")
    assert (mistake.outcome, mistake.feedback[0]) == ("wrong", "<p>That is the article.</p>")
    assert marked("201", answers=OTHERS).feedback == ("<p>General feedback.</p>",)


LENGTH: dict[str, Any] = {
    "value": "5000",
    "tolerance": "0",
    "unit": "m",
    "units": [{"text": "km", "factor": "1000"}, {"text": "mm", "factor": "0.001"}],
}


@pytest.mark.parametrize(
    "typed", ["5000", "5,000 m", "5 km", "5km", "5 KM.", "5000000 mm", "5e3 m"]
)
def test_units_are_converted(typed: str) -> None:
    assert marked(typed, **LENGTH).outcome == "right"


@pytest.mark.parametrize(
    ("typed", "language", "units"),
    [
        ("٥ كم", "ar", [{"text": "كم", "factor": "1000"}]),
        ("5 км", "ru", [{"text": "км", "factor": "1000"}]),
        ("5公里", "zh-hans", [{"text": "公里", "factor": "1000"}]),
    ],
)
def test_units_in_other_scripts(typed: str, language: str, units: list[dict[str, str]]) -> None:
    assert marked(typed, language, **{**LENGTH, "units": units}).outcome == "right"


def test_capitals_count_where_they_tell_units_apart() -> None:
    power = {"value": "3", "tolerance": "0", "unit": "mW"}
    units = [{"text": "MW", "factor": "1000000000"}]
    assert marked("3 mW", **power, units=units).outcome == "right"
    assert marked("3 MW", **power, units=units).outcome == "wrong"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("km", "There is a unit but no number. Write the number too, like 1,234.5."),
        ("5 miles", "This unit is not known here. Write the number in m."),
    ],
)
def test_unit_that_does_not_help_is_sent_back(typed: str, words: str) -> None:
    member = kind("numeric")
    with pytest.raises(MalformedAnswer) as caught:
        member.check_value(member.prepare({**SPEC, **LENGTH}, language="en"), typed)
    assert str(caught.value) == words


def test_answer_without_the_unit_that_is_asked_for_is_sent_back() -> None:
    member = kind("numeric")
    spec = member.prepare({**SPEC, **LENGTH, "unit_rule": "asked"}, language="en")
    with pytest.raises(MalformedAnswer) as caught:
        member.check_value(spec, "5000")
    assert str(caught.value) == "The unit is missing. Write it behind the number."
    assert member.check_value(spec, "5 km") == "5 km"
    assert member.check_value(spec, "5 miles") == "5 miles"


@pytest.mark.parametrize(
    ("typed", "fraction", "unit"),
    [
        ("5 km", "1", None),
        ("5000", "0.5", "missing"),
        ("5000 miles", "0.5", "unknown"),
        ("5000 m/s", "0.5", "unknown"),
        ("5 miles", "0", "unknown"),
    ],
)
def test_missing_or_wrong_unit_earns_a_share(typed: str, fraction: str, unit: str | None) -> None:
    mark = marked(typed, **LENGTH, unit_rule="counted", unit_share="50")
    assert (mark.fraction, mark.parts.get("unit")) == (Decimal(fraction), unit)


def test_unit_that_is_asked_for_does_not_stand_in_the_page() -> None:
    member = kind("numeric")
    asked = member.prepare({**SPEC, "unit_rule": "counted"}, language="en")
    html = member.render(asked, prefix="q")
    assert "tonnes" not in html + member.render_print(asked)
    assert "Write the unit behind the number." in html
    assert 'inputmode="text"' in html


@pytest.mark.parametrize(
    ("typed", "language", "words"),
    [
        ("1,5", "en", "1.5"),
        ("1.5", "fr", ""),
        ("1.234,5", "en", "1,234.5"),
        ("190", "en", ""),
        ("1 234,5", "fr", ""),
        ("", "en", ""),
        ("many", "en", ""),
    ],
)
def test_how_a_number_is_read_is_told_while_it_is_typed(
    typed: str, language: str, words: str
) -> None:
    member = kind("numeric")
    spec = member.prepare(SPEC, language=language)
    assert member.how_read(spec, typed, "q") == ({"q": words} if words else {})
    html = member.render(spec, prefix="q", value=typed)
    assert f"<bdi data-read-value>{words}</bdi>" in html
    assert ('data-read="q" hidden' in html) == (not words)


def test_with_other_units_it_is_told_in_the_own_one() -> None:
    member = kind("numeric")
    spec = member.prepare({**SPEC, **LENGTH}, language="en")
    assert member.how_read(spec, "4 km", "q") == {"q": "4,000 m"}


def test_where_the_unit_is_asked_for_nothing_tells_that_it_is_known() -> None:
    member = kind("numeric")
    spec = member.prepare({**SPEC, **LENGTH, "unit_rule": "counted"}, language="en")
    assert not any(member.how_read(spec, typed, "q") for typed in ("4 km", "4,5 miles", "4,5"))


def test_review_says_what_was_with_the_unit() -> None:
    member = kind("numeric")
    spec = member.prepare({**SPEC, **LENGTH, "unit_rule": "counted"}, language="en")
    for typed, words in (("4 km", "(read as 4,000 m)"), ("4000", "(without its unit)")):
        html = member.render_review(spec, value=typed, mark=grade(spec, typed))
        assert words in html


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"to": "1000"}, "to"),
        ({"to": "far"}, "to"),
        ({"answers": [{"from": "", "share": "5"}]}, "answers.0.from"),
        ({"answers": [{"from": "9", "to": "8", "share": "5"}]}, "answers.0.to"),
        ({"answers": [{"from": "9", "share": ""}]}, "answers.0.share"),
        ({"units": [{"text": "kg", "factor": "0"}]}, "units.0.factor"),
        ({"units": [{"text": "", "factor": "5"}]}, "units.0.text"),
        ({"unit": "", "unit_rule": "asked"}, "unit"),
        ({"unit_rule": "sometimes"}, "unit_rule"),
    ],
)
def test_what_cannot_be_marked(changes: dict[str, Any], field: str) -> None:
    found = kind("numeric").validate({**SPEC, **changes})
    assert [problem.field for problem in found] == [field]


def test_question_from_before_ranges_stays_as_it_was() -> None:
    member = kind("numeric")
    empty = {"to": "", "answers": [], "units": [], "unit_rule": "", "unit_share": ""}
    assert authored(member.prepare({**SPEC, **empty, "is_percent": False}, language="en")) == SPEC


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ({"value": "50 years", "unit-en": "years"}, ("50", "0", False)),
        ({"value": "50 ans", "unit-en": "years", "unit-fr": "ans"}, ("50", "0", False)),
        ({"tolerance": "5 %"}, ("50", "5", True)),
        ({"tolerance": "2.5٪"}, ("50", "2.5", True)),
        ({"tolerance": "5 %", "unit-en": "%"}, ("50", "5", False)),
        ({"tolerance": "5 years", "unit-en": "years"}, ("50", "5", False)),
    ],
)
def test_form_reads_the_unit_behind_a_number(
    typed: dict[str, str], read: tuple[str, str, bool]
) -> None:
    data = {"stem-en": "How many?", "value": "50", "tolerance": "0", **typed}
    form = NumericForm(data, kind=kind("numeric"), languages=["en", "fr"])
    spec = form.draft_specs()["en"]
    assert (spec["value"], spec["tolerance"], spec["is_percent"]) == read
    assert kind("numeric").validate(spec) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"value": "50 years", "unit": ""}, "and the unit in its own field."),
        ({"value": "fifty"}, "Write the right answer as a number, like 1234.5."),
        ({"tolerance": "a bit"}, "tick “The tolerance is percent of the right answer”."),
    ],
)
def test_what_is_no_number_says_where_the_rest_belongs(changes: dict[str, str], words: str) -> None:
    found = kind("numeric").validate({**SPEC, **changes})
    assert [problem.message.endswith(words) for problem in found] == [True]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_form_opens_the_marking_it_saved(language: str) -> None:
    member = kind("numeric")
    more = {"to": "6000.5", "answers": OTHERS, "unit_rule": "counted", "unit_share": "50"}
    spec = member.prepare({**SPEC, **LENGTH, **more, "is_percent": True}, language="en")
    with override(language):
        form = NumericForm(
            kind=member, languages=["en"], initial=NumericForm.initial_from({"en": spec})
        )
        assert member.prepare(form.draft_specs()["en"], language="en") == spec
        assert form.marks_more
