from decimal import Decimal
from typing import Any

import pytest

from courses.quizzes.types.essay.words import count_words
from courses.quizzes.types.registry import kind
from courses.quizzes.types.rubric import levels_of
from courses.quizzes.types.values import Mark
from tests.courses.quizzes.types.ladder import Ladder
from tests.support.html import squeezed

RUBRIC = [
    {"id": "duty", "text": "Names the duty", "levels": "0: does not\n1: in part\n2: names it"},
    {"id": "why", "text": "Gives the *reason*", "levels": "0: gives none\n1,5: gives one"},
]
SPEC: dict[str, Any] = {
    "stem": "Why does a bank ask where money comes from?",
    "min_words": "5",
    "max_words": "150",
    "rubric": RUBRIC,
    "show_rubric": True,
    "sample": "It must know its customers.",
    "feedback": "General feedback.",
}
LADDER = Ladder(
    spec=SPEC,
    right="Because the law asks it to.",
    wrong="No idea, sorry about that.",
    posted={"q": ["Because the law asks it to."]},
    half="The law asks.",
    malformed=(3, ["a"], "x" * 15_001),
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("One two, three.", 3),
        ("l’État d'abord", 2),
        ("follow-up of 1,000.50 cases — twice", 5),
        ("反洗钱", 3),
        ("第 6 条 (Palermo)", 4),
        ("غَسْلُ الأموال", 2),
        ("отмывание денег", 2),
        ("マネーロンダリング", 9),
        ("… !?", 0),
    ],
)
def test_words_are_counted_as_people_count_them(text: str, words: int) -> None:
    assert count_words(text) == words


def test_levels_are_written_one_a_line() -> None:
    spec = kind("essay").prepare(SPEC, language="en")
    assert [level["points"] for level in spec["rubric"][1]["levels"]] == ["0", "1.5"]
    assert spec["rubric"][0]["levels"][2] | {"text_html": ""} == {
        "id": "2",
        "points": "2",
        "text": "names it",
        "text_html": "",
    }


@pytest.mark.parametrize(
    ("line", "points", "text"),
    [
        ("2: names articles 3-5", "2", "names articles 3-5"),
        ("good - 2", "2", "good"),
        ("good – 2", "2", "good"),
        ("2\u202f: good", "2", "good"),  # as French has it
        ("good: 2", "2", "good"),
        ("1,5 — good", "1.5", "good"),
        ("1-2 errors: 3", "3", "1-2 errors"),
    ],
)
def test_points_are_read_at_either_end_of_a_level(line: str, points: str, text: str) -> None:
    level = levels_of({"levels": f"0: nothing\n{line}"})[1]
    assert (level["points"], level["text"]) == (points, text)


@pytest.mark.parametrize("line", ["1 - 2 errors: 3", "good 2", "good -2", "2"])
def test_points_that_are_not_clear_are_no_level(line: str) -> None:
    assert levels_of({"levels": line}) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"min_words": "0"}, "min_words"),
        ({"max_words": "many"}, "max_words"),
        ({"max_words": "2501"}, "max_words"),
        ({"min_words": "200"}, "max_words"),
        ({"rubric": [RUBRIC[0] | {"levels": "names it"}]}, "rubric.0.levels"),
        ({"rubric": [RUBRIC[0] | {"levels": "1: names it"}]}, "rubric.0.levels"),
        ({"rubric": [RUBRIC[0] | {"levels": "0: no\n0: nothing"}]}, "rubric.0.levels"),
        ({"rubric": [RUBRIC[0] | {"text": ""}]}, "rubric.0.text"),
        ({"rubric": [RUBRIC[0], RUBRIC[0] | {"id": "b"}]}, "rubric.1.text"),
        ({"sample": "x" * 5001}, "sample"),
    ],
)
def test_problem_stands_at_its_field(changes: dict[str, Any], field: str) -> None:
    assert [p.field for p in kind("essay").validate({**SPEC, **changes})] == [field]


def test_a_text_outside_the_limits_is_kept() -> None:
    member = kind("essay")
    spec = member.prepare(SPEC, language="en")
    long = "word " * 400
    assert member.check_value(spec, long) == long.strip()
    mark = member.grade(spec, long.strip())
    assert (mark.outcome, mark.parts) == ("waiting", {"words": 400})
    html = member.render_review(spec, value=long, mark=mark)
    assert "400 words" in html and "150 were allowed" in html


def test_learners_see_no_sample_and_the_rubric_only_if_they_may() -> None:
    member = kind("essay")
    html = member.render(member.prepare(SPEC, language="en"), prefix="q")
    assert "Names the duty" in html and "know its customers" not in html
    hidden = member.prepare({**SPEC, "show_rubric": False}, language="en")
    assert "Names the duty" not in member.render(hidden, prefix="q")


def test_review_shows_levels_and_words_of_who_marked_it() -> None:
    member = kind("essay")
    spec = member.prepare(SPEC, language="en")
    parts = {"levels": {"duty": "2", "why": "0"}, "comment": "Well <b>done</b>."}
    mark = Mark(member.grade(spec, "Text.").fraction, "partly", (), parts)
    html = member.render_review(spec, value="Text.", mark=mark)
    assert "names it" in html and "in part" not in html
    assert "Well &lt;b&gt;done&lt;/b&gt;." in html
    assert "Some of the points" in html


def test_review_shows_the_points_of_each_criterion_and_their_sum() -> None:
    member = kind("essay")
    spec = member.prepare(SPEC, language="en")
    for fraction, is_share in (("0.571", True), ("1", False)):
        mark = Mark(Decimal(fraction), "partly", (), {"levels": {"duty": "2", "why": "0"}})
        html = squeezed(member.render_review(spec, value="Text.", mark=mark))
        assert "2 of 2</span>" in html and "0 of 1.50</span>" in html
        assert "Together 2 of 3.50." in html
        assert ("that share of the question" in html) is is_share
