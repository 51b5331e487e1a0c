from decimal import Decimal

import pytest

from courses.catalog.models import Course
from courses.quizzes import services
from courses.quizzes.changes import quiz_changes
from courses.quizzes.models import Question, QuestionVersion, Quiz
from tests.support.make_quizzes import make_course, make_question, make_quiz, publish
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz() -> Quiz:
    return make_quiz()


def fresh(quiz: Quiz) -> Course:
    return Course.objects.get(pk=quiz.course_id)


def corrected(question: Question) -> None:
    before = question.current_version
    assert before is not None
    question.current_version = QuestionVersion.objects.create(
        question=question, number=2, kind=question.kind, specs=before.specs
    )
    question.save()


def test_nothing_is_said_of_a_quiz_as_it_is_published(quiz: Quiz) -> None:
    assert quiz_changes(fresh(quiz)) == []


def test_a_corrected_question_is_a_change(quiz: Quiz) -> None:
    item = quiz.items.select_related("question__current_version").first()
    assert item is not None
    corrected(item.question)
    [change] = quiz_changes(fresh(quiz))
    assert (len(change.changed), change.new, change.removed) == (1, [], [])
    assert not change.settings


def test_questions_put_in_and_taken_out_are_changes(quiz: Quiz) -> None:
    services.set_items(quiz, [(make_question(quiz.course), Decimal(1))])
    [change] = quiz_changes(fresh(quiz))
    assert len(change.new) == 1
    assert change.removed


def test_another_pass_mark_is_a_change_of_settings(quiz: Quiz) -> None:
    Quiz.objects.filter(pk=quiz.pk).update(pass_mark=11)
    [change] = quiz_changes(fresh(quiz))
    assert change.settings


def test_a_quiz_that_no_edition_has_is_new() -> None:
    quiz = make_quiz(is_published=False)
    [change] = quiz_changes(fresh(quiz))
    assert change.is_new
    assert change.new


@pytest.mark.parametrize("quizzes", [1, 3])
def test_the_queries_do_not_grow_with_the_quizzes(quizzes: int) -> None:
    course = make_course()
    for _ in range(quizzes):
        make_quiz(course, is_published=False)
    publish(course)
    course = Course.objects.get(pk=course.pk)
    with assert_queries(11):
        assert quiz_changes(course) == []
