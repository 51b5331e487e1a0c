"""A source line left alone when its text was cut is asked about; nothing is cited falsely."""

from typing import Any

import pytest
from django.test import Client

from courses.authoring.editor.anchors import Settled, kept_apart, settle
from tests.courses.authoring.editor.test_anchors import anchors, newest, save, text
from tests.support import make
from tests.support.make_editions import PARAGRAPHS, Renewed, cited
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


def cut(made: Renewed) -> str:
    """The first paragraph is gone, its line is not; the questions are on the second."""
    line = text(made, 1).splitlines()[1]
    return f"Cash is easy to carry.\n\n{line}\n\n{cited(made.older, 2, 3)}"


def test_it_is_asked_about_and_the_text_is_kept_meanwhile(client: Client, made: Renewed) -> None:
    answer = save(client, made, cut(made))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "This source stands below no text of its own" in page
    assert PARAGRAPHS[0] in page and "Cash is easy to carry." in page and " checked" not in page
    assert (newest(made).autosaved, newest(made).body) == (True, cut(made))
    assert anchors(made) == {"p2": {"2"}, "p3": {"3"}}, "no false citation meanwhile"


@pytest.mark.parametrize(
    ("said", "cites"), [("above", ["1"]), ("nowhere", []), ("below", ["1", "2"])]
)
def test_it_goes_where_the_answer_says(
    client: Client, made: Renewed, said: str, cites: list[str]
) -> None:
    assert save(client, made, cut(made), **{"line-2": said}).status_code == 302
    at = 1 if said == "below" else 0
    block = newest(made).blocks[at]
    assert sorted(source["locator"] for source in block["sources"]) == cites
    assert save(client, made, newest(made).body).status_code == 302, "it is not asked twice"


def test_no_answer_that_makes_sense_is_no_answer(client: Client, made: Renewed) -> None:
    wrong = {"line-2": "elsewhere", "line-x": "above", "line-0": "above"}
    assert save(client, made, cut(made), **wrong).status_code == 409


def test_what_became_of_a_block_is_asked_after_the_lines(client: Client, made: Renewed) -> None:
    line = text(made, 2).splitlines()[1]
    body = f"{text(made, 1)}\n\n{line}\n\n{text(made, 3)}"
    assert "below no text" in save(client, made, body).content.decode()
    page = save(client, made, body, **{"line-3": "nowhere"}).content.decode()
    assert "questions rest on it" in page and 'name="line-3" value="nowhere"' in page
    both = {"line-3": "nowhere", "anchor-p2": "gone"}
    assert save(client, made, body, **both).status_code == 302
    assert anchors(made) == {"p1": {"1"}, "p3": {"3"}}


def test_an_empty_line_above_it_is_no_reason_to_ask(client: Client, made: Renewed) -> None:
    body = cited(made.older, 1, 2, 3).replace("\n{:", "\n\n{:", 1)
    assert save(client, made, body).status_code == 302
    assert anchors(made) == {"p1": {"1"}, "p2": {"2"}, "p3": {"3"}}
    assert newest(made).body == cited(made.older, 1, 2, 3)


def test_the_first_text_of_a_lesson_is_asked_about_as_well(client: Client, made: Renewed) -> None:
    new = make.lesson(made.course, key="new")
    new.versions.all().delete()
    address = f"/studio/courses/{made.course.slug}/lessons/{new.key}/"
    fields: dict[str, Any] = {"title": "New", "body": cut(made), "base": 0, "act": "save"}
    assert client.post(address, fields).status_code == 409


def test_it_costs_one_query_more_where_a_line_stands_alone(made: Renewed) -> None:
    def settled(body: str) -> Settled:
        return settle(
            made.first, language="en", body=body, answers={}, line_answers={}, author=made.teacher
        )

    with assert_queries(2):
        assert not settled(cited(made.older, 3, 2, 1)).lines
    with assert_queries(2):
        assert settled(cut(made)).lines
    with assert_queries(1):
        assert kept_apart(made.first, language="en", body=cut(made)) == cut(made)


def bare_above(client: Client, made: Renewed) -> str:
    """The first paragraph is gone, its line directly below a text that had none."""
    bare = "Cash is easy to carry."
    whole = f"{bare}\n\n{cited(made.older, 1, 2, 3)}"
    assert save(client, made, whole).status_code == 302
    return whole.replace(f"\n\n{PARAGRAPHS[0]}", "")


def test_an_autosave_cites_nothing_that_saving_by_hand_would_ask_about(
    client: Client, made: Renewed
) -> None:
    body = bare_above(client, made)
    assert save(client, made, body, "save/").status_code == 200
    assert anchors(made) == {"p2": {"2"}, "p3": {"3"}}
    first = newest(made)
    assert first.blocks[0]["sources"] == []
    assert first.body == body.replace("carry.\n{", "carry.\n\n{"), "not a letter is lost"
    assert save(client, made, body, "save/").status_code == 200
    assert newest(made).pk == first.pk, "the same again is the same"
    assert "below no text of its own" in save(client, made, first.body).content.decode()


def test_neither_does_what_is_kept_while_one_is_asked(client: Client, made: Renewed) -> None:
    body = bare_above(client, made)
    base = newest(made).number
    for _press in range(2):
        page = save(client, made, body, base=base).content.decode()
        assert "below no text of its own" in page
    assert (newest(made).autosaved, anchors(made)) == (True, {"p2": {"2"}, "p3": {"3"}})
    assert save(client, made, body, **{"line-1": "above"}).status_code == 302
    assert [one["locator"] for one in newest(made).blocks[0]["sources"]] == ["1"]


def test_the_preview_shows_no_source_that_would_be_asked_about(
    client: Client, made: Renewed
) -> None:
    body = bare_above(client, made)
    assert "para. 1<" in save(client, made, cited(made.older, 1, 2), "preview/").content.decode()
    page = save(client, made, body, "preview/").content.decode()
    assert "para. 1<" not in page and "para. 2<" in page


def test_an_autosave_keeps_a_source_that_one_adds_to_a_text(client: Client, made: Renewed) -> None:
    save(client, made, f"Cash is easy to carry.\n\n{cited(made.older, 1, 2, 3)}")
    line = f'{{: src="{made.older.slug}/4"}}'
    body = f"Cash is easy to carry.\n{line}\n\n{cited(made.older, 1, 2, 3)}"
    assert save(client, made, body, "save/").status_code == 200
    assert newest(made).body == body
    assert [one["locator"] for one in newest(made).blocks[0]["sources"]] == ["4"]
