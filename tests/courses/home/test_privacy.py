"""Every applet that keeps something of a person goes through the same ladder."""

import json

import pytest

from courses.catalog.models import Enrolment
from courses.home import privacy
from courses.learning import services
from courses.learning.models import Completion, LessonProgress
from courses.people.models import User
from courses.quizzes.services import publish_quizzes
from tests.support import make, make_quizzes

pytestmark = pytest.mark.django_db
KEEPERS = privacy.keepers()


@pytest.fixture
def learner() -> User:
    """Somebody who has done a little of everything, beside somebody else who has too."""
    course = make.published_course(lessons=1)
    quiz = make_quizzes.make_quiz(course, is_published=False)
    publish_quizzes(make.publish(course))
    people = [make.enrolled(course).user for _ in range(2)]
    for person in people:
        lesson = course.lessons.get()
        services.mark_read(person, lesson, lesson.versions.get())
        make_quizzes.make_graded(quiz, person)
        services.evaluate_completion(person.pk, course.pk)
    return people[0]


def test_catalogue_and_learning_are_among_those_who_keep() -> None:
    assert {"catalog", "learning"} <= {keeper.applet for keeper in KEEPERS}


@pytest.mark.parametrize("keeper", KEEPERS, ids=lambda keeper: keeper.applet)
def test_what_is_kept_is_exported_as_plain_values(keeper: privacy.Keeper, learner: User) -> None:
    json.dumps(keeper.export_for(learner))


@pytest.mark.parametrize("keeper", KEEPERS, ids=lambda keeper: keeper.applet)
def test_somebody_without_traces_has_an_export(keeper: privacy.Keeper) -> None:
    json.dumps(keeper.export_for(make.person()))


@pytest.mark.parametrize("keeper", KEEPERS, ids=lambda keeper: keeper.applet)
def test_erasing_twice_is_erasing_once(keeper: privacy.Keeper, learner: User) -> None:
    keeper.erase(learner)
    keeper.erase(learner)


def test_erasing_takes_one_person_and_leaves_the_others(learner: User) -> None:
    privacy.erase(learner)
    left = [
        list(rows.values_list("user", flat=True))
        for rows in (Enrolment.objects, LessonProgress.objects, Completion.objects)
    ]
    assert left[0] == left[1] == left[2]
    assert len(left[0]) == 1
    assert learner.pk not in left[0]


def test_the_export_says_what_was_read(learner: User) -> None:
    learning = privacy.export_for(learner)["learning"]
    assert [row["lesson"] for row in learning["lessons"]] == ["lesson-1"]
    assert len(learning["completions"]) == 1
