"""Pictures in questions: the course's own, with their size, for whoever meets the question."""

from copy import deepcopy
from typing import Any

import pytest
from django.test import Client

from courses.catalog.lessons import save_lesson
from courses.catalog.models import Course, Picture
from courses.people.models import User
from courses.quizzes import services
from courses.quizzes.bank.errors import NotValid
from courses.quizzes.bank.services import create_question, edit_question
from courses.quizzes.models import Question
from tests.courses.quizzes.media.pictured import make_picture
from tests.support import make, make_quizzes
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


def single(stem: str, **changes: Any) -> dict[str, Any]:
    return {**make_quizzes.SINGLE, "stem": stem, **changes}


def written(course: Course, stem: str, **changes: Any) -> Question:
    specs = {"en": single(stem, **changes)}
    return create_question(course, kind="single_choice", specs=specs)


def test_picture_of_a_stem_has_its_size_and_opens_large() -> None:
    course = make_quizzes.make_course()
    key = make_picture(course).key
    question = written(course, f"Where?\n\n![A map](/pictures/{key})")
    assert question.current_version
    assert question.current_version.specs["en"]["stem_html"] == (
        f'<p>Where?</p>\n<p><a class="zoom" href="/pictures/{key}" target="_blank" rel="noopener">'
        f'<img alt="A map" src="/pictures/{key}" width="60" height="40" loading="lazy"></a></p>'
    )


def test_picture_of_a_choice_has_its_size_and_no_link() -> None:
    course = make_quizzes.make_course()
    key = make_picture(course).key
    single_choice: dict[str, Any] = deepcopy(dict(make_quizzes.SINGLE))
    choices = single_choice["choices"]
    choices[1]["text"] = f"![A map](/pictures/{key})"
    question = written(course, "Which?", choices=choices)
    assert question.current_version
    assert question.current_version.specs["en"]["choices"][1]["text_html"] == (
        f'<img alt="A map" src="/pictures/{key}" width="60" height="40" loading="lazy">'
    )


def test_decorative_picture_has_an_empty_text_and_no_link() -> None:
    course = make_quizzes.make_course()
    key = make_picture(course, alt="").key
    question = written(course, f"Where? ![](/pictures/{key}){{: .decorative }}")
    assert question.current_version
    assert question.current_version.specs["en"]["stem_html"] == (
        f'<p>Where? <img alt="" src="/pictures/{key}" width="60" height="40" loading="lazy"></p>'
    )


@pytest.mark.parametrize("key", ["0" * 8 + "-0000-4000-8000-" + "0" * 12, "map.png", "x" * 300])
def test_picture_that_is_not_there_is_a_sentence_at_its_text(key: str) -> None:
    course = make_quizzes.make_course()
    with pytest.raises(NotValid) as caught:
        written(course, "Where?", feedback=f"![A map](/pictures/{key})")
    assert [(p.field, p.message) for p in caught.value.problems["en"]] == [
        (
            "feedback",
            f"There is no picture /pictures/{key[:60]} in this course. Upload it first.",
        )
    ]
    assert not course.questions.exists()


def test_picture_of_another_course_is_not_there() -> None:
    key = make_picture(make_quizzes.make_course()).key
    with pytest.raises(NotValid):
        written(make_quizzes.make_course(), f"![A map](/pictures/{key})")


def test_picture_from_another_site_is_left_out() -> None:
    question = written(make_quizzes.make_course(), "Where? ![A map](https://example.org/a.png)")
    assert question.current_version
    assert question.current_version.specs["en"]["stem_html"] == "<p>Where? </p>"


def test_version_without_pictures_asks_nothing_about_them() -> None:
    question = written(make_quizzes.make_course(), "Where?")
    assert question.current_version
    assert not question.current_version.pictures.exists()


def test_question_saved_again_unchanged_is_the_same_version() -> None:
    course = make_quizzes.make_course()
    stem = f"![A map](/pictures/{make_picture(course).key})"
    question = written(course, stem)
    again = edit_question(question, specs={"en": single(stem)})
    assert again.number == 1


def status_for(user: User | None, picture: Picture) -> int:
    client = Client()
    if user:
        client.force_login(user)
    return client.get(f"/pictures/{picture.key}").status_code


def quiz_with(picture: Picture, course: Course) -> Any:
    quiz = services.create_quiz(course, titles={"en": "Final"})
    services.set_items(quiz, [(written(course, f"![A map](/pictures/{picture.key})"), 1)])
    make_quizzes.publish(course)
    return quiz


def test_question_s_picture_is_for_those_who_met_it_and_for_staff() -> None:
    course = make_quizzes.make_course()
    picture = make_picture(course)
    quiz = quiz_with(picture, course)
    learner, other = make_quizzes.make_learner(), make_quizzes.make_learner()
    make_quizzes.enrol(other, course)
    assert [status_for(user, picture) for user in (None, learner, other)] == [404, 404, 404]
    make_quizzes.make_attempt(quiz, learner)
    assert [status_for(user, picture) for user in (None, learner, other)] == [404, 200, 404]
    assert status_for(make_quizzes.make_staff(course), picture) == 200
    assert status_for(make_quizzes.make_staff(make_quizzes.make_course()), picture) == 404


def test_picture_of_a_later_edition_is_not_for_an_attempt_at_an_earlier_one() -> None:
    course = make_quizzes.make_course()
    first, second = make_picture(course), make_picture(course)
    quiz = quiz_with(first, course)
    learner = make_quizzes.make_learner()
    make_quizzes.make_attempt(quiz, learner)
    services.set_items(quiz, [(written(course, f"![A map](/pictures/{second.key})"), 1)])
    make_quizzes.publish(course)
    assert [status_for(learner, picture) for picture in (first, second)] == [200, 404]


def test_question_s_picture_put_into_a_lesson_is_for_its_readers() -> None:
    course = make.published_course()
    picture = make_picture(course)
    lesson = course.lessons.first()
    assert lesson and status_for(None, picture) == 404
    save_lesson(lesson, language="en", title="Maps", body=f"![A map](/pictures/{picture.key})")
    assert status_for(None, picture) == 200


def test_one_picture_is_one_query(client: Client) -> None:
    course = make_quizzes.make_course()
    picture = make_picture(course)
    with assert_queries(1):
        assert client.get(f"/pictures/{picture.key}").status_code == 404


def test_formula_that_cannot_be_read_is_a_sentence_at_its_text() -> None:
    with pytest.raises(NotValid) as caught:
        written(make_quizzes.make_course(), "How much?", feedback=r"It is $\foo{2}$.")
    assert [(p.field, p.message) for p in caught.value.problems["en"]] == [
        (
            "feedback",
            r"The formula $\foo{2}$ cannot be read: \foo is not known here. "
            r"If no formula is meant, write \$ for a dollar sign.",
        )
    ]
