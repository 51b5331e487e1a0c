import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.markup import MarkupError
from courses.quizzes.types.base import MalformedAnswer
from courses.quizzes.types.cloze import forms
from courses.quizzes.types.cloze.forms import ClozeForm, usual_stem
from courses.quizzes.types.cloze.grading import said_to
from courses.quizzes.types.cloze.syntax import Gap, parse, write
from courses.quizzes.types.registry import kind
from tests.courses.quizzes.types.ladder import Ladder
from tests.support.pace import within

PASSAGE = (
    "The agency sits in [[Vienna|Wien#Since **1957**.]] and has [[=178±2 States]].\n\n"
    "It [[2:arrests|*inspects|trains]] people."
)
SPEC: dict[str, Any] = {
    "stem": "Complete the text.",
    "passage": PASSAGE,
    "accents_matter": False,
    "feedback": "General feedback.",
}


def prepared(passage: str = PASSAGE, language: str = "en", **changes: Any) -> dict[str, Any]:
    spec = {**SPEC, "passage": passage, **changes}
    return kind("cloze").prepare(spec, language=language, salt="test")


def option(text: str, spec: dict[str, Any] | None = None) -> str:
    gaps = (spec or prepared())["gaps"]
    found: str = next(o["id"] for g in gaps for o in g.get("options", ()) if o["text"] == text)
    return found


RIGHT = {"g1": " vienna ", "g2": "177", "g3": option("inspects")}
LADDER = Ladder(
    spec=SPEC,
    right=RIGHT,
    wrong={"g1": "Geneva", "g3": option("trains")},
    partly=({"g1": "Wien", "g2": "170", "g3": option("arrests")}, Decimal("0.25")),
    half={"g1": "Wien"},
    posted={f"q-{gap}": [given] for gap, given in RIGHT.items()},
    malformed=(
        "Vienna",
        ["Vienna"],
        {"g9": "Vienna"},
        {"g1": "x" * 201},
        {"g1": ["Vienna"]},
        {"g2": "many"},
        {"g3": "inspects"},
        {"g3": ["inspects"]},
    ),
)


# --- Its form ---------------------------------------------------------------------------------


def form_of(
    data: dict[str, str] | None = None, *, initial: dict[str, str] | None = None
) -> ClozeForm:
    languages = ["en", "fr"]
    return ClozeForm(data, kind=kind("cloze"), languages=languages, initial=initial)


def test_new_form_begins_with_the_usual_sentence() -> None:
    form = form_of()
    assert form.written("stem-en") == "Complete the text."
    assert form.written("stem-fr") == usual_stem("fr")
    assert form.draft_specs() == {}


def test_stored_sentence_stays() -> None:
    form = form_of(initial={"stem-en": "Fill in.", "passage-en": "[[a]]"})
    assert [form.written("stem-en"), form.written("stem-fr")] == ["Fill in.", ""]


def test_language_with_the_usual_sentence_alone_is_not_written() -> None:
    posted = {"stem-en": "Complete the text.", "stem-fr": usual_stem("fr"), "passage-en": "[[a]]"}
    form = form_of(posted)
    assert form.is_valid()
    assert list(form.specs) == ["en"]


def test_phrase_without_a_translation_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "gettext", str)
    assert [usual_stem("en-gb"), usual_stem("fr")] == ["Complete the text.", ""]


# --- How it is written -----------------------------------------------------------------------

# Every sign that means something, and some that do not.
SOURCES = st.text(alphabet="[]|#*=:\\±+-. 0123ab٣\n", max_size=60)
WRITTEN = st.lists(st.one_of(SOURCES, SOURCES.map(lambda inner: f"[[{inner}]]")), max_size=6).map(
    "".join
)


@given(source=WRITTEN)
def test_what_was_read_is_written_so_that_it_reads_the_same(source: str) -> None:
    first = parse(source)
    again = parse(write(first.parts))
    assert again.parts == first.parts
    assert [fault.code for fault in again.faults] == [fault.code for fault in first.faults]


@given(source=st.text(max_size=60))
def test_text_without_brackets_is_left_alone(source: str) -> None:
    plain = source.replace("[", "(")
    assert "".join(str(part) for part in parse(plain).parts) == plain


@pytest.mark.parametrize(
    ("written", "gap"),
    [
        ("[[Vienna]]", Gap("text", ("Vienna",))),
        ("[[ Vienna | Wien ]]", Gap("text", ("Vienna", "Wien"))),
        ("[[10:30]]", Gap("text", ("10:30",))),
        ("[[2:Vienna]]", Gap("text", ("Vienna",), weight=2)),
        (r"[[2\:Vienna]]", Gap("text", ("2:Vienna",))),
        (r"[[a\|b]]", Gap("text", ("a|b",))),
        (r"[[a\]\]b]]", Gap("text", ("a]]b",))),
        (r"[[\=42]]", Gap("text", ("=42",))),
        ("[[launder*]]", Gap("text", ("launder*",))),
        (r"[[\*]]", Gap("text", (r"\*",))),
        ("[[*right|wrong]]", Gap("select", ("right", "wrong"), key=0)),
        ("[[wrong|*right#Why.]]", Gap("select", ("wrong", "right"), key=1, feedback="Why.")),
        ("[[=42]]", Gap("number", value="42")),
        ("[[=42±1 kg]]", Gap("number", value="42", tolerance="1", unit="kg")),
        ("[[= 1,50 +- 0.10 m/s]]", Gap("number", value="1.5", tolerance="0.1", unit="m/s")),
        ("[[=−5 %]]", Gap("number", value="-5", unit="%")),
        ("[[=٤٢]]", Gap("number", value="42")),
        ("[[=10..12 kg]]", Gap("number", value="10", to="12", unit="kg")),
        ("[[=90±5% days]]", Gap("number", value="90", tolerance="5", is_percent=True, unit="days")),
        ("[[=50 ± 5 %]]", Gap("number", value="50", tolerance="5", unit="%")),
        ("[[3:=42]]", Gap("number", value="42", weight=3)),
        ("[[*a#yes|b#no]]", Gap("select", ("a", "b"), said=("yes", "no"))),
        ("[[*a#|b#no]]", Gap("select", ("a", "b"), said=("", "no"))),
        ("[[*a#|b#]]", Gap("select", ("a", "b"))),
        ("[[a|b#both]]", Gap("text", ("a", "b"), feedback="both")),
        ("[[a#1|b]]", Gap("text", ("a", "b"), said=("1", ""))),
        ("[[a#1|b#2|#3]]", Gap("text", ("a", "b"), said=("1", "2"), said_else="3")),
        ("[[2:=42#yes|#no]]", Gap("number", value="42", weight=2, said=("yes",), said_else="no")),
        ("[[=42|#no]]", Gap("number", value="42", said_else="no")),
    ],
)
def test_gap_is_read(written: str, gap: Gap) -> None:
    assert parse(written).parts == (gap,)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[[Vienna", "This gap has no end."),
        ("[[Vien\nna]]", "This gap has no end."),
        ("[[Vienna]. In [[*May|June]]", "Another gap begins inside this one: a ] may be missing."),
        ("[[=42]. In [[Vienna]]", "Another gap begins inside this one: a ] may be missing."),
        (r"[[the \| sign]. In [[May]]", "Another gap begins inside this one: a ] may be missing."),
        ("[[Vienna#Since [[1957]]", "Another gap begins inside this one: a ] may be missing."),
        ("[[ ]]", "This gap has no answer."),
        ("[[a||b]]", "There is an empty answer in this gap."),
        ("[[*a|*b]]", "Two choices of this gap have a *."),
        ("[[*a]]", "This gap has one choice alone."),
        ("[[*a|A]]", "Two choices of this gap are the same."),
        ("[[=many]]", "What follows = cannot be read as a number."),
        ("[[=1 234]]", "What follows = cannot be read as a number."),
        ("[[=42|43]]", "What follows = cannot be read as a number."),
        ("[[=42±-1]]", "What follows = cannot be read as a number."),
        ("[[=1,234]]", "This number can be read in two ways."),
        ("[[a|#no|#not]]", "What is said to every other answer stands once"),
        ("[[*a|b|#no]]", "What is said to every other answer stands once"),
        ("[[=42#yes|43#no]]", "What follows = cannot be read as a number."),
        ("[[#no]]", "This gap has no answer."),
        ("[[0:a]]", "A gap cannot weigh 0."),
        (f"[[{'x' * 201}]]", "An answer in this gap is too long:"),
        (f"[[=4 {'x' * 41}]]", "Shorten the unit to 40 characters at most."),
        ("[[=12..10]]", "The range ends before it begins."),
        ("[[*]]", "There is an empty answer in this gap."),
        ("[a](http://[[b]])", "This gap stands where nobody can fill it:"),
        ("[see [[b]]](/there)", "This gap stands where nobody can fill it:"),
        ("![see [[b]]](/there.png)", "This gap stands where nobody can fill it:"),
    ],
)
def test_faults_say_where_they_are_and_what_to_write(written: str, said: str) -> None:
    passage = f"[[first]]\nand {written}"
    found = kind("cloze").validate({**SPEC, "passage": passage})
    assert [problem.field for problem in found] == ["passage"]
    column = 5 + written.index("[[")
    assert found[0].message.startswith(f"Line 2, column {column}: {said}")


@pytest.mark.parametrize("written", ["[[certificate]. A vase [[*a|b]]", "[[certificate] of a vase"])
def test_gap_whose_end_is_missing_is_quoted(written: str) -> None:
    found = kind("cloze").validate({**SPEC, "passage": f"It has a {written}"})
    assert found[0].message.endswith(f"It begins “{written}”.")


def test_escaped_brackets_begin_no_gap_inside_one() -> None:
    spec = {**SPEC, "passage": r"The sign [[\[\[|\[\[a\]\]]] begins a gap."}
    assert kind("cloze").validate(spec) == []


def test_gap_with_another_inside_from_before_is_still_shown() -> None:
    assert [gap["id"] for gap in prepared("[[certificate]. A vase [[*a|b]]")["gaps"]] == ["g1"]


def test_no_gap() -> None:
    found = kind("cloze").validate({**SPEC, "passage": r"All of it, also \[[this]]."})
    said = "There is no gap yet. Put what is asked between [[ and ]]: [[Vienna]]."
    assert [(problem.field, problem.message) for problem in found] == [("passage", said)]


def test_the_first_ten_faults_are_said() -> None:
    found = kind("cloze").validate({**SPEC, "passage": "[[a" * 5_000})
    assert len(found) == 10
    assert found[0].message.startswith("Line 1, column 1: ")


def test_two_hundred_gaps() -> None:
    found = kind("cloze").validate({**SPEC, "passage": "[[a]] " * 200})
    said = "There are 200 gaps. A question can have 30 at most."
    assert [problem.message for problem in found] == [said]


def test_hundred_kilobytes_of_passage_are_refused_before_they_are_read() -> None:
    found = kind("cloze").validate({**SPEC, "passage": "[[" * 50_000})
    assert [problem.field for problem in found] == ["passage"]


@pytest.mark.parametrize("repeated", ["[[", "[[a", "[[a]]", "\\\\[[", "[[*a|b#]", "[[=1"])
def test_hostile_passage_is_read_in_a_moment(repeated: str) -> None:
    source = repeated * (60_000 // len(repeated))
    with within(3):
        parse(source)


def test_passage_nested_too_deep_is_left_to_who_prepares_it() -> None:
    deep = {**SPEC, "passage": "- " * 3_000 + "[[a]]"}
    assert kind("cloze").validate(deep) == []
    with pytest.raises(MarkupError):
        kind("cloze").prepare(deep, language="en")


def test_answer_of_a_star_alone_is_said_at_its_gap() -> None:
    found = kind("cloze").validate({**SPEC, "passage": '[[a]] [[b|"*"]]'})
    said = "Line 1, column 7: A star alone takes any answer as right. Write some letters beside it."
    assert [problem.message for problem in found] == [said]


def test_share_of_a_slip_is_said_at_its_field() -> None:
    found = kind("cloze").validate({**SPEC, "typo_share": "much"})
    assert [problem.field for problem in found] == ["typo_share"]


# --- How it is stored ------------------------------------------------------------------------


def test_options_tell_nothing_and_are_the_same_in_each_language() -> None:
    english, french = prepared(), prepared(PASSAGE.replace("arrests", "arrête"), "fr")
    ids = kind("cloze").choice_ids(english)
    assert ids is not None and len(ids) == 3
    assert kind("cloze").choice_ids(french) == ids
    assert kind("cloze").structure(french) == kind("cloze").structure(english)
    other = kind("cloze").prepare(SPEC, language="en", salt="other")
    assert set(kind("cloze").choice_ids(other) or ()).isdisjoint(ids)


@pytest.mark.parametrize(
    "passage",
    [
        PASSAGE.replace("178", "179"),
        PASSAGE.replace("[[2:", "[[3:"),
        PASSAGE.replace("arrests|*", "*arrests|"),
        PASSAGE.replace("|trains", ""),
        PASSAGE + " [[more]]",
    ],
)
def test_languages_with_other_gaps_are_not_one_question(passage: str) -> None:
    assert kind("cloze").structure(prepared(passage)) != kind("cloze").structure(prepared())


def test_words_for_a_gap_differ_by_language() -> None:
    french = prepared(PASSAGE.replace("Vienna|Wien", "Vienne"), "fr")
    assert kind("cloze").structure(french) == kind("cloze").structure(prepared())


def test_gap_with_a_fault_is_shown_as_it_was_written() -> None:
    html = kind("cloze").render(prepared("One [[a]] and [[=many]]"), prefix="q")
    assert html.count("<input") == 1
    assert "[[=many]]" in html


# --- How it is answered and marked -----------------------------------------------------------


def test_gaps_stand_in_the_text_with_names_and_units() -> None:
    html = kind("cloze").render(
        prepared(), prefix="q", value={"g1": '"<b>', "g3": option("trains")}
    )
    for said in ("Gap 1 of 3", "Gap 2 of 3", "Gap 3 of 3", ">States<", 'value="&quot;&lt;b&gt;"'):
        assert said in html
    assert f'<option value="{option("trains")}" selected>' in html


def test_options_stand_in_the_order_of_the_attempt() -> None:
    ids = kind("cloze").choice_ids(prepared()) or []
    html = kind("cloze").render(prepared(), prefix="q", order=ids[::-1])
    places = [html.index(f'value="{i}"') for i in ids[::-1]]
    assert places == sorted(places)


def earned(passage: str, **given: str) -> Decimal:
    return kind("cloze").grade(prepared(passage), given).fraction


def test_gaps_earn_by_their_weights() -> None:
    assert earned("[[3:a]] [[b]]", g1="a") == Decimal("0.75")
    assert earned("[[3:a]] [[b]]", g2="b") == Decimal("0.25")


def test_slip_of_typing_earns_its_share_of_the_gap() -> None:
    spec = prepared("[[laundering]] [[b]]", typo_share="50")
    mark = kind("cloze").grade(spec, {"g1": "laundring", "g2": "b"})
    assert (mark.fraction, mark.outcome) == (Decimal("0.75"), "partly")
    assert mark.parts == {"g1": "partly", "g2": "right"}


def test_numbers_are_read_as_the_language_writes_them() -> None:
    spec = prepared("[[=1.5±0.1 kg]]", "fr")
    assert kind("cloze").grade(spec, {"g1": "1,45 kg"}).outcome == "right"


def test_each_gap_tells_how_its_number_is_read() -> None:
    spec = prepared("[[=1.5 kg]], [[=2]], [[=3]] and [[1,5]]")
    typed = {"g1": "1,5", "g2": "2", "g4": "1,5"}
    member = kind("cloze")
    assert member.how_read(spec, typed, "q") == {"q-g1": "1.5"}
    html = member.render(spec, prefix="q", value=typed)
    assert re.findall(r'data-read="(\S+)"( hidden)?', html) == [
        ("q-g1", ""),
        ("q-g2", " hidden"),
        ("q-g3", " hidden"),
    ]
    assert "(read as <bdi data-read-value>1.5</bdi>)" in html
    mark = member.grade(spec, typed)
    assert member.render_review(spec, value=typed, mark=mark).count("(read as 1.5)") == 1


def test_range_and_percent_are_those_of_a_number() -> None:
    spec = prepared("[[=10..12 years]] and [[=90±10% days]]")
    assert kind("cloze").grade(spec, {"g1": "11", "g2": "99"}).outcome == "right"
    assert kind("cloze").grade(spec, {"g1": "13", "g2": "100"}).outcome == "wrong"
    mark = kind("cloze").grade(spec, {"g1": "13"})
    html = kind("cloze").render_review(spec, value={"g1": "13"}, mark=mark)
    assert "Right: 10–12 years" in html and "Right: 90 ± 10 % days" in html


def test_number_that_cannot_be_read_is_refused_by_its_gap() -> None:
    with pytest.raises(MalformedAnswer) as caught:
        kind("cloze").check_value(prepared(), {"g1": "Vienna", "g2": "many"})
    assert str(caught.value).startswith("Gap 2: This cannot be read as a number.")


def test_gaps_left_open_are_no_part_of_the_answer() -> None:
    read = kind("cloze").read_value({"q-g1": [" "], "q-g2": ["178"], "q-g3": [""]}, "q")
    assert kind("cloze").check_value(prepared(), read) == {"g2": "178"}


GIVEN = st.sampled_from(["Vienna", "178", "nonsense", option("inspects"), option("trains")])


@given(answer=st.dictionaries(st.sampled_from(["g1", "g2", "g3"]), GIVEN))
def test_any_answer_earns_between_nothing_and_all(answer: dict[str, str]) -> None:
    mark = kind("cloze").grade(prepared(), answer)
    states = list(mark.parts.values())
    assert 0 <= mark.fraction <= 1
    assert (mark.fraction == 1) == (states == ["right"] * 3)


def test_review_says_what_was_right_and_why() -> None:
    value = {"g1": "Bonn", "g2": "177"}
    html = kind("cloze").render_review(
        prepared(), value=value, mark=kind("cloze").grade(prepared(), value)
    )
    for said in ("<bdi>Bonn</bdi>", "Right: Vienna", "<strong>1957</strong>", "Right: inspects"):
        assert said in html
    assert "Right: 178" not in html


def test_review_without_reveal_keeps_the_answers() -> None:
    mark = kind("cloze").grade(prepared(), {"g1": "Bonn"})
    html = kind("cloze").render_review(prepared(), value={"g1": "Bonn"}, mark=mark, reveal=False)
    assert "Vienna" not in html and "inspects" not in html


def test_answer_in_words() -> None:
    said = kind("cloze").in_words(prepared(), {"g1": "Bonn", "g3": option("trains")})
    assert said == "1: Bonn; 3: trains"
    assert kind("cloze").in_words(prepared(), None) == ""


def test_nothing_stands_between_a_gap_and_the_sign_behind_it() -> None:
    html = kind("cloze").render(prepared("In [[a]], [[*b|c]]; [[=1]]."), prefix="q")
    assert re.search(r"<p>In <input[^>]*>, <select", html)
    number, sign = html.split("</select>; ")[1].split("</p>")[0].rsplit(">", 1)
    assert re.match(r'<input[^>]*><span [^>]*aria-live="polite"><span [^>]* hidden> ', number)
    assert sign == "."


BY_ANSWER = (
    "It [[*inspects#It **does**.|arrests#The police do.|trains#]], has [[=178±2#So many.|#Count.]] "
    "and sits in [[Vienna#Yes.|Wien#In German.|#Not there.]] by the [[Danube#A river.]]."
)


@pytest.mark.parametrize(
    ("gap", "answer", "said"),
    [
        (0, "inspects", "It <strong>does</strong>."),
        (0, "arrests", "The police do."),
        (0, "trains", ""),
        (1, "179", "So many."),
        (1, "190", "Count."),
        (2, "vienna", "Yes."),
        (2, "Wien", "In German."),
        (2, "Graz", "Not there."),
        (3, "Danube", ""),
    ],
)
def test_each_answer_is_told_its_own(gap: int, answer: str, said: str) -> None:
    spec = prepared(BY_ANSWER)
    given = option(answer, spec) if gap == 0 else answer
    html = said_to(spec["gaps"][gap], given, "en")
    assert re.sub(r"</?p>|\n", "", html) == said


def test_feedback_by_answer_stands_in_the_review_and_nowhere_before() -> None:
    spec = prepared(BY_ANSWER)
    value = {"g1": option("arrests", spec), "g2": "190", "g4": "Elbe"}
    mark = kind("cloze").grade(spec, value)
    html = kind("cloze").render_review(spec, value=value, mark=mark, reveal=False)
    for words in ("The police do.", "Count.", "A river."):
        assert words in html
        assert words not in kind("cloze").render(spec, prefix="q", value=value)
    for words in ("So many.", "Not there.", "does"):
        assert words not in html


@pytest.mark.parametrize(
    ("typed", "told"), [("12.5", "12.5 km."), ("12.5 km", "12.5 km."), ("12.5KM", "12.5KM.")]
)
def test_a_unit_that_was_typed_is_not_said_twice(typed: str, told: str) -> None:
    spec, value = prepared("A patrol of [[=12.5 km]]."), {"g1": typed}
    mark = kind("cloze").grade(spec, value)
    html = kind("cloze").render_review(spec, value=value, mark=mark, reveal=False)
    text = re.sub(r"<[^>]+>", "", html.partition('class="tiles')[0])
    assert mark.outcome == "right" and f"A patrol of (1) {told}" in text


def test_gaps_without_feedback_by_answer_are_stored_as_before() -> None:
    gap = prepared("[[*a|b#Why.]] [[c]]")["gaps"]
    assert [set(one) & {"by_answer", "otherwise"} for one in gap] == [set(), set()]
    assert "feedback" not in gap[0]["options"][0] and gap[0]["feedback"] == "Why."
