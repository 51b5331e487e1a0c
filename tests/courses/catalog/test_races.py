"""Several authors, publishers and learners at the same moment, on a real database."""

from concurrent.futures import Future, ThreadPoolExecutor, wait

import pytest
from django.db import connection

from courses.catalog import publishing, services
from courses.catalog.aids.services import pin_glossary
from courses.catalog.errors import EditedElsewhere
from courses.catalog.models import Edition, Enrolment, LessonVersion
from tests.support import make
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_authors_who_started_from_the_same_text_one_saves_and_the_others_are_told() -> None:
    lesson = make.lesson(make.course())

    def save(index: int) -> LessonVersion:
        return services.save_lesson(
            lesson, language="en", title="T", body=f"Text {index}.", base_number=1
        )

    outcomes = at_once(5, save)
    refused = [x for x in outcomes if isinstance(x, EditedElsewhere)]
    saved = [x for x in outcomes if isinstance(x, LessonVersion)]
    assert (len(saved), len(refused)) == (1, 4)
    assert lesson.versions.count() == 2


def test_a_course_is_published_once_however_often_the_form_is_sent() -> None:
    course = make.published_course()
    editions = at_once(5, lambda _: services.publish_edition(course, by=None, after=1).pk)
    assert len(set(editions)) == 1
    assert Edition.objects.filter(course=course).count() == 2


def test_enrolling_at_once_makes_one_enrolment() -> None:
    course, user = make.published_course(), make.person()
    outcomes = at_once(5, lambda _: services.enrol(user, course).pk)
    assert set(outcomes) == {Enrolment.objects.get().pk}


def test_courses_of_one_title_get_addresses_of_their_own() -> None:
    slugs = at_once(4, lambda _: make.course(title="Same").slug)
    assert sorted(map(str, slugs)) == ["same", "same-2", "same-3", "same-4"]


def test_an_autosave_beside_a_publishing_takes_no_text_from_its_readers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    author, course = make.instructor(), make.course()
    lesson = make.lesson(course)

    def autosave(body: str) -> LessonVersion:
        return services.save_lesson(
            lesson, language="en", title="T", body=body, author=author, autosaved=True
        )

    def autosave_elsewhere() -> LessonVersion:
        try:
            return autosave("What is typed.")
        finally:
            connection.close()

    pinned = autosave("What is published.")
    with ThreadPoolExecutor() as typing:
        saved: list[Future[LessonVersion]] = []

        def type_on(edition: Edition) -> None:
            """The texts are pinned by now; one that is in line is given the time to be wrong."""
            saved.append(typing.submit(autosave_elsewhere))
            wait(saved, timeout=1)
            pin_glossary(edition)

        monkeypatch.setattr(publishing, "pin_glossary", type_on)
        edition = services.publish_edition(course, by=None)
    assert saved[0].result().body == "What is typed."
    assert edition.lessons.get().version == pinned
