"""The job of a graded attempt leads to the completion."""

import pytest

from courses.learning import services
from courses.learning.models import Completion
from courses.learning.tasks import attempt_graded
from courses.quizzes.services import publish_quizzes
from tests.support import make, make_quizzes

pytestmark = pytest.mark.django_db


def test_passing_the_last_thing_completes_the_course_however_often_it_runs() -> None:
    enrolment = make.enrolled(make.published_course(lessons=1))
    lesson = enrolment.course.lessons.get()
    quiz = make_quizzes.make_quiz(enrolment.course, is_published=False)
    publish_quizzes(make.publish(enrolment.course))
    services.mark_read(enrolment.user, lesson, lesson.versions.get())
    attempt = make_quizzes.make_graded(quiz, enrolment.user)
    attempt_graded(attempt_id=attempt.pk)
    attempt_graded(attempt_id=attempt.pk)
    assert Completion.objects.get().user == enrolment.user
