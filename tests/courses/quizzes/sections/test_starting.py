"""What an attempt meets of an edition with sections and draws."""

import uuid
from collections import Counter
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from courses.people.models import User
from courses.quizzes import services
from courses.quizzes.errors import NoSuchQuestion
from courses.quizzes.models import Attempt, Question, QuestionVersion, Quiz, QuizSlot
from courses.quizzes.queries import slots_of
from courses.quizzes.sections.pages import sections_in
from courses.quizzes.services import set_items
from tests.support.make_quizzes import enrol, make_graded, make_learner, make_quiz, publish
from tests.support.make_sections import make_draw, make_pool, make_section
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz() -> Quiz:
    """Two sections: two questions that are always asked, and three of nine."""
    quiz = make_quiz(is_published=False)
    first, second = make_section(quiz, "One", "Take your time."), make_section(quiz, "Two")
    questions = [item.question for item in quiz.items.select_related("question")][:2]
    set_items(
        quiz, [(one, 1) for one in questions], sections={one.pk: second.pk for one in questions}
    )
    topic = make_pool(quiz, 9)[0].topic_id
    make_draw(quiz, 3, section=first, topic=topic, points=2)
    publish(quiz.course)
    return quiz


def taken(quiz: Quiz, user: User | None = None) -> Attempt:
    attempt = make_graded(quiz, user, values=())
    assert attempt.state == Attempt.State.GRADED
    return attempt


def met(attempt: Attempt) -> list[int]:
    return [slot.question_version.question_id for slot in slots_of(attempt)]


def test_an_attempt_meets_the_sections_in_order_and_so_many_of_each_draw(quiz: Quiz) -> None:
    attempt = taken(quiz)
    slots = slots_of(attempt)
    assert [(slot.section, slot.draw) for slot in slots] == [("one", "draw")] * 3 + [
        ("two", "")
    ] * 2
    assert len(set(met(attempt))) == 5
    assert attempt.max_score == Decimal(8)
    assert len(attempt.grades.get().items) == 5


def test_who_comes_again_meets_all_before_one_comes_back(quiz: Quiz) -> None:
    user = make_learner()
    often = Counter(question for _ in range(3) for question in met(taken(quiz, user)))
    assert sorted(often.values()) == [1] * 9 + [3] * 2


def test_what_was_met_in_an_earlier_edition_counts_as_met(quiz: Quiz) -> None:
    user = make_learner()
    before = met(taken(quiz, user))[:3]
    for question in Question.objects.filter(pk__in=before):
        version = question.current_version
        assert version is not None
        question.current_version = QuestionVersion.objects.create(
            question=question, number=2, kind=question.kind, specs=version.specs
        )
        question.save()
    publish(quiz.course)
    quiz.refresh_from_db()
    assert not set(before) & set(met(taken(quiz, user))[:3])


def test_two_draws_over_one_pool_give_nothing_twice(quiz: Quiz) -> None:
    make_draw(quiz, 6, topic=quiz.draws.get().filters["topic"])
    publish(quiz.course)
    for _ in range(5):
        drawn = met(taken(quiz))
        assert len(drawn) == len(set(drawn)) == 11


def test_an_answer_to_a_question_that_was_not_drawn_is_refused(quiz: Quiz) -> None:
    user = make_learner()
    enrol(user, quiz.course)
    attempt = services.start_attempt(user, quiz)
    own = {place["slot"] for place in attempt.layout}
    other = QuizSlot.objects.filter(draw="draw").exclude(pk__in=own)[0]
    with pytest.raises(NoSuchQuestion):
        services.save_answer(
            attempt.public_id,
            user,
            slot_id=other.pk,
            operation_id=uuid.uuid4(),
            sequence=1,
            value="a",
        )


def test_the_intro_counts_what_one_attempt_meets(quiz: Quiz, client: Client) -> None:
    user = make_learner()
    enrol(user, quiz.course)
    client.force_login(user)
    response = client.get(reverse("quizzes:quiz", args=[quiz.course.slug, quiz.key]))
    assert response.context["questions"] == 5


def test_pages_know_the_words_of_a_section(quiz: Quiz) -> None:
    attempt = taken(quiz)
    sections = sections_in(attempt.quiz_edition, "en")
    assert [(one.title, one.instructions) for one in sections.values()] == [
        ("One", "Take your time."),
        ("Two", ""),
    ]


def test_a_start_that_draws_takes_the_same_queries_whatever_the_pool(quiz: Quiz) -> None:
    """One more where earlier attempts were at other editions."""
    user, numbers = make_learner(), []
    clock = connection.vendor == "postgresql"
    for more, queries in ((0, 10), (30, 11), (0, 11)):
        make_pool(quiz, more)
        publish(quiz.course)
        quiz.refresh_from_db()
        taken(quiz, user)
        with assert_queries(queries + clock):
            attempt = services.start_attempt(user, quiz)
        numbers.append(len(attempt.layout))
        services.submit_attempt(attempt.public_id, user)
    assert numbers == [5, 5, 5]
