from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.types.base import authored
from courses.quizzes.types.registry import kind
from courses.quizzes.types.short_text.forms import ShortTextForm
from courses.quizzes.types.short_text.grading import grade
from courses.quizzes.types.short_text.reading import normal_form, readable, wanted
from courses.quizzes.types.short_text.slips import slips_between
from courses.quizzes.types.values import Mark
from tests.courses.quizzes.types.ladder import Ladder
from tests.support.pace import within

SPEC: dict[str, Any] = {
    "stem": "What is the first offence called?",
    "accepted": ["predicate offence", "predicate offense"],
    "feedback": "General feedback.",
}
LADDER = Ladder(
    spec=SPEC,
    right="Predicate  OFFENCE.",
    wrong="laundering",
    posted={"q": ["Predicate  OFFENCE."]},
    malformed=(3, ["predicate offence"], "x" * 201),
)


def outcome(typed: str, *accepted: str, language: str = "en", strict: bool = False) -> str:
    spec = {"stem": "?", "accepted": list(accepted), "accents_matter": strict}
    return grade(kind("short_text").prepare(spec, language=language), typed).outcome


@pytest.mark.parametrize(
    ("typed", "accepted", "language"),
    [
        ("ELEVE", "élève", "fr"),
        ("l’infraction principale", "l'infraction principale", "fr"),
        ("oeuvre", "œuvre", "fr"),
        ("« infraction »", "infraction", "fr"),
        ("cohecho.", "Cohecho", "es"),
        ("corrupción", "corrupcion", "es"),
        ("еще", "ещё", "ru"),
        ("الارهاب", "الإرهاب", "ar"),
        ("غَسْل الأموال", "غسل الاموال", "ar"),
        ("洗 钱", "洗钱", "zh-hans"),
        ("ＵＮＯＤＣ", "unodc", "en"),
        ("follow-up", "follow‑up", "en"),
    ],
)
def test_tolerated(typed: str, accepted: str, language: str) -> None:
    assert outcome(typed, accepted, language=language) == "right"


@pytest.mark.parametrize(
    ("typed", "accepted", "language"),
    [
        ("ano", "año", "es"),
        ("мои", "мой", "ru"),
        ("money laundering", "moneylaundering", "en"),
        ("offence", "offenses", "en"),
    ],
)
def test_not_tolerated(typed: str, accepted: str, language: str) -> None:
    assert outcome(typed, accepted, language=language) == "wrong"


def test_accents_can_matter() -> None:
    assert outcome("eleve", "élève", language="fr", strict=True) == "wrong"
    assert outcome("Élève", "élève", language="fr", strict=True) == "right"


def test_second_accepted_answer_counts_as_well() -> None:
    spec = kind("short_text").prepare(SPEC, language="en")
    assert grade(spec, "predicate offense").parts == {"matched": 1}


def test_answer_of_punctuation_alone_is_not_blank() -> None:
    assert normal_form("?!", "en") == "?!"


def test_nothing_accepted() -> None:
    found = kind("short_text").validate({"stem": "?", "accepted": [" ", ""]})
    assert [(p.field, p.message) for p in found] == [
        ("accepted", "Write at least one answer that is right.")
    ]


def test_typed_answer_stands_escaped_in_the_page() -> None:
    member = kind("short_text")
    html = member.render(member.prepare(SPEC, language="en"), prefix="q", value='"><b>')
    assert 'value="&quot;&gt;&lt;b&gt;"' in html


def marked(typed: str, language: str = "en", **changes: Any) -> Mark:
    return grade(kind("short_text").prepare({**SPEC, **changes}, language=language), typed)


@pytest.mark.parametrize(
    ("accepted", "typed", "is_taken"),
    [
        ("launder*", "Laundering", True),
        ("launder*", "launder", True),
        ("launder*", "money laundering", False),
        ("*launder*", "Money  laundering.", True),
        ("money * crime", "money from a crime", True),
        ("money * crime", "money crime", False),
        ("a*a", "a", False),
        ("a*b*c", "acb", False),
        ("a*b*c", "aXbYbc", True),
        (r"C\*", "c*", True),
        (r"C\*", "cat", False),
        (r"\**", "*star", True),
        ("غسل*", "غَسْل الأموال", True),
        ("洗*", "洗 钱", True),
    ],
)
def test_a_star_stands_for_any_letters(accepted: str, typed: str, is_taken: bool) -> None:
    language = "ar" if accepted[0] == "غ" else "zh-hans" if accepted[0] == "洗" else "en"
    mark = marked(typed, language, accepted=[accepted])
    assert mark.outcome == ("right" if is_taken else "wrong")


def test_star_of_a_question_from_before_there_were_any_is_a_star() -> None:
    old = {"stem": "?", "accepted": ["C*"], "accents_matter": False, "language": "en"}
    assert grade(old, "c*").outcome == "right"
    assert grade(old, "cat").outcome == "wrong"


def test_many_stars_take_no_time() -> None:
    pattern = wanted("a*" * 90 + "b", "en", False, False, True)
    assert not pattern.takes("a" * 200)


def test_star_alone_would_take_anything() -> None:
    found = kind("short_text").validate({**SPEC, "accepted": ["*"]})
    said = "A star alone takes any answer as right. Write some letters beside it."
    assert [(p.field, p.message) for p in found] == [("accepted", said)]


def test_review_reads_a_star_as_an_ellipsis() -> None:
    assert readable(r"launder* \*") == "launder… *"


def test_capitals_can_matter() -> None:
    assert marked("unodc", accepted=["UNODC"], case_matters=True).outcome == "wrong"
    assert marked("UNODC", accepted=["UNODC"], case_matters=True).outcome == "right"
    assert marked("OEUVRE", "fr", accepted=["Œuvre"], case_matters=True).outcome == "wrong"
    assert marked("Oeuvre", "fr", accepted=["œuvre"]).outcome == "right"


OWN = [
    {"text": "crime", "share": "50", "feedback": "Which one?"},
    {"text": "laundering", "share": "0", "feedback": "That is the second."},
]


def test_answer_has_its_own_share_and_feedback() -> None:
    mark = marked("Crime", answers=OWN)
    assert (mark.fraction, mark.outcome) == (Decimal("0.5"), "partly")
    assert mark.feedback == ("<p>Which one?</p>", "<p>General feedback.</p>")
    assert mark.parts == {"matched": None, "answers": 0}


def test_common_mistake_has_its_own_feedback() -> None:
    mark = marked("laundering", answers=OWN)
    assert (mark.outcome, mark.feedback[0]) == ("wrong", "<p>That is the second.</p>")


def test_what_is_written_out_goes_before_what_a_star_takes() -> None:
    assert marked("crime", accepted=["cri*"], answers=OWN).fraction == Decimal("0.5")


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"text": "", "share": "50"}, "answers.0.text"),
        ({"text": "crime", "share": ""}, "answers.0.share"),
        ({"text": "crime", "share": "101"}, "answers.0.share"),
        ({"text": "x" * 201, "share": "1"}, "answers.0.text"),
    ],
)
def test_answer_that_cannot_be_used(row: dict[str, str], field: str) -> None:
    found = kind("short_text").validate({**SPEC, "answers": [row]})
    assert [problem.field for problem in found] == [field]


@pytest.mark.parametrize(
    ("typed", "meant", "slips"),
    [
        ("offense", "offence", 1),
        ("ofence", "offence", 1),
        ("offfence", "offence", 1),
        ("offecne", "offence", 1),
        ("laundring", "laundering", 1),
        ("londering", "laundering", 2),
        ("moneylaundering", "money laundering", 1),
        ("follow up", "follow-up", 1),
        ("terrorizm", "terrorism", 1),
        ("المخدارت", "المخدرات", 1),
    ],
)
def test_small_slips(typed: str, meant: str, slips: int) -> None:
    assert slips_between(typed, meant, "en") == slips


@pytest.mark.parametrize(
    ("typed", "meant", "language"),
    [
        ("war", "law", "en"),
        ("not guilty", "hot guilty", "en"),
        ("1949", "1948", "en"),
        ("article 7 offence", "article 6 offence", "en"),
        ("fence", "offence", "en"),
        ("crimes money", "crimes monies", "en"),
        ("laundering money", "money laundering", "en"),
        ("洗钱犯", "洗钱罪", "zh-hans"),
        ("", "offence", "en"),
    ],
)
def test_what_is_no_slip(typed: str, meant: str, language: str) -> None:
    assert slips_between(typed, meant, language) is None


def test_a_slip_earns_what_its_author_says() -> None:
    mark = marked("predicate ofence", typo_share="80")
    assert (mark.fraction, mark.outcome) == (Decimal("0.8"), "partly")
    assert mark.parts == {"matched": 0, "slip": True}
    assert marked("predicate ofence", typo_share="100").outcome == "right"
    assert marked("predicate ofence").outcome == "wrong"


def test_a_foreseen_mistake_is_no_slip_of_the_right_answer() -> None:
    rows = [{"text": "predicate offenses", "share": "0"}]
    assert marked("predicate offenses", answers=rows, typo_share="80").fraction == 0


def test_the_nearest_answer_was_meant() -> None:
    rows = [{"text": "crimes", "share": "50"}]
    mark = marked("crimess", accepted=["crime"], answers=rows, typo_share="80")
    assert (mark.fraction, mark.parts["answers"]) == (Decimal("0.4"), 0)


def test_review_says_that_a_slip_was_accepted() -> None:
    member = kind("short_text")
    spec = member.prepare({**SPEC, "typo_share": 100}, language="en")
    mark = grade(spec, "predicate ofense")
    html = member.render_review(spec, value="predicate ofense", mark=mark)
    assert "(accepted with a small slip)" in html
    assert "predicate offense" in html
    hidden = member.render_review(spec, value="predicate ofense", mark=mark, reveal=False)
    assert "predicate offense" not in hidden


def test_question_from_before_shares_stays_as_it_was() -> None:
    member = kind("short_text")
    old = {**SPEC, "accents_matter": False}
    written = {**old, "answers": [], "typo_share": "", "case_matters": False}
    assert authored(member.prepare(written, language="en")) == old


def test_form_opens_the_marking_it_saved() -> None:
    member = kind("short_text")
    written = {**SPEC, "answers": OWN, "typo_share": "80", "case_matters": True}
    spec = member.prepare(written, language="en")
    form = ShortTextForm(
        kind=member, languages=["en"], initial=ShortTextForm.initial_from({"en": spec})
    )
    assert member.prepare(form.draft_specs()["en"], language="en") == spec
    assert form.marks_more


def test_bad_share_stands_at_its_field() -> None:
    posted = {
        "stem-en": "?",
        "accepted-en": "a",
        "answers-rows": "2",
        "answers-1-text-en": "b",
        "answers-1-share": "much",
    }
    form = ShortTextForm(posted, kind=kind("short_text"), languages=["en"])
    assert list(form.errors) == ["answers-1-share"]


def test_long_words_and_many_answers_take_no_time() -> None:
    near = [f"{'a' * 190}{number:09d}x" for number in range(50)]
    accepted = [text.replace("0", "b").replace("1", "c") for text in near]
    spec = kind("short_text").prepare(
        {"stem": "?", "accepted": accepted, "typo_share": 50}, language="en"
    )
    with within(1):
        grade(spec, "a" * 190 + "bbbbbbbxyz")


@given(one=st.text("abc", max_size=9), other=st.text("abc", min_size=8, max_size=9))
def test_slips_are_counted_as_by_the_whole_table(one: str, other: str) -> None:
    slips = whole_table(one, other)
    assert slips_between(one, other, "en") == (slips if slips <= 2 and one else None)


def whole_table(one: str, other: str) -> int:
    """Optimal string alignment, written out."""
    rows = [
        [i + j if i * j == 0 else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)
    ]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            swap = one[i - 2 : i] == other[j - 2 : j][::-1] and i > 1 and j > 1
            rows[i][j] = min(
                rows[i - 1][j] + 1,
                rows[i][j - 1] + 1,
                rows[i - 1][j - 1] + (one[i - 1] != other[j - 1]),
                rows[i - 2][j - 2] + 1 if swap else 99,
            )
    return rows[-1][-1]
