"""Every question kind goes up the same ladder."""

import re
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.utils.translation import override

from courses.quizzes.types.base import Kind, MalformedAnswer, authored
from courses.quizzes.types.graders import grader
from courses.quizzes.types.registry import all_kinds, kind
from courses.quizzes.types.values import Mark
from tests.courses.quizzes.types.ladder import Ladder, as_stored, ladder_of

EVERY_KIND = pytest.mark.parametrize("member", all_kinds(), ids=lambda member: member.name)
# What nobody answers is only shown.
ANSWERED = pytest.mark.parametrize(
    "member", [m for m in all_kinds() if m.is_answered], ids=lambda member: member.name
)
SCRIPT = "<script>alert(1)</script>"
# Ids and the names of ways to do it, which no page shows as text.
NOT_TEXT = (
    *("id", "marking", "option", "category", "survey"),
    *("target", "start", "after", "not_after"),
)


def prepared(member: Kind, language: str = "en") -> tuple[Ladder, dict[str, Any]]:
    ladder = ladder_of(member.name)
    return ladder, member.prepare(ladder.spec, language=language, salt="test")


def check_well_formed(html: str) -> None:
    """Every label leads to an input, and every id stands once."""
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for named in re.findall(r'(?:aria-labelledby|aria-describedby|for)="([^"]+)"', html):
        assert set(named.split()) <= set(ids)
    parser = HTMLParser()
    parser.feed(html)


def test_kinds_are_found_in_their_folders() -> None:
    folders = (Path(settings.BASE_DIR) / "courses/quizzes/types").glob("*/__init__.py")
    names = [member.name for member in all_kinds()]
    assert sorted(names) == sorted(path.parent.name for path in folders)
    assert names[:3] == ["single_choice", "multiple_choice", "true_false"]


def test_each_kind_has_a_place_of_its_own() -> None:
    places = [member.place for member in all_kinds()]
    assert places == sorted(set(places))


def test_unknown_kind_is_a_lookup_error() -> None:
    with pytest.raises(LookupError):
        kind("telepathy")


@EVERY_KIND
def test_folder_is_named_after_the_kind(member: Kind) -> None:
    assert type(member).__module__ == f"courses.quizzes.types.{member.name}.kind"


@EVERY_KIND
def test_grading_is_pure(member: Kind) -> None:
    folder = Path(settings.BASE_DIR) / "courses/quizzes/types" / member.name
    assert not re.search(r"^(from|import) (django|celery)", (folder / "grading.py").read_text())


@EVERY_KIND
def test_authored_spec_has_no_problems(member: Kind) -> None:
    assert member.validate(ladder_of(member.name).spec) == []


@EVERY_KIND
def test_empty_spec_says_what_is_missing(member: Kind) -> None:
    fields = [problem.field for problem in member.validate({})]
    assert "stem" in fields
    # What a person marks may need nothing but its question.
    assert len(fields) >= (1 if member.is_marked_by_person else 2)


@EVERY_KIND
@pytest.mark.parametrize("odd", [None, 3, "text", ["a"], {"a": 1}, [None], [{}]])
def test_odd_shapes_are_problems_not_crashes(member: Kind, odd: Any) -> None:
    spec = {name: odd for name in ladder_of(member.name).spec if name != "stem"}
    spec = {"stem": "Well?", **spec}
    assert member.validate(spec) or member.prepare(spec, language="en")


@EVERY_KIND
def test_huge_stem_is_a_problem(member: Kind) -> None:
    spec = {**ladder_of(member.name).spec, "stem": "x" * 100_000}
    assert [problem.field for problem in member.validate(spec)] == ["stem"]


@EVERY_KIND
def test_prepared_twice_is_the_same(member: Kind) -> None:
    _, spec = prepared(member)
    assert member.prepare(spec, language="en", salt="another") == spec


@ANSWERED
def test_blank_answer(member: Kind) -> None:
    _, spec = prepared(member)
    mark = member.grade(spec, None)
    assert (mark.fraction, mark.outcome) == (Decimal(0), "blank")
    assert member.read_value({}, "q") is None
    blanks: tuple[Any, ...] = (None, "", [], {})
    for blank in blanks:
        assert member.check_value(spec, blank) is None


def unmarked(member: Kind) -> str:
    """The outcome of an answer that grading says nothing about; "" where it does."""
    return "waiting" if member.is_marked_by_person else "" if member.is_scored else "noted"


@ANSWERED
def test_right_answer(member: Kind) -> None:
    ladder, spec = prepared(member)
    mark = member.grade(spec, as_stored(member, spec, ladder.right))
    if member.is_marked_by_person or not member.is_scored:
        assert (mark.fraction, mark.outcome) == (Decimal(0), unmarked(member))
    else:
        assert (mark.fraction, mark.outcome) == (Decimal(1), "right")


@ANSWERED
def test_wrong_answer(member: Kind) -> None:
    ladder, spec = prepared(member)
    mark = member.grade(spec, as_stored(member, spec, ladder.wrong))
    outcome = unmarked(member) or "wrong"
    assert (mark.fraction, mark.outcome) == (Decimal(0), outcome)


@EVERY_KIND
def test_partly_right_answer(member: Kind) -> None:
    ladder, spec = prepared(member)
    if ladder.partly:
        value, fraction = ladder.partly
        mark = member.grade(spec, as_stored(member, spec, value))
        assert (mark.fraction, mark.outcome) == (fraction, "partly")


@EVERY_KIND
def test_what_is_left_open_in_an_answer_is_known(member: Kind) -> None:
    ladder, spec = prepared(member)
    assert not member.is_unfinished(spec, as_stored(member, spec, ladder.right))
    if ladder.half is not None:
        half = as_stored(member, spec, ladder.half)
        assert member.is_unfinished(spec, half)
        assert member.what_lacks(spec, half)


@EVERY_KIND
def test_malformed_answers_are_refused_with_a_sentence(member: Kind) -> None:
    ladder, spec = prepared(member)
    for value in ladder.malformed:
        with pytest.raises(MalformedAnswer) as caught:
            member.check_value(spec, value)
        assert str(caught.value).endswith(".")
        assert caught.value.status == 422


@EVERY_KIND
def test_malformed_answers_are_graded_wrong_or_blank(member: Kind) -> None:
    ladder, spec = prepared(member)
    for value in ladder.malformed:
        assert grader(member.name)(spec, value).fraction == Decimal(0)


@ANSWERED
def test_posted_form_reads_as_the_answer(member: Kind) -> None:
    ladder, spec = prepared(member)
    read = member.read_value({**ladder.posted, "other": ["x"]}, "q")
    value = member.check_value(spec, read)
    if member.is_walked:  # what is posted is the last step
        value = member.follow(spec, ladder.right[:-1], value, None)
    assert value == as_stored(member, spec, ladder.right)


@EVERY_KIND
def test_mark_survives_json(member: Kind) -> None:
    ladder, spec = prepared(member)
    mark = member.grade(spec, ladder.right)
    assert Mark.from_json(mark.as_json()) == mark


@EVERY_KIND
@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_renders_in_its_language(member: Kind, language: str, direction: str) -> None:
    ladder, spec = prepared(member, language)
    order = member.choice_ids(spec)
    html = member.render(spec, prefix="q", value=ladder.right, order=order, error="Mind this.")
    check_well_formed(html)
    assert f'lang="{language}" dir="{direction}"' in html
    assert spec["stem_html"] in html
    if member.is_answered:
        assert "Mind this." in html
        assert 'name="q' in html


@EVERY_KIND
def test_what_is_only_read_takes_no_answer(member: Kind) -> None:
    _, spec = prepared(member)
    if not member.is_answered:
        assert not re.search(r"<(input|select|textarea|button)", member.render(spec, prefix="q"))
        assert member.grade(spec, None).outcome == "noted"
        assert not member.is_scored


def test_words_not_translated_come_in_the_readers_language() -> None:
    _, arabic = prepared(kind("single_choice"), "ar")
    _, english = prepared(kind("single_choice"), "en")
    with override("fr"):
        assert "Choisissez une réponse." in kind("single_choice").render(arabic, prefix="q")
        assert "Choose one answer." in kind("single_choice").render(english, prefix="q")


@EVERY_KIND
def test_page_gives_no_key_away(member: Kind) -> None:
    _, spec = prepared(member)
    html = member.render(spec, prefix="q", order=member.choice_ids(spec))
    for said in ("checked", "selected", "correct", "General feedback"):
        assert said not in html


@ANSWERED
def test_inputs_are_native_and_can_be_disabled(member: Kind) -> None:
    _, spec = prepared(member)
    html = member.render(spec, prefix="q", disabled=True)
    assert re.search(r"<(input|select|textarea)\s", html)
    assert " disabled" in html
    assert "onclick" not in html


@ANSWERED
def test_review_says_in_words_how_it_went(member: Kind) -> None:
    ladder, spec = prepared(member)
    said = {"waiting": "Your teacher has yet to mark this", "noted": "Noted"}
    right, wrong = (
        ("All of the points", "No points") if member.is_walked else ("Right", "Not right")
    )
    for value, words in (
        (ladder.right, said.get(unmarked(member), right)),
        (ladder.wrong, said.get(unmarked(member), wrong)),
        (None, "Not answered"),
    ):
        mark = member.grade(spec, value)
        html = member.render_review(spec, value=value, mark=mark, order=member.choice_ids(spec))
        check_well_formed(html)
        assert words in html
        assert "General feedback" in html
        assert "<input" not in html


@EVERY_KIND
def test_review_without_reveal_names_no_key(member: Kind) -> None:
    _, spec = prepared(member)
    mark = member.grade(spec, None)
    html = member.render_review(spec, value=None, mark=mark, reveal=False)
    assert "tile-missed" not in html
    assert "Right answer" not in html
    assert "Would have been right" not in html


@EVERY_KIND
def test_prints(member: Kind) -> None:
    _, spec = prepared(member)
    html = member.render_print(spec, order=member.choice_ids(spec))
    assert spec["stem_html"] in html
    assert "<input" not in html
    assert "<select" not in html


@EVERY_KIND
def test_script_in_any_text_is_not_rendered(member: Kind) -> None:
    spec = member.prepare(_with_script(ladder_of(member.name).spec), language="en", salt="x")
    right = ladder_of(member.name).right
    pages = [
        member.render(spec, prefix="q", value=right, error=SCRIPT),
        member.render_review(spec, value=right, mark=member.grade(spec, right)),
        member.render_print(spec),
    ]
    assert not any("<script" in page for page in pages)


def _with_script(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: v if k in NOT_TEXT else _with_script(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_with_script(inner) for inner in value]
    is_text = isinstance(value, str) and not re.fullmatch(r"[0-9.]+", value)
    return f"{value} {SCRIPT}" if is_text else value


@EVERY_KIND
def test_form_opens_what_it_saved(member: Kind) -> None:
    _, spec = prepared(member)
    variants = {"en": spec, "fr": {**spec, "language": "fr"}}
    initial = member.form_class.initial_from(variants)
    form = member.form_class(kind=member, languages=["en", "fr"], initial=initial)
    for language in ("en", "fr"):
        again = member.prepare(form.draft_specs()[language], language=language, salt="test")
        assert authored(again) == authored(variants[language])


@EVERY_KIND
def test_empty_form_points_at_its_fields(member: Kind) -> None:
    form = member.form_class({}, kind=member, languages=["en", "fr"])
    assert not form.is_valid()
    assert "stem-en" in form.errors
    assert "__all__" not in form.errors


@EVERY_KIND
def test_kind_explains_itself(member: Kind) -> None:
    assert str(member.label) and str(member.purpose).endswith(".") and str(member.example)
    for page in ("question", "review", "print", "edit"):
        get_template(f"{member.name}/{page}.html")


@EVERY_KIND
def test_kind_is_documented(member: Kind) -> None:
    text = (Path(settings.BASE_DIR) / "docs/question-kinds.md").read_text()
    assert f"## `{member.name}`" in text
