from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from courses.people.models import User
from courses.quizzes.models import Quiz
from courses.quizzes.services import grade_attempt, publish_quizzes
from courses.quizzes.terms.models import Override
from tests.support import make, make_cohorts
from tests.support.make_quizzes import enrol, make_attempt, make_learner, make_quiz, make_staff
from tests.support.make_terms import accommodation, override_for, override_of
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


def at(quiz: Quiz, name: str, *more: int) -> str:
    return reverse(f"quizzes:{name}", args=[quiz.course.slug, quiz.key, *more])


@pytest.fixture
def quiz() -> Quiz:
    return make_quiz(time_limit_minutes=45, attempts_allowed=2)


@pytest.fixture
def learner(quiz: Quiz) -> User:
    user = make_learner(name="Ana Ruiz")
    enrol(user, quiz.course)
    return user


@pytest.fixture
def staff(quiz: Quiz) -> Client:
    return make.client_for(make_staff(quiz.course))


def test_one_for_a_person_is_saved_and_listed(quiz: Quiz, learner: User, staff: Client) -> None:
    url = at(quiz, "override_person", learner.pk)
    saved = staff.post(url, {"time_limit_minutes": "60", "note": "A late bus"}, follow=True)
    page = saved.content.decode()
    assert "Ana Ruiz" in page
    assert "Time limit: 1 h" in page
    assert "A late bus" in page
    assert Override.objects.get().by is not None


def test_what_holds_now_stands_beside_the_empty_fields(
    quiz: Quiz, learner: User, staff: Client
) -> None:
    accommodation(learner, time_percent=200)
    page = staff.get(at(quiz, "override_person", learner.pk)).content.decode()
    assert "<dd>1 h 30 min</dd>" in page


def test_the_effect_is_shown_before_it_is_saved(quiz: Quiz, learner: User, staff: Client) -> None:
    accommodation(learner, time_percent=150, reason="A private thing")
    make_attempt(quiz, learner)
    url = at(quiz, "override_person", learner.pk)
    page = staff.post(url, {"time_limit_minutes": "60", "look": "1"}).content.decode()
    assert "1 h 7 min 30 s" in page
    assert "<strong>1 h 30 min</strong>" in page
    assert "1 attempt is under way" in page
    assert "private" not in page
    assert learner.email not in page  # whoever looks is still themselves
    assert not Override.objects.exists()


def test_what_contradicts_itself_is_told_at_its_field(
    quiz: Quiz, learner: User, staff: Client
) -> None:
    url = at(quiz, "override_person", learner.pk)
    refused = staff.post(url, {"time_limit_minutes": "5", "is_untimed": "on"})
    assert refused.status_code == 422
    assert "Give a time limit or none at all, not both." in refused.content.decode()


def test_removed_it_may_be_undone(quiz: Quiz, learner: User, staff: Client) -> None:
    made = override_of(quiz, learner, extra_attempts=1)
    page = staff.post(at(quiz, "override_end", made.pk), follow=True).content.decode()
    assert "holds no more" in page
    assert at(quiz, "override_back", made.pk) in page
    staff.post(at(quiz, "override_back", made.pk))
    assert Override.objects.filter(ended_at=None).count() == 1


def test_only_learners_and_groups_of_the_course_are_offered(
    quiz: Quiz, learner: User, staff: Client
) -> None:
    make_learner(name="Ana Other")
    cohort = make_cohorts.cohort(name="Spring")
    make_cohorts.member(cohort, learner)
    empty = make_cohorts.cohort(name="Nobody here")
    page = staff.get(at(quiz, "overrides"), {"q": "ana"}).content.decode()
    assert at(quiz, "override_person", learner.pk) in page
    assert "Ana Other" not in page
    assert at(quiz, "override_cohort", cohort.pk) in page
    assert staff.get(at(quiz, "override_cohort", empty.pk)).status_code == 404
    other = make_learner()
    assert staff.get(at(quiz, "override_person", other.pk)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_many(rows: int, quiz: Quiz, staff: Client) -> None:
    for _ in range(rows):
        member = make_cohorts.member(make_cohorts.cohort(name=f"G{_}"))
        enrol(member.user, quiz.course)
        override_for(quiz, member.cohort, extra_attempts=1)
        override_of(quiz, member.user, extra_attempts=1)
        override_of(quiz, member.user, extra_attempts=2)
    staff.get(at(quiz, "overrides"))
    with assert_queries(7):
        staff.get(at(quiz, "overrides"))


def test_the_page_before_the_start_says_what_holds_for_this_learner(
    quiz: Quiz, learner: User
) -> None:
    accommodation(learner, time_percent=150, extra_attempts=1, break_minutes=15)
    page = make.client_for(learner).get(at(quiz, "quiz")).content.decode()
    assert "1 h 7 min 30 s" in page
    assert "3 of 3" in page
    assert "15 min" in page


def test_the_wait_after_an_attempt_names_the_time(learner: User, quiz: Quiz) -> None:
    waiting = make_quiz(wait_minutes=30)
    attempt = make_attempt(waiting, learner)
    client = make.client_for(learner)
    client.post(reverse("quizzes:submit", args=[attempt.public_id]))
    attempt.refresh_from_db()
    page = client.get(at(waiting, "quiz")).content.decode()
    assert "You can start again at" in page
    grade_attempt(attempt.pk)
    result = client.get(reverse("quizzes:result", args=[attempt.public_id])).content.decode()
    assert "The wait after this attempt ends:" in result
    assert client.post(at(waiting, "start"), {"after": "1"}).status_code == 409


def test_the_course_page_counts_what_the_learner_has_left(learner: User) -> None:
    course = make.published_course(lessons=1)
    quiz = make_quiz(course, is_published=False, attempts_allowed=2)
    publish_quizzes(make.publish(course))
    make.enrolled(course, learner)
    override_of(quiz, learner, extra_attempts=2)
    page = make.client_for(learner).get(reverse("home:course", args=[course.slug]))
    assert "4 attempts left" in page.content.decode()


def test_more_time_is_told_on_the_open_page(learner: User, quiz: Quiz) -> None:
    attempt = make_attempt(quiz, learner)
    override_of(quiz, learner, time_limit_minutes=55)
    page = make.client_for(learner).get(reverse("quizzes:attempt", args=[attempt.public_id]))
    assert "You were given 10 minutes more." in page.content.decode()
    assert attempt.deadline_at
    attempt.refresh_from_db()
    assert attempt.deadline_at == attempt.started_at + timedelta(minutes=55)
