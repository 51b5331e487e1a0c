"""Progress over editions: nothing read is ever lost, what is new or changed is marked."""

import pytest

from courses.catalog import services as catalog
from courses.catalog.models import Enrolment
from courses.learning import services
from courses.learning.models import Completion, LessonProgress
from courses.learning.progress import CourseProgress
from courses.learning.queries import enrolments_of, progress_for, progress_of
from courses.outbox.models import Job
from courses.quizzes.services import publish_quizzes
from tests.support import make, make_quizzes
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


def read(enrolment: Enrolment, *keys: str) -> None:
    for key in keys:
        lesson = enrolment.course.lessons.get(key=key)
        version = lesson.versions.order_by("-number").first()
        assert version is not None
        services.mark_read(enrolment.user, lesson, version)


def progress(enrolment: Enrolment) -> CourseProgress:
    enrolment.course.refresh_from_db()
    assert enrolment.course.current_edition is not None
    return progress_for(
        enrolment.user,
        enrolment.course,
        enrolment.course.current_edition,
        seen=enrolment.seen_edition,
    )


@pytest.fixture
def enrolment() -> Enrolment:
    return make.enrolled(make.published_course(lessons=2))


def test_a_new_learner_starts_at_the_first_lesson(enrolment: Enrolment) -> None:
    now = progress(enrolment)
    assert (now.states, now.is_started, now.read) == (["open", "open"], False, 0)
    assert now.next_lesson is not None and now.next_lesson.lesson.key == "lesson-1"


def test_an_opened_lesson_is_where_one_goes_on(enrolment: Enrolment) -> None:
    services.open_lesson(enrolment.user, enrolment.course.lessons.get(key="lesson-2"))
    now = progress(enrolment)
    assert now.states == ["open", "current"]
    assert now.next_lesson is not None and now.next_lesson.lesson.key == "lesson-2"


def test_opening_twice_keeps_one_row_and_the_place(enrolment: Enrolment) -> None:
    lesson = enrolment.course.lessons.get(key="lesson-1")
    services.open_lesson(enrolment.user, lesson)
    assert services.remember_place(
        enrolment.user, slug=enrolment.course.slug, key="lesson-1", block="second"
    )
    services.open_lesson(enrolment.user, lesson)
    assert LessonProgress.objects.get().place == "second"


def test_the_place_of_a_lesson_never_opened_is_not_kept(enrolment: Enrolment) -> None:
    assert not services.remember_place(
        enrolment.user, slug=enrolment.course.slug, key="lesson-1", block="first"
    )


def test_progress_outlives_a_changed_a_removed_and_an_added_lesson(enrolment: Enrolment) -> None:
    course = enrolment.course
    read(enrolment, "lesson-1", "lesson-2")
    make.version(course.lessons.get(key="lesson-1"), title="Lesson 1", body="Rewritten.")
    catalog.remove_lesson(course.lessons.get(key="lesson-2"))
    make.lesson(course, title="Third", key="lesson-3")
    make.publish(course)
    one, three = progress(enrolment).lessons
    assert (one.is_read, one.is_changed, one.is_new) == (True, True, False)
    assert (three.is_read, three.is_new, three.state) == (False, True, "new")
    catalog.restore_lesson(course.lessons.get(key="lesson-2"))
    make.publish(course)
    assert [x.is_read for x in progress(enrolment).lessons] == [True, True, False]


def test_the_mark_of_a_change_goes_when_it_was_read(enrolment: Enrolment) -> None:
    read(enrolment, "lesson-1")
    make.version(enrolment.course.lessons.get(key="lesson-1"), body="Rewritten.")
    make.publish(enrolment.course)
    assert progress(enrolment).lessons[0].is_changed
    read(enrolment, "lesson-1")
    assert not progress(enrolment).lessons[0].is_changed


def test_reading_in_another_language_is_no_change() -> None:
    enrolment = make.enrolled(make.published_course(lessons=1, languages=["en", "fr"]))
    lesson = enrolment.course.lessons.get()
    services.mark_read(enrolment.user, lesson, lesson.versions.get(language="fr"))
    assert not progress(enrolment).lessons[0].is_changed


def test_what_is_new_is_known_once_acknowledged(enrolment: Enrolment) -> None:
    make.lesson(enrolment.course, key="lesson-3")
    make.publish(enrolment.course)
    assert progress(enrolment).lessons[2].is_new
    catalog.acknowledge_edition(enrolment)
    assert not progress(enrolment).lessons[2].is_new


def test_all_read_without_a_quiz_completes_and_awards_once(enrolment: Enrolment) -> None:
    read(enrolment, "lesson-1")
    assert not Completion.objects.exists()
    read(enrolment, "lesson-2", "lesson-2")
    completion = Completion.objects.get()
    assert Job.objects.get(task="certificates.award").args == {"completion_id": completion.pk}


def test_a_required_quiz_must_be_passed(enrolment: Enrolment) -> None:
    quiz = make_quizzes.make_quiz(enrolment.course, is_published=False)
    publish_with_quizzes(enrolment)
    read(enrolment, "lesson-1", "lesson-2")
    assert not Completion.objects.exists()
    attempt = make_quizzes.make_graded(quiz, enrolment.user)
    services.evaluate_completion(attempt.user_id, enrolment.course_id)
    assert Completion.objects.exists()


def test_a_failed_quiz_does_not_complete(enrolment: Enrolment) -> None:
    quiz = make_quizzes.make_quiz(enrolment.course, is_published=False)
    publish_with_quizzes(enrolment)
    read(enrolment, "lesson-1", "lesson-2")
    attempt = make_quizzes.make_graded(quiz, enrolment.user, ("b", False, "1", "x"))
    assert services.evaluate_completion(attempt.user_id, enrolment.course_id) is None
    quizzes = progress(enrolment).quizzes
    assert [quiz.state for quiz in quizzes] == ["current"]


def test_a_completed_course_stays_completed_when_it_grows(enrolment: Enrolment) -> None:
    read(enrolment, "lesson-1", "lesson-2")
    make.lesson(enrolment.course, key="lesson-3")
    make.publish(enrolment.course)
    assert not progress(enrolment).is_complete
    assert Completion.objects.filter(user=enrolment.user).exists()


@pytest.mark.parametrize("courses", [1, 3])
def test_standing_costs_the_same_for_one_course_and_for_many(courses: int) -> None:
    user = make.person()
    for _ in range(courses):
        make.enrolled(make.published_course(lessons=courses), user)
    with assert_queries(1):
        enrolments = enrolments_of(user)
    with assert_queries(5):
        assert len(progress_of(user, enrolments)) == courses


def publish_with_quizzes(enrolment: Enrolment) -> None:
    edition = make.publish(enrolment.course)
    publish_quizzes(edition)


def with_opener() -> Enrolment:
    course = make.course()
    make.lesson(course, key="lesson-1")
    within = course.modules.get()
    make_quizzes.make_quiz(
        course, key="pre", module=within, before_lessons=True, required=False, is_published=False
    )
    publish_quizzes(make.publish(course))
    return make.enrolled(course)


def test_a_quiz_before_a_module_comes_before_its_lessons() -> None:
    standing = progress(with_opener())
    assert [step.key for step in standing.steps] == ["pre", "lesson-1"]
    assert standing.opener is not None and standing.opener.key == "pre"


def test_what_one_knew_before_is_not_asked_once_the_module_is_opened() -> None:
    enrolment = with_opener()
    read(enrolment, "lesson-1")
    assert progress(enrolment).opener is None
    assert progress(enrolment).is_complete


def test_what_does_not_count_stays_done_while_it_is_taken_again() -> None:
    enrolment = with_opener()
    quiz = enrolment.course.quizzes.get()
    make_quizzes.make_graded(quiz, enrolment.user, values=())
    assert progress(enrolment).quizzes[0].is_done
    make_quizzes.make_attempt(quiz, enrolment.user)
    assert progress(enrolment).quizzes[0].is_done


def test_progress_is_whole_with_what_the_certificate_asks_for() -> None:
    enrolment = with_opener()
    assert progress(enrolment).states == ["open"]
    read(enrolment, "lesson-1")
    standing = progress(enrolment)
    assert (standing.states, standing.modules[0].states) == (["done"], ["done"])
    assert standing.is_complete


def test_a_quiz_that_counts_is_part_of_progress_until_it_is_passed(enrolment: Enrolment) -> None:
    quiz = make_quizzes.make_quiz(enrolment.course, pass_mark=70, is_published=False)
    publish_with_quizzes(enrolment)
    read(enrolment, "lesson-1", "lesson-2")
    assert progress(enrolment).states == ["done", "done", "open"]
    make_quizzes.make_graded(quiz, enrolment.user)
    assert progress(enrolment).states == ["done", "done", "done"]


def test_who_took_a_quiz_that_does_not_count_has_started() -> None:
    enrolment = with_opener()
    assert not progress(enrolment).is_started
    make_quizzes.make_graded(enrolment.course.quizzes.get(), enrolment.user, values=())
    assert progress(enrolment).is_started
