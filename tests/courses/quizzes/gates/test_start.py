"""What stands before a quiz: what comes first, a code, a statement to agree to."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.learning.services import mark_read
from courses.people.models import User
from courses.quizzes import services
from courses.quizzes.errors import CodeWanted, HonourWanted, RequiresFirst, TooManyCodes
from courses.quizzes.gates import checking
from courses.quizzes.gates.checking import Brought
from courses.quizzes.gates.models import WrongCode
from courses.quizzes.gates.requirements import Requirement, read_requirements, steps_before
from courses.quizzes.gradebook.models import QuizGrade
from courses.quizzes.gradebook.services import Said, override_grade
from courses.quizzes.models import Attempt, Quiz, QuizEdition
from courses.quizzes.queries import published_quiz
from tests.support import make, make_quizzes
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db

HONOUR = {"en": "I do this by myself.", "fr": "Je le fais seul."}


def enrolled(quiz: Quiz) -> User:
    learner = make_quizzes.make_learner()
    make_quizzes.enrol(learner, quiz.course)
    return learner


def published(quiz: Quiz, learner: User) -> QuizEdition:
    found = published_quiz(learner, quiz.course.slug, quiz.key)
    assert found is not None
    return found


def press_start(quiz: Quiz, learner: User, **data: str) -> Any:
    address = reverse("quizzes:start", args=[quiz.course.slug, quiz.key])
    return make.client_for(learner).post(address, {"after": "0", **data})


def test_a_quiz_waits_until_another_is_passed() -> None:
    first = make_quizzes.make_quiz(is_published=False)
    second = make_quizzes.make_quiz(first.course, requires=[{"quiz": first.key}])
    learner = enrolled(second)
    with pytest.raises(RequiresFirst):
        services.start_attempt(learner, second)
    page = make.client_for(learner).get(
        reverse("quizzes:quiz", args=[second.course.slug, second.key])
    )
    html = page.content.decode()
    assert "Pass “Final quiz”" in html
    assert reverse("quizzes:start", args=[second.course.slug, second.key]) not in html
    make_quizzes.make_graded(first, learner)
    assert services.start_attempt(learner, second).state == Attempt.State.OPEN


def test_whoever_is_excused_from_what_comes_first_may_start() -> None:
    first = make_quizzes.make_quiz(is_published=False)
    second = make_quizzes.make_quiz(first.course, requires=[{"quiz": first.key}])
    learner, staff = enrolled(second), make_quizzes.make_staff(second.course)
    excused = Said(QuizGrade.Override.EXCUSED)
    override_grade(first.pk, learner.pk, excused, reason="Was ill", by=staff, seen=0)
    page = make.client_for(learner).get(
        reverse("quizzes:quiz", args=[first.course.slug, first.key])
    )
    assert "excused you from this quiz" in page.content.decode()
    assert services.start_attempt(learner, second)


def test_a_closed_quiz_names_what_comes_first_too() -> None:
    first = make_quizzes.make_quiz(is_published=False)
    later = timezone.now() + timedelta(days=1)
    second = make_quizzes.make_quiz(first.course, requires=[{"quiz": first.key}], opens_at=later)
    page = make.client_for(enrolled(second)).get(
        reverse("quizzes:quiz", args=[second.course.slug, second.key])
    )
    assert "Pass “Final quiz”" in page.content.decode()


def test_a_quiz_waits_until_a_module_is_read() -> None:
    course = make.published_course()
    quiz = make_quizzes.make_quiz(course, is_published=False)
    module = course.modules.get()
    quiz.requires = [{"lessons": module.key}]
    quiz.save()
    services.publish_quizzes(make.publish(course))
    learner = enrolled(quiz)
    [step] = steps_before(learner, published(quiz, learner))
    lessons = list(course.lessons.order_by("pk"))
    assert (step.done, step.total) == (0, len(lessons))
    for lesson in lessons:
        mark_read(learner, lesson, lesson.versions.get())
    [step] = steps_before(learner, published(quiz, learner))
    assert step.is_done


def test_what_the_edition_does_not_have_is_not_asked_for() -> None:
    quiz = make_quizzes.make_quiz(requires=[{"quiz": "gone"}, {"lessons": "gone"}, {"star": "x"}])
    learner = enrolled(quiz)
    assert steps_before(learner, published(quiz, learner)) == []
    assert services.start_attempt(learner, quiz)


def test_nothing_required_asks_the_database_nothing() -> None:
    quiz = make_quizzes.make_quiz()
    learner = enrolled(quiz)
    row = published(quiz, learner)
    with assert_queries(0):
        checking.check_gates(learner, row, Brought())


def test_each_requirement_is_read_once() -> None:
    asked = [{"quiz": "a"}, {"lessons": "m"}, {"quiz": "a"}]
    assert read_requirements(asked) == [Requirement("quiz", "a"), Requirement("lessons", "m")]


@pytest.mark.parametrize("typed", ["Rose 7", "  rose 7 ", "ROSE 7"])
def test_capitals_and_spaces_of_a_code_do_not_matter(typed: str) -> None:
    quiz = make_quizzes.make_quiz(access_code="Rose 7")
    learner = enrolled(quiz)
    assert services.start_attempt(learner, quiz, brought=Brought(typed))


@pytest.mark.parametrize("typed", ["", "Rose", "Rose 77", "é" * 70])
def test_a_wrong_code_starts_nothing(typed: str) -> None:
    quiz = make_quizzes.make_quiz(access_code="Rose 7")
    with pytest.raises(CodeWanted):
        services.start_attempt(enrolled(quiz), quiz, brought=Brought(typed))
    assert not Attempt.objects.exists()


def test_a_wrong_code_is_told_at_its_field_and_kept() -> None:
    quiz = make_quizzes.make_quiz(access_code="Rose 7", honour=HONOUR)
    answer = press_start(quiz, enrolled(quiz), code="Tulip", honour="1")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Tulip"' in html
    assert "This is not the access code" in html
    assert "checked" in html


def test_a_wrong_code_does_not_hide_that_the_tick_is_missing() -> None:
    quiz = make_quizzes.make_quiz(access_code="rose", honour=HONOUR)
    html = press_start(quiz, enrolled(quiz), code="tulip").content.decode()
    assert 'href="#code"' in html and 'href="#honour"' in html
    html = press_start(quiz, enrolled(quiz), code="tulip", honour="1").content.decode()
    assert 'href="#code"' in html and 'href="#honour"' not in html


def test_codes_cannot_be_tried_out_and_the_right_one_waits_too() -> None:
    quiz = make_quizzes.make_quiz(access_code="Rose 7")
    learner = enrolled(quiz)
    codes = [press_start(quiz, learner, code=str(number)) for number in range(checking.CODES)]
    assert {answer.status_code for answer in codes} == {422}
    assert press_start(quiz, learner, code="Rose 7").status_code == 429
    assert not Attempt.objects.exists()
    other = make_quizzes.make_learner()
    make_quizzes.enrol(other, quiz.course)
    assert press_start(quiz, other, code="Rose 7").status_code == 302
    earlier = timezone.now() - timedelta(seconds=checking.CODES_SECONDS + 1)
    WrongCode.objects.update(typed_at=earlier)
    assert press_start(quiz, learner, code="Rose 7").status_code == 302


def test_the_eleventh_wrong_code_is_refused_as_one_too_many() -> None:
    quiz = make_quizzes.make_quiz(access_code="Rose 7")
    learner = enrolled(quiz)
    for _number in range(checking.CODES):
        checking.limit_codes(learner, published(quiz, learner))
    with pytest.raises(TooManyCodes):
        checking.limit_codes(learner, published(quiz, learner))


def test_the_statement_is_agreed_to_before_the_start_and_kept_with_its_moment() -> None:
    quiz = make_quizzes.make_quiz(honour=HONOUR)
    learner = enrolled(quiz)
    with pytest.raises(HonourWanted):
        services.start_attempt(learner, quiz)
    refused = press_start(quiz, learner)
    assert refused.status_code == 422
    assert "I do this by myself." in refused.content.decode()
    assert press_start(quiz, learner, honour="1").status_code == 302
    attempt = Attempt.objects.get()
    assert attempt.honoured_at == attempt.started_at


def test_without_a_statement_nothing_is_agreed_to() -> None:
    quiz = make_quizzes.make_quiz(honour={"en": " "})
    assert services.start_attempt(enrolled(quiz), quiz).honoured_at is None


def test_going_on_with_an_attempt_asks_for_no_code() -> None:
    quiz = make_quizzes.make_quiz(access_code="Rose 7")
    learner = enrolled(quiz)
    first = services.start_attempt(learner, quiz, brought=Brought("rose 7"))
    assert services.start_attempt(learner, quiz).pk == first.pk
