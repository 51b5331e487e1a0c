from decimal import Decimal
from typing import Any

import pytest

from courses.quizzes.errors import BadSettings
from courses.quizzes.models import Quiz
from courses.quizzes.sections import services
from courses.quizzes.services import set_items
from tests.support.make_quizzes import make_question, make_quiz
from tests.support.make_sections import make_draw, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz() -> Quiz:
    return make_quiz(is_published=False)


def keys(rows: Any) -> list[str]:
    return list(rows.values_list("key", flat=True))


def placed(quiz: Quiz) -> list[int | None]:
    return list(quiz.items.values_list("section_id", flat=True))


def test_two_sections_of_one_title_get_keys_of_their_own(quiz: Quiz) -> None:
    assert [make_section(quiz).key for _ in range(3)] == ["part-one", "part-one-2", "part-one-3"]
    assert make_section(quiz, "القسم").key == "section"


def test_a_section_needs_a_title(quiz: Quiz) -> None:
    with pytest.raises(BadSettings):
        make_section(quiz, "  ")
    with pytest.raises(BadSettings):
        services.update_section(make_section(quiz), titles={"en": ""}, instructions={})


@pytest.mark.parametrize(
    ("by", "after"), [(-1, ["b", "a", "c"]), (1, ["a", "c", "b"]), (2, ["a", "b", "c"])]
)
def test_a_section_moves_among_the_others(quiz: Quiz, by: int, after: list[str]) -> None:
    for title in "abc":
        make_section(quiz, title)
    services.move_section(quiz, "b", by)
    assert keys(quiz.sections) == after


def test_a_moved_section_takes_its_questions_along(quiz: Quiz) -> None:
    first, second = make_section(quiz, "a"), make_section(quiz, "b")
    questions = [item.question for item in quiz.items.select_related("question")]
    sections = [None, first.pk, second.pk, second.pk]
    places = {one.pk: pk for one, pk in zip(questions, sections, strict=True)}
    set_items(quiz, [(one, 1) for one in questions], sections=places)
    services.move_section(quiz, "b", -1)
    assert placed(quiz) == [None, second.pk, second.pk, first.pk]


def test_what_stands_in_a_removed_section_stays_without_one(quiz: Quiz) -> None:
    section = make_section(quiz)
    make_draw(quiz, section=section)
    questions = [item.question for item in quiz.items.select_related("question")]
    set_items(quiz, [(one, 1) for one in questions], sections={questions[0].pk: section.pk})
    services.remove_section(quiz, section.key)
    assert placed(quiz) == [None] * 4
    assert quiz.draws.get().section_id is None
    assert list(quiz.items.values_list("position", flat=True)) == [0, 1, 2, 3]


def test_a_section_of_another_quiz_is_refused(quiz: Quiz) -> None:
    other = make_section(make_quiz(quiz.course, is_published=False))
    question = quiz.items.select_related("question")[0].question
    with pytest.raises(BadSettings):
        set_items(quiz, [(question, 1)], sections={question.pk: other.pk})
    with pytest.raises(BadSettings) as raised:
        make_draw(quiz, section=other)
    assert list(raised.value.errors) == ["section"]


def test_questions_stay_in_their_sections_when_all_are_set_again(quiz: Quiz) -> None:
    section = make_section(quiz)
    questions = [item.question for item in quiz.items.select_related("question")]
    set_items(quiz, [(one, 1) for one in questions], sections={questions[0].pk: section.pk})
    set_items(quiz, [(one, 2) for one in [*questions, make_question(quiz.course)]])
    assert placed(quiz) == [None, None, None, None, section.pk]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"take": 0}, "take"),
        ({"take": 201}, "take"),
        ({"points": 0}, "points"),
        ({"points": "NaN"}, "points"),
        ({"points": 1001}, "points"),
        ({"kind": "stimulus"}, "kind"),
        ({"kind": "survey"}, "kind"),
        ({"kind": "no-such"}, "kind"),
    ],
)
def test_a_draw_that_cannot_be_is_refused_at_its_field(
    quiz: Quiz, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadSettings) as raised:
        make_draw(quiz, **changes)
    assert list(raised.value.errors) == [field]
    assert not quiz.draws.exists()


def test_a_draw_moves_inside_its_section_and_then_into_the_next(quiz: Quiz) -> None:
    section = make_section(quiz)
    for _ in range(3):
        make_draw(quiz)
    services.move_draw(quiz, "draw", 1)
    assert keys(quiz.draws) == ["draw-2", "draw", "draw-3"]
    services.move_draw(quiz, "draw-3", 1)
    assert quiz.draws.get(key="draw-3").section == section
    services.move_draw(quiz, "draw-3", 1)
    services.move_draw(quiz, "draw-3", -1)
    assert keys(quiz.draws.filter(section=None)) == ["draw-2", "draw", "draw-3"]


def test_what_is_not_there_is_moved_and_removed_without_harm(quiz: Quiz) -> None:
    services.move_draw(quiz, "gone", 1)
    services.move_section(quiz, "gone", 1)
    services.remove_draw(quiz, "gone")
    services.remove_section(quiz, "gone")
    assert quiz.items.count() == 4


def test_points_are_kept_to_the_cent(quiz: Quiz) -> None:
    assert make_draw(quiz, points="0.25").points == Decimal("0.25")
