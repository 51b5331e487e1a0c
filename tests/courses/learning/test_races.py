"""The last lesson and the last grade may come at the same moment."""

import pytest

from courses.learning import services
from courses.learning.models import Completion
from courses.outbox.models import Job
from tests.support import make
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_reading_the_last_lesson_at_once_completes_the_course_once() -> None:
    enrolment = make.enrolled(make.published_course(lessons=3))
    lessons = list(enrolment.course.lessons.order_by("pk"))

    def read(index: int) -> None:
        lesson = lessons[index % 3]
        services.mark_read(enrolment.user, lesson, lesson.versions.get())

    assert at_once(6, read) == [None] * 6
    assert Completion.objects.count() == 1
    assert Job.objects.filter(task="certificates.award").count() == 1


def test_opening_a_lesson_in_two_windows_makes_one_row() -> None:
    enrolment = make.enrolled(make.published_course(lessons=1))
    lesson = enrolment.course.lessons.get()
    assert at_once(5, lambda _: services.open_lesson(enrolment.user, lesson)) == [None] * 5
    assert lesson.progress.count() == 1
