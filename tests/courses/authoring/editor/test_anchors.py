"""Sources and questions stay with their blocks through edits; where it cannot be told, it asks."""

import json
from typing import Any

import pytest
from django.test import Client

from courses.catalog.models import LessonVersion
from courses.quizzes.models import Question
from tests.support.make_editions import PARAGRAPHS, Renewed, cited

pytestmark = pytest.mark.django_db


def newest(made: Renewed) -> LessonVersion:
    return made.first.versions.filter(language="en").latest("number")


def save(client: Client, made: Renewed, body: str, more: str = "", **fields: object) -> Any:
    address = f"/studio/courses/{made.course.slug}/lessons/{made.first.key}/{more}"
    base = newest(made).number
    data = {"title": "Cash", "body": body, "objectives": "", "base": base, "act": "save"}
    return client.post(address, data | fields)


def anchors(made: Renewed) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in newest(made).anchors.select_related("passage"):
        found.setdefault(row.block_key, set()).add(row.passage.key)
    return found


def text(made: Renewed, number: int, key: str = "") -> str:
    """A paragraph with its attribute line."""
    key = key or f"p{number}"
    return f'{PARAGRAPHS[number - 1]}\n{{: #{key} src="{made.older.slug}/{number}"}}'


def test_blocks_that_move_keep_their_anchors(client: Client, made: Renewed) -> None:
    body = cited(made.older, 3, 1, 2)
    assert save(client, made, body).status_code == 302
    assert anchors(made) == {"p1": {"1"}, "p2": {"2"}, "p3": {"3"}}


def test_both_halves_of_a_split_block_cite_its_source(client: Client, made: Renewed) -> None:
    first, second = "Couriers carried cash over the border", "in small amounts and by many roads."
    lost = f'{first}\n\n{second}\n{{: #p1 src="{made.older.slug}/1"}}\n\n{cited(made.older, 2, 3)}'
    assert save(client, made, lost).status_code == 302
    assert sum("1" in places for places in anchors(made).values()) == 2


def test_a_rewritten_block_keeps_source_and_key_without_its_attribute_line(
    client: Client, made: Renewed
) -> None:
    rewritten = PARAGRAPHS[1].replace("Two States", "Some countries")
    body = f"{text(made, 1)}\n\n{rewritten}\n\n{text(made, 3)}"
    assert save(client, made, body).status_code == 302
    assert anchors(made) == {"p1": {"1"}, "p2": {"2"}, "p3": {"3"}}
    assert rewritten in newest(made).body


def test_a_source_taken_off_is_asked_about_and_the_text_is_kept_meanwhile(
    client: Client, made: Renewed
) -> None:
    body = f"{text(made, 1)}\n\n{PARAGRAPHS[1]}\n\n{text(made, 3)}\n\nAnd a word more."
    answer = save(client, made, body)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "no longer says where it comes from" in page and PARAGRAPHS[1] in page
    assert (newest(made).autosaved, newest(made).body) == (True, body)


def test_the_answer_keeps_the_source_or_lets_it_go(client: Client, made: Renewed) -> None:
    body = f"{text(made, 1)}\n\n{PARAGRAPHS[1]}\n\n{text(made, 3)}"
    assert save(client, made, body, **{"anchor-p2": "1"}).status_code == 302
    assert anchors(made)["p2"] == {"2"}
    assert save(client, made, body, **{"anchor-p2": "gone"}).status_code == 302
    assert "p2" not in anchors(made)
    made.about_two.refresh_from_db()
    assert made.about_two.status == Question.Status.READY, "the block itself is there still"


def test_what_was_lost_while_typing_is_asked_about_when_it_is_saved(
    client: Client, made: Renewed
) -> None:
    body = f"{text(made, 1)}\n\n{PARAGRAPHS[1]}\n\n{text(made, 3)}"
    assert "base" in json.loads(save(client, made, body, "save/").content)
    assert save(client, made, body).status_code == 409


def test_a_block_with_questions_is_not_taken_out_unasked(client: Client, made: Renewed) -> None:
    body = cited(made.older, 1, 3)
    answer = save(client, made, body)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "questions rest on it" in page and "/bank/questions/about-p2/review/" in page
    assert save(client, made, body, **{"anchor-p2": "gone"}).status_code == 302
    assert set(anchors(made)) == {"p1", "p3"}
    made.about_two.refresh_from_db()
    assert made.about_two.status == Question.Status.REVIEW


def test_a_block_without_questions_is_taken_out_at_once(client: Client, made: Renewed) -> None:
    assert save(client, made, cited(made.older, 1, 2)).status_code == 302
    assert set(anchors(made)) == {"p1", "p2"}


def test_what_another_saved_meanwhile_comes_before_any_question(
    client: Client, made: Renewed
) -> None:
    answer = save(client, made, cited(made.older, 1, 3), base=0)
    assert answer.status_code == 409
    assert "Somebody saved this lesson meanwhile" in answer.content.decode()
    assert newest(made).number == 1


def test_pressing_save_twice_does_not_get_round_a_question(client: Client, made: Renewed) -> None:
    body = f"{text(made, 1)}\n\n{PARAGRAPHS[1]}\n\n{text(made, 3)}"
    for _press in range(2):
        page = save(client, made, body, base=1).content.decode()
        assert "no longer says where it comes from" in page
        assert (newest(made).autosaved, newest(made).number) == (True, 2)
    assert save(client, made, body, base=1, **{"anchor-p2": "1"}).status_code == 302
    assert anchors(made)["p2"] == {"2"}
