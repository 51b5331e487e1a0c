"""Uploading a picture beside a question."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from courses.catalog.models import Course, Picture
from tests.courses.quizzes.media.pictured import file_of, make_picture
from tests.support import make_quizzes
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(client: Client) -> Course:
    course = make_quizzes.make_course()
    client.force_login(make_quizzes.make_staff(course))
    return course


def url_of(course: Course) -> str:
    return reverse("quizzes:pictures", args=[course.slug])


def test_an_upload_gives_the_line_that_shows_it(client: Client, course: Course) -> None:
    data = {"picture": file_of(), "alt": "A [large] map"}
    page = client.post(url_of(course), data)
    picture = Picture.objects.get()
    assert f"![A \\[large\\] map](/pictures/{picture.key})" in page.content.decode()
    assert (picture.for_questions, picture.course) == (True, course)


def test_beside_a_question_only_the_fields_come_back(client: Client, course: Course) -> None:
    answer = client.post(
        url_of(course), {"picture": file_of(), "alt": "A map"}, HTTP_HX_REQUEST="1"
    )
    assert b"<html" not in answer.content
    assert b'data-line="![A map]' in answer.content


def test_without_words_it_must_be_said_to_decorate(client: Client, course: Course) -> None:
    page = client.post(url_of(course), {"picture": file_of()})
    words = "Say in a few words what the picture shows, or tick that it only decorates."
    assert (page.status_code, words in page.content.decode()) == (422, True)
    page = client.post(url_of(course), {"picture": file_of(), "is_decorative": "on"})
    assert "{: .decorative }" in page.content.decode()


def test_a_picture_that_is_none_is_a_sentence_at_its_field(client: Client, course: Course) -> None:
    fake = SimpleUploadedFile("map.png", b"<svg onload=alert(1)>", "image/png")
    page = client.post(url_of(course), {"picture": fake, "alt": "A map"})
    assert page.status_code == 422
    assert "This file is not a picture that we can read." in page.content.decode()
    assert not Picture.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_of_the_database_however_long(
    client: Client, course: Course, number: int
) -> None:
    for _ in range(number):
        make_picture(course)
    client.get(url_of(course))
    with assert_queries(5):
        client.get(url_of(course))


def test_the_form_of_a_question_offers_an_upload(client: Client, course: Course) -> None:
    page = client.get(reverse("quizzes:question_new", args=[course.slug, "hotspot"]))
    assert f'action="{url_of(course)}"' in page.content.decode()


@pytest.mark.parametrize(
    ("stem", "words"),
    [
        (r"$\foo$", r"The formula $\foo$ cannot be read: \foo is not known here."),
        ("![A](/pictures/nothing)", "There is no picture /pictures/nothing in this course."),
    ],
)
def test_the_preview_says_what_is_wrong(
    client: Client, course: Course, stem: str, words: str
) -> None:
    url = reverse("quizzes:question_preview", args=[course.slug, "true_false"])
    assert words in client.post(url, {"stem-en": stem}).content.decode()


def test_a_half_written_place_in_a_picture_has_a_preview(client: Client, course: Course) -> None:
    url = reverse("quizzes:question_preview", args=[course.slug, "hotspot"])
    data = {"stem-en": "Where?", "regions-0-place": "ten", "regions-0-text-en": "Here"}
    assert "Where?" in client.post(url, data).content.decode()
