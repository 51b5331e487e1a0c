"""The mail on what waits for the staff: when it comes, to whom, and what it says."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from courses.catalog.models import Course
from courses.mail.models import Message, Suppression
from courses.mail.unsubscribe import read_wish, stop_mail
from courses.outbox.models import Job
from courses.people.models import User
from courses.quizzes.bank.models import BankRecord
from courses.quizzes.bank.services import create_question
from courses.quizzes.models import Question, Quiz
from courses.quizzes.tasks import tell_staff as doorway
from courses.quizzes.waiting.queries import waiting_by_person
from courses.quizzes.waiting.services import KIND, tell_staff
from tests.courses.quizzes.bank.specs import single
from tests.support import make, make_marking
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db
MORNING = datetime(2030, 5, 6, 8, 15, tzinfo=UTC)
DAY = timedelta(days=1)


def in_review(course: Course, author: User | None = None) -> Question:
    specs = {"en": single()}
    status = Question.Status.REVIEW
    return create_question(course, kind="single_choice", specs=specs, author=author, status=status)


@pytest.fixture
def teacher() -> User:
    return make.instructor(name="Ada")


@pytest.fixture
def course(teacher: User) -> Course:
    return make.course(by=teacher, title="Rescue & law")


def mails() -> list[Message]:
    return list(Message.objects.filter(kind=KIND).order_by("pk"))


def told_before(ago: timedelta) -> None:
    Message.objects.filter(kind=KIND).update(created_at=MORNING - ago)


def test_a_mail_says_what_waits_and_leads_there(course: Course, teacher: User) -> None:
    in_review(course)
    assert tell_staff(MORNING) == 1
    (mail,) = mails()
    assert (mail.user, mail.necessary) == (teacher, False)
    assert mail.subject == "1 question waits for review"
    assert "Rescue & law" in mail.text and "Rescue &amp; law" in mail.html
    assert f"/quizzes/{course.slug}/bank/?status=review" in mail.text
    assert Job.objects.filter(task="mail.send", args={"message_id": mail.pk}).exists()


def test_answers_to_mark_are_told_of(teacher: User) -> None:
    attempt = make_marking.waiting()
    quiz = Quiz.objects.select_related("course").get(pk=attempt.quiz_id)
    quiz.course.staff.create(user=teacher)
    tell_staff(MORNING)
    assert [(mail.user, mail.subject) for mail in mails() if mail.user == teacher] == [
        (teacher, "2 answers wait to be marked")
    ]


def test_nobody_is_told_twice_a_day(course: Course) -> None:
    in_review(course)
    assert tell_staff(MORNING) == 1
    in_review(course)
    tell_staff(MORNING + timedelta(hours=1))
    assert len(mails()) == 1


def test_the_next_day_brings_a_mail_only_if_something_came(course: Course) -> None:
    in_review(course)
    tell_staff(MORNING)
    told_before(timedelta(0))
    assert tell_staff(MORNING + DAY) == 0
    BankRecord.objects.update(at=MORNING + timedelta(hours=3))
    assert tell_staff(MORNING + DAY) == 1


def test_what_still_waits_after_a_week_is_told_again(course: Course) -> None:
    in_review(course)
    tell_staff(MORNING)
    told_before(timedelta(0))
    assert tell_staff(MORNING + 6 * DAY) == 0
    assert tell_staff(MORNING + 7 * DAY) == 1


@pytest.mark.parametrize(
    ("zone", "count"), [("UTC", 1), ("America/New_York", 0), ("Asia/Tokyo", 0)]
)
def test_it_comes_in_the_morning_where_the_person_is(
    course: Course, teacher: User, zone: str, count: int
) -> None:
    in_review(course)
    User.objects.filter(pk=teacher.pk).update(timezone=zone)
    assert tell_staff(MORNING) == count


def test_by_the_rule_of_two_people_an_author_is_not_told_of_their_own(
    course: Course, teacher: User
) -> None:
    Course.objects.update(two_person_rule=True)
    second = make.instructor()
    course.staff.create(user=second)
    in_review(course, author=teacher)
    tell_staff(MORNING)
    assert [mail.user for mail in mails()] == [second]


def test_whoever_left_is_suspended_or_teaches_elsewhere_is_not_told(
    course: Course, teacher: User
) -> None:
    in_review(course)
    make.course(by=make.instructor())
    User.objects.filter(pk=teacher.pk).update(is_active=False)
    assert tell_staff(MORNING) == 0


def test_where_nothing_waits_nobody_is_told(course: Course) -> None:
    assert tell_staff(MORNING) == 0


def test_the_link_in_the_mail_and_the_profile_turn_off_the_same(
    course: Course, teacher: User
) -> None:
    in_review(course)
    tell_staff(MORNING)
    token = mails()[0].text.split("/stop/")[1].split("/")[0].strip()
    wish = read_wish(token)
    assert wish is not None
    stop_mail(wish)
    told_before(timedelta(days=3000))
    assert tell_staff(MORNING + DAY) == 0
    client, page = make.client_for(teacher), reverse("mail:wishes")
    assert "checked" not in client.get(page).content.decode()
    client.post(page, {"work_waiting": "1"})
    assert not Suppression.objects.exists()
    assert tell_staff(MORNING + DAY) == 1
    client.post(page, {})
    assert Suppression.objects.get().kind == KIND


@pytest.mark.parametrize("rows", [1, 3])
def test_what_waits_takes_the_same_queries_whatever_waits(rows: int) -> None:
    for _ in range(rows):
        owner = make.instructor()
        in_review(make.course(by=owner, two_person_rule=True), author=make.instructor())
    with assert_queries(11):
        waiting_by_person()


def test_the_schedule_runs_it(course: Course) -> None:
    in_review(course)
    doorway()


def test_the_studio_and_the_course_say_how_much_waits(course: Course, teacher: User) -> None:
    in_review(course)
    client = make.client_for(teacher)
    assert "1 to review" in client.get("/studio/").content.decode()
    page = client.get(reverse("authoring:course", args=[course.slug])).content.decode()
    assert '>1<span class="visually-hidden"> in review</span>' in page
