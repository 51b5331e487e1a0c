"""The lesson's page: who reads it, what it costs, what it keeps."""

import pytest
from django.test import Client
from django.urls import reverse

from courses.catalog import services as catalog
from courses.catalog.models import Enrolment
from courses.learning.models import Completion, LessonProgress
from courses.people.site import site_settings
from tests.support import make
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment() -> Enrolment:
    return make.enrolled(make.published_course(lessons=3))


def address(enrolment: Enrolment, name: str = "lesson", key: str = "lesson-1") -> str:
    return reverse(f"learning:{name}", args=[enrolment.course.slug, key])


def test_a_learner_reads_with_the_outline_and_the_next_step(enrolment: Enrolment) -> None:
    page = make.client_for(enrolment.user).get(address(enrolment))
    assert page.status_code == 200
    html = page.content.decode()
    assert 'id="b-first"' in html
    assert "Mark as read and go on" in html
    assert address(enrolment, key="lesson-3") in html


@pytest.mark.parametrize("lessons", [1, 3])
def test_a_lesson_costs_five_queries_and_one_more_when_opened(lessons: int) -> None:
    enrolment = make.enrolled(make.published_course(lessons=lessons))
    client = make.client_for(enrolment.user)
    client.get(address(enrolment))
    site_settings()
    LessonProgress.objects.all().delete()
    with assert_queries(6):
        client.get(address(enrolment))
    with assert_queries(5):
        client.get(address(enrolment))


def test_nobody_reads_without_signing_in(enrolment: Enrolment) -> None:
    answer = Client().get(address(enrolment))
    assert (answer.status_code, "login" in answer["Location"]) == (302, True)


def test_who_is_not_enrolled_is_led_to_the_course(enrolment: Enrolment) -> None:
    answer = make.client_for(make.person()).get(address(enrolment))
    assert answer["Location"] == reverse("home:course", args=[enrolment.course.slug])
    assert not LessonProgress.objects.exists()


@pytest.mark.parametrize("name", ["mark_read", "place", "language"])
def test_who_is_not_enrolled_changes_nothing(enrolment: Enrolment, name: str) -> None:
    data = {"block": "first", "language": "en", "version": "1"}
    answer = make.client_for(make.person()).post(address(enrolment, name), data)
    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["mark_read", "place", "language"])
def test_what_changes_something_is_posted(enrolment: Enrolment, name: str) -> None:
    assert make.client_for(enrolment.user).get(address(enrolment, name)).status_code == 405


def test_a_lesson_or_course_that_is_not_there_is_not_found(enrolment: Enrolment) -> None:
    client = make.client_for(enrolment.user)
    assert client.get(address(enrolment, key="nothing")).status_code == 404
    assert client.get(reverse("learning:lesson", args=["nowhere", "lesson-1"])).status_code == 404


def test_the_draft_of_a_course_is_not_found(enrolment: Enrolment) -> None:
    draft = make.lesson(make.course())
    url = reverse("learning:lesson", args=[draft.course.slug, draft.key])
    assert make.client_for(enrolment.user).get(url).status_code == 404


def test_a_lesson_that_was_removed_leads_to_the_course(enrolment: Enrolment) -> None:
    catalog.remove_lesson(enrolment.course.lessons.get(key="lesson-1"))
    make.publish(enrolment.course)
    answer = make.client_for(enrolment.user).get(address(enrolment))
    assert answer["Location"] == reverse("home:course", args=[enrolment.course.slug])


def test_marking_as_read_goes_on_to_the_next_lesson(enrolment: Enrolment) -> None:
    answer = read(enrolment, "lesson-1")
    assert answer == address(enrolment, key="lesson-2")
    assert LessonProgress.objects.get().read_at is not None


def test_the_last_lesson_completes_the_course(enrolment: Enrolment) -> None:
    answers = [read(enrolment, f"lesson-{n}") for n in (1, 2, 3)]
    assert answers[-1] == reverse("home:course", args=[enrolment.course.slug])
    assert Completion.objects.get().user == enrolment.user


def test_what_was_read_is_the_version_on_the_screen(enrolment: Enrolment) -> None:
    lesson = enrolment.course.lessons.get(key="lesson-1")
    shown = lesson.versions.get()
    make.version(lesson, body="Rewritten meanwhile.")
    make.publish(enrolment.course)
    post(enrolment, str(shown.pk))
    assert LessonProgress.objects.get().version == shown
    html = make.client_for(enrolment.user).get(address(enrolment)).content.decode()
    assert "has changed since you read it" in html


@pytest.mark.parametrize("version", ["", "x", "0", "999999"])
def test_a_version_that_was_never_published_is_not_read(enrolment: Enrolment, version: str) -> None:
    assert post(enrolment, version) == 404
    assert not LessonProgress.objects.exists()


def test_the_place_is_kept_and_offered(enrolment: Enrolment) -> None:
    client = make.client_for(enrolment.user)
    client.get(address(enrolment))
    kept = client.post(address(enrolment, "place"), {"block": "second"})
    assert kept.status_code == 204
    assert 'href="#b-second"' in client.get(address(enrolment)).content.decode()


@pytest.mark.parametrize(
    ("block", "status"), [("", 400), ("a b", 400), ("a\n", 400), ("x" * 81, 400)]
)
def test_a_place_that_is_none_is_refused(enrolment: Enrolment, block: str, status: int) -> None:
    answer = make.client_for(enrolment.user).post(address(enrolment, "place"), {"block": block})
    assert answer.status_code == status


def test_another_language_opens_at_the_same_block() -> None:
    enrolment = make.enrolled(make.published_course(languages=["en", "fr"]))
    client = make.client_for(enrolment.user)
    answer = client.post(address(enrolment, "language"), {"language": "fr", "block": "second"})
    assert answer["Location"] == address(enrolment) + "#b-second"
    assert 'lang="fr" dir="ltr"' in client.get(address(enrolment)).content.decode()


def test_a_language_that_the_course_has_not_is_not_found(enrolment: Enrolment) -> None:
    answer = make.client_for(enrolment.user).post(
        address(enrolment, "language"), {"language": "ar"}
    )
    assert answer.status_code == 404


def test_staff_preview_the_draft_and_others_do_not() -> None:
    author = make.instructor()
    lesson = make.lesson(make.course(by=author), title="Draft title")
    url = reverse("learning:preview", args=[lesson.course.slug, lesson.key])
    page = make.client_for(author).get(url)
    assert "preview of the draft" in page.content.decode()
    assert make.client_for(make.instructor()).get(url).status_code == 404
    assert make.client_for(make.person()).get(url).status_code == 404


def read(enrolment: Enrolment, key: str) -> str:
    version = enrolment.course.lessons.get(key=key).versions.get()
    client = make.client_for(enrolment.user)
    return client.post(address(enrolment, "mark_read", key), {"version": version.pk})["Location"]


def post(enrolment: Enrolment, version: str) -> int:
    client = make.client_for(enrolment.user)
    return client.post(address(enrolment, "mark_read"), {"version": version}).status_code
