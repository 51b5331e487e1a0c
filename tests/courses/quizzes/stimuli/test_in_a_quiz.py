"""A text that questions share, from the draft to the result."""

import re
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from courses.catalog.models import Course
from courses.quizzes import services
from courses.quizzes.bank.services import edit_question
from courses.quizzes.changes import quiz_changes
from courses.quizzes.errors import BadSettings, NotPublishable
from courses.quizzes.models import Question, Quiz
from courses.quizzes.pages import questions_of
from courses.quizzes.queries import grade_of
from courses.quizzes.stimuli.referring import set_stimulus
from courses.quizzes.stimuli.services import NoStimulus
from tests.courses.quizzes.types.test_stimulus import SPEC
from tests.support import make_quizzes
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


def stimulus_in(course: Course) -> Question:
    return make_quizzes.make_question(course, "stimulus", SPEC, key="statement")


def make_grouped(
    *, is_published: bool = True, shuffle_questions: bool = False
) -> tuple[Quiz, Question]:
    """Four questions, of which the first and the third refer to a bank statement."""
    course = make_quizzes.make_course()
    quiz = make_quizzes.make_quiz(course, is_published=False, shuffle_questions=shuffle_questions)
    stimulus = stimulus_in(course)
    items = [(item.question, item.points) for item in quiz.items.select_related("question")]
    for place in (0, 2):
        set_stimulus(items[place][0], stimulus)
        items[place][0].refresh_from_db()
    services.set_items(quiz, items)
    if is_published:
        make_quizzes.publish(course)
    return quiz, stimulus


def kinds(quiz: Quiz) -> list[str]:
    return [item.question.kind for item in quiz.items.select_related("question")]


def test_questions_on_one_text_are_brought_together_in_the_draft() -> None:
    quiz, _ = make_grouped(is_published=False)
    assert kinds(quiz) == ["single_choice", "numeric", "true_false", "short_text"]


def test_a_text_is_not_itself_put_into_a_quiz() -> None:
    quiz, stimulus = make_grouped(is_published=False)
    with pytest.raises(BadSettings) as refused:
        services.set_items(quiz, [(stimulus, 1)])
    assert str(refused.value.errors["items"]) == (
        "This is only read. Add the questions that refer to it: they bring it along."
    )


def test_an_edition_pins_the_text_as_it_was() -> None:
    quiz, stimulus = make_grouped()
    before = stimulus.current_version
    edit_question(stimulus, specs={"en": {**SPEC, "stem": "Another text."}})
    slots = quiz.editions.get().slots.order_by("position")
    assert [slot.stimulus_version for slot in slots] == [before, before, None, None]


def test_what_changed_in_the_text_is_a_change_of_its_questions() -> None:
    quiz, stimulus = make_grouped()
    assert quiz_changes(quiz.course) == []
    edit_question(stimulus, specs={"en": {**SPEC, "stem": "Another text."}})
    assert [change.changed for change in quiz_changes(quiz.course)] == [
        ["What is laundered?", "How many parties?"]
    ]


def test_a_text_that_is_not_ready_keeps_the_quiz_from_being_published() -> None:
    quiz, stimulus = make_grouped(is_published=False)
    stimulus.status = Question.Status.DRAFT
    stimulus.save()
    with pytest.raises(NotPublishable) as refused:
        make_quizzes.publish(quiz.course)
    assert refused.value.problems == [
        "“Final quiz”: the question “A bank statement” is a draft. Finish it first."
    ]


def test_a_text_of_another_course_is_refused() -> None:
    question = make_quizzes.make_question(make_quizzes.make_course())
    for other in (stimulus_in(make_quizzes.make_course()), question):
        with pytest.raises(NoStimulus):
            set_stimulus(question, other)


def test_the_text_is_shown_once_before_its_questions_and_has_no_number(client: Client) -> None:
    quiz, _ = make_grouped()
    attempt = make_quizzes.make_attempt(quiz)
    client.force_login(attempt.user)
    page = client.get(reverse("quizzes:attempt", args=[attempt.public_id])).content.decode()
    assert page.count("A bank statement") == 1
    assert "Questions 1–2 refer to this:" in page
    assert page.index("A bank statement") < page.index('id="q1"')
    assert re.findall(r'id="q(\d+)-title"', page) == ["1", "2", "3", "4"]


def test_shuffled_questions_on_one_text_still_stand_together() -> None:
    quiz, _ = make_grouped(shuffle_questions=True)
    for _turn in range(5):
        attempt = make_quizzes.make_attempt(quiz, make_quizzes.make_learner())
        order = [place["slot"] for place in attempt.layout]
        first, second = make_quizzes.slot_ids(attempt)[:2]
        assert order.index(second) == order.index(first) + 1


def test_grades_and_snapshots_know_nothing_of_it() -> None:
    quiz, _ = make_grouped()
    attempt = make_quizzes.make_graded(quiz, values=("a", "190", True, "Palermo"))
    assert (attempt.score, attempt.max_score) == (Decimal(4), Decimal(4))
    assert len(grade_of(attempt).items) == 4


def test_result_and_staff_s_copy_show_it(client: Client) -> None:
    quiz, _ = make_grouped()
    attempt = make_quizzes.make_graded(quiz, values=("a", "190", True, "Palermo"))
    client.force_login(attempt.user)
    result = reverse("quizzes:result", args=[attempt.public_id])
    assert "A bank statement" in client.get(result).content.decode()
    client.force_login(make_quizzes.make_staff(quiz.course))
    seen = reverse("quizzes:seen", args=[quiz.course.slug, attempt.public_id])
    assert "A bank statement" in client.get(seen).content.decode()


def test_preview_of_the_draft_shows_it_once(client: Client) -> None:
    quiz, _ = make_grouped(is_published=False)
    client.force_login(make_quizzes.make_staff(quiz.course))
    url = reverse("quizzes:preview", args=[quiz.course.slug, quiz.key])
    assert client.get(url).content.decode().count("A bank statement") == 1
    assert client.post(url, {"graded": "1"}).content.decode().count("A bank statement") == 1


def test_list_of_a_quiz_s_questions_says_what_they_refer_to(client: Client) -> None:
    quiz, _ = make_grouped(is_published=False)
    client.force_login(make_quizzes.make_staff(quiz.course))
    page = client.get(reverse("quizzes:items", args=[quiz.course.slug, quiz.key])).content.decode()
    assert page.count("Refers to “A bank statement”") == 2
    assert 'name="add"' not in page


def test_texts_cost_no_query_of_their_own() -> None:
    quiz, _ = make_grouped()
    attempt = make_quizzes.make_attempt(quiz)
    with assert_queries(1):
        questions_of(attempt, {})
