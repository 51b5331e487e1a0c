"""Courses made, changed, copied, archived; who may edit them; who takes them."""

import pytest

from courses.catalog import rules, services
from courses.catalog.errors import NotOpen
from courses.catalog.models import Course
from courses.catalog.queries import courses_for_learner, courses_for_staff, draft_outline
from tests.support import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("Follow the money", ["follow-the-money", "follow-the-money-2"]),
        ("Блокчейн", ["course", "course-2"]),
        ("x" * 300, ["x" * 75, "x" * 75 + "-2"]),
    ],
)
def test_slugs_are_made_from_titles_and_never_twice(title: str, slugs: list[str]) -> None:
    made = [services.create_course(title=title, language="en", by=None).slug for _ in slugs]
    assert made == slugs


def test_whoever_makes_a_course_may_edit_it() -> None:
    author, other = make.instructor(), make.instructor()
    course = make.course(by=author)
    assert rules.can_edit(author, course)
    assert not rules.can_edit(other, course)
    assert rules.can_edit(make.administrator(), course)


def test_who_is_no_instructor_any_more_edits_nothing() -> None:
    author = make.instructor()
    course = make.course(by=author)
    author.is_instructor = False
    assert not rules.can_edit(author, course)
    assert not courses_for_staff(author).exists()


def test_texts_are_set_for_one_language_and_the_rest_for_all() -> None:
    course = make.course(title="One")
    services.update_course(course, language="fr", title="Un", objectives=["Voir"], level="advanced")
    assert (course.titles, course.level) == ({"en": "One", "fr": "Un"}, "advanced")
    assert course.objectives == {"fr": ["Voir"]}


def test_modules_and_lessons_move() -> None:
    course = make.course()
    one, two = make.module(course, "One"), make.module(course, "Two")
    first, second = make.lesson(one, key="a"), make.lesson(one, key="b")
    services.move_lesson(second, position=0)
    services.move_lesson(first, position=0, module=two)
    services.move_module(two, 0)
    outline = draft_outline(course, "en")
    assert [(m.title, [x.key for x in m.lessons]) for m in outline.modules] == [
        ("Two", ["a"]),
        ("One", ["b"]),
    ]


def test_what_was_removed_comes_back_with_its_text() -> None:
    lesson = make.lesson(make.course(), key="a")
    services.remove_module(lesson.module)
    assert draft_outline(lesson.course, "en").lessons == ()
    services.restore_lesson(lesson)
    assert [x.key for x in draft_outline(lesson.course, "en").lessons] == ["a"]


def test_drafts_are_not_in_the_catalogue() -> None:
    make.course()
    published = make.published_course()
    assert list(courses_for_learner(make.person())) == [published]


def test_an_archived_course_stays_with_those_who_take_it() -> None:
    enrolment = make.enrolled(make.published_course())
    services.archive_course(enrolment.course)
    assert list(courses_for_learner(enrolment.user)) == [enrolment.course]
    assert not courses_for_learner(make.person()).exists()
    services.restore_course(enrolment.course)
    assert courses_for_learner(make.person()).exists()


def test_what_was_published_meanwhile_is_restored_as_published() -> None:
    course = make.course()
    make.lesson(course)
    seen_before = Course.objects.get(pk=course.pk)
    services.archive_course(seen_before)
    make.publish(course)
    services.restore_course(seen_before)
    assert Course.objects.get(pk=course.pk).status == Course.Status.PUBLISHED


def test_enrolling_twice_is_enrolling_once() -> None:
    enrolment = make.enrolled(make.published_course())
    assert services.enrol(enrolment.user, enrolment.course) == enrolment


def test_who_comes_back_is_enrolled_again() -> None:
    enrolment = make.enrolled(make.published_course())
    enrolment.withdrawn_at = enrolment.enrolled_at
    enrolment.save()
    assert services.enrol(enrolment.user, enrolment.course).withdrawn_at is None


def test_one_reads_in_ones_own_language_when_the_course_has_it() -> None:
    course = make.published_course(languages=["en", "fr"])
    assert make.enrolled(course, make.person(language="fr")).language == "fr"
    assert make.enrolled(course, make.person(language="ar")).language == "en"


def test_nobody_enrols_in_a_draft() -> None:
    with pytest.raises(NotOpen):
        services.enrol(make.person(), make.course())


def test_settings_saved_beside_a_publishing_leave_what_was_published() -> None:
    course = make.course()
    make.lesson(course)
    read_before = Course.objects.get()
    edition = services.publish_edition(course, by=None)
    services.update_course(read_before, language="en", title="Another title")
    now = Course.objects.get()
    assert (now.current_edition, now.status) == (edition, Course.Status.PUBLISHED)
    assert now.titles == {"en": "Another title"}
