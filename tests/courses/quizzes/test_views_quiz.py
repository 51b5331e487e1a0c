"""Who may look at a quiz before it is taken."""

import pytest
from django.urls import reverse

from courses.catalog.services import archive_course
from tests.support import make, make_quizzes

pytestmark = pytest.mark.django_db


def test_a_quiz_of_an_archived_course_is_found_by_those_who_take_it_alone() -> None:
    quiz = make_quizzes.make_quiz()
    learner = make.person()
    make_quizzes.enrol(learner, quiz.course)
    archive_course(quiz.course)
    url = reverse("quizzes:quiz", args=[quiz.course.slug, quiz.key])
    assert make.client_for(learner).get(url).status_code == 200
    assert make.client_for(make.person()).get(url).status_code == 404
