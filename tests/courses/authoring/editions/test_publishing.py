"""A broken anchor is not published; what changed or was withdrawn is said, and stops nothing."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from courses.authoring.editions.accepting import Spot, take_new_text
from courses.authoring.editions.broken import broken_evidence
from courses.catalog.services import remove_lesson
from courses.catalog.withdrawn.services import withdraw
from courses.quizzes import services as quizzes
from tests.support import make
from tests.support.make import client_for
from tests.support.make_editions import Renewed, cited, renewed
from tests.support.make_sections import make_draw
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(tmp_path: Path) -> Renewed:
    found = renewed(tmp_path)
    quiz = quizzes.create_quiz(found.course, titles={"en": "Final", "fr": "Final"})
    items = [(one, Decimal(1)) for one in (found.about_two, found.about_five)]
    quizzes.set_items(quiz, items)
    return found


def publish_page(made: Renewed) -> str:
    address = f"/studio/courses/{made.course.slug}/publish/"
    return client_for(made.teacher).get(address).content.decode()


def post(made: Renewed) -> int:
    address = f"/studio/courses/{made.course.slug}/publish/"
    return client_for(made.teacher).post(address, {"notes": "", "after": "1"}).status_code


def test_evidence_that_stands_is_published(made: Renewed) -> None:
    assert broken_evidence(made.course) == []
    assert post(made) == 302


def test_a_question_whose_block_is_gone_is_not_published(made: Renewed) -> None:
    for language in ("en", "fr"):
        make.version(made.first, language=language, title="Cash", body=cited(made.older, 1))
    assert [one.question for one in broken_evidence(made.course)] == ["about-p2"]
    assert "that its lesson has no longer" in publish_page(made)
    assert post(made) == 409


def test_a_question_whose_lesson_is_gone_is_not_published(made: Renewed) -> None:
    remove_lesson(made.second)
    assert "by a lesson that was removed" in publish_page(made)
    assert post(made) == 409


def test_a_question_to_draw_from_is_looked_at_as_well(made: Renewed) -> None:
    quiz = quizzes.create_quiz(made.course, titles={"en": "Drawn", "fr": "Tiré"})
    quizzes.set_items(made.course.quizzes.exclude(pk=quiz.pk).get(), [])
    make_draw(quiz, 1, kind=made.about_two.kind)
    assert broken_evidence(made.course) == []
    remove_lesson(made.second)
    (found,) = broken_evidence(made.course)
    assert (found.quiz, found.question) == (quiz.key, made.about_five.key)


def test_it_costs_three_queries(made: Renewed) -> None:
    with assert_queries(3):
        broken_evidence(made.course)


def test_a_newer_edition_is_told_of_where_one_publishes(made: Renewed) -> None:
    assert "has a newer edition" not in publish_page(made)
    comparison = made.compared()
    assert f"/studio/comparisons/{comparison.pk}/" in publish_page(made)


def test_a_translation_left_behind_is_named_until_its_text_changes(made: Renewed) -> None:
    spot = Spot(made.first, "en", "p2", 1)
    take_new_text(made.compared(), spot, by=made.teacher)
    assert "say what the passage said before" in publish_page(made)
    make.version(made.first, language="fr", title="Espèces", body="Neuf États.\n{: #p2}")
    assert "say what the passage said before" not in publish_page(made)


def test_a_withdrawn_report_is_said_and_keeps_nothing_from_being_published(made: Renewed) -> None:
    withdraw(made.older, by=made.teacher, why="Its figures were wrong.")
    assert "was withdrawn" in publish_page(made) and "Its figures were wrong." in publish_page(made)
    assert post(made) == 302


def test_learners_read_beside_the_passage_that_it_was_withdrawn(made: Renewed) -> None:
    student = client_for(make.enrolled(made.course).user)
    lesson = reverse("learning:lesson", args=[made.course.slug, "cash"])
    assert "withdrawn" not in read(student, lesson)
    withdraw(made.older, by=made.teacher, why="Its figures were wrong.")
    assert read(student, lesson).count("· withdrawn") == 3
    passage = read(student, f"/sources/{made.older.slug}/2/")
    assert "This report was withdrawn" in passage and "Its figures were wrong." in passage


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()
