"""Splitting, merging, moving and renaming lessons of a draft by its pages, without JavaScript."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from courses.catalog.models import Lesson, Module
from courses.catalog.queries import draft_lessons
from courses.catalog.services import save_lesson
from tests.support.make import client_for, instructor, module
from tests.support.make_editions import Renewed, renewed
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(tmp_path: Path) -> Renewed:
    return renewed(tmp_path)


@pytest.fixture
def client(made: Renewed) -> Client:
    return client_for(made.teacher)


def titles(made: Renewed) -> list[str]:
    rows = draft_lessons(made.course)
    return [one.versions.filter(language="en").latest("number").title for one in rows]


def split_path(made: Renewed) -> str:
    return f"/studio/courses/{made.course.slug}/lessons/{made.first.key}/split/"


def step(client: Client, made: Renewed, step: str, **more: Any) -> Any:
    return client.post(f"/studio/courses/{made.course.slug}/step/", {"step": step} | more)


def page(client: Client, made: Renewed, query: str = "") -> str:
    return client.get(f"/studio/courses/{made.course.slug}/{query}").content.decode()


def test_the_page_offers_the_first_words_of_each_place(client: Client, made: Renewed) -> None:
    with assert_queries(5):
        answer = client.get(split_path(made))
    text = answer.content.decode()
    assert text.count('name="block"') == 2
    assert "Two States reported cases" in text and "Couriers carried cash over" not in text


def test_a_place_that_goes_on_from_what_is_above_says_so(client: Client, made: Renewed) -> None:
    body = "Couriers carry cash.\n\nTo this end, they travel far.\n\nBanks tell the office."
    save_lesson(made.first, language="en", title="Cash", body=body)
    page = client.get(split_path(made)).content.decode()
    assert page.count("goes on from what is above") == 1


def test_a_lesson_is_split_told_and_put_back(client: Client, made: Renewed) -> None:
    sent = {"block": "p2", "seen": "1", "title": "Cases", "stays": "Couriers"}
    answer = client.post(split_path(made), sent)
    new = Lesson.objects.get(key="cases")
    assert answer["Location"].endswith(f"?language=en&done={new.pk}")
    assert titles(made) == ["Couriers", "Cases", "Answers"]
    text = page(client, made)
    assert "1 question went along with its passage." in text
    assert "Undo: “Cash” split" in text
    assert step(client, made, "undo:0").status_code == 302
    assert titles(made) == ["Cash", "Answers"]
    assert "Undo:" not in page(client, made)


def test_a_form_without_a_place_asks_for_one(client: Client, made: Renewed) -> None:
    answer = client.post(split_path(made), {"seen": "1", "title": "Kept"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Choose where the new lesson is to begin." in text and 'value="Kept"' in text


def test_lessons_are_merged_and_the_focus_is_on_the_one_that_stays(
    client: Client, made: Renewed
) -> None:
    answer = client.post(
        f"/studio/courses/{made.course.slug}/step/",
        {"step": f"lesson-merge:{made.first.pk}"},
        headers={"HX-Request": "true"},
    )
    text = answer.content.decode()
    assert titles(made) == ["Cash"]
    assert "merged with the lesson below" in text and "autofocus" in text
    assert step(client, made, f"lesson-merge:{made.first.pk}").status_code == 422
    assert (
        "There is no lesson below it"
        in step(client, made, f"lesson-merge:{made.first.pk}").content.decode()
    )


def test_what_was_edited_since_is_said_and_not_offered_again(client: Client, made: Renewed) -> None:
    step(client, made, f"lesson-merge:{made.first.pk}")
    step(client, made, f"lesson-rename:{made.first.pk}", title="Mine")
    answer = step(client, made, "undo:0")
    assert answer.status_code == 409 and "was edited since" in answer.content.decode()
    assert "Undo:" not in page(client, made)


def test_a_lesson_is_renamed_with_its_text_as_it_was(client: Client, made: Renewed) -> None:
    body = made.first.versions.get(language="en").body
    assert 'id="new-title"' in page(client, made, f"?panel=rename&of={made.first.key}")
    assert step(client, made, f"lesson-rename:{made.first.pk}", title="Money").status_code == 302
    newest = made.first.versions.filter(language="en").latest("number")
    assert (newest.title, newest.body) == ("Money", body)
    assert step(client, made, f"lesson-rename:{made.first.pk}", title=" ").status_code == 422


def test_a_lesson_is_moved_below_another_or_to_the_start_of_a_module(
    client: Client, made: Renewed
) -> None:
    later = module(made.course, "Later")
    assert 'name="place"' in page(client, made, f"?panel=move&of={made.first.key}")
    step(client, made, f"lesson-to:{made.first.pk}", place=f"l{made.second.pk}")
    assert titles(made) == ["Answers", "Cash"]
    step(client, made, f"lesson-to:{made.first.pk}", place=f"m{later.pk}")
    made.first.refresh_from_db()
    assert made.first.module == Module.objects.get(pk=later.pk)


@pytest.mark.parametrize("place", ["", "m", "l999999", "x1", "m-1"])
def test_a_place_that_is_none_changes_nothing(client: Client, made: Renewed, place: str) -> None:
    answer = step(client, made, f"lesson-to:{made.first.pk}", place=place)
    assert answer.status_code == 422 and titles(made) == ["Cash", "Answers"]


def test_another_course_s_lessons_are_not_there(made: Renewed) -> None:
    stranger = client_for(instructor())
    assert stranger.get(split_path(made)).status_code == 404
    assert step(stranger, made, f"lesson-merge:{made.first.pk}").status_code == 404
