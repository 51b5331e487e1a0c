"""How learners did: figures, the ladder, and a count of queries that does not grow."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.quizzes.models import Attempt, Quiz
from courses.quizzes.results import answers_in, learners_page, question_figures, quiz_figures
from courses.quizzes.types.words import in_words
from tests.support.make_quizzes import (
    RIGHT,
    SINGLE,
    TRUE_FALSE,
    make_attempt,
    make_graded,
    make_learner,
    make_quiz,
    make_staff,
    publish,
    save,
)
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


def taken_quiz(learners: int = 3) -> Quiz:
    """One passes, the others choose "b" in the first question and leave the rest."""
    quiz = make_quiz()
    make_graded(quiz, make_learner(name="Ana"))
    for number in range(learners - 1):
        make_graded(quiz, make_learner(name=f"Bea {number}"), values=("b",))
    return quiz


def urls(quiz: Quiz) -> list[str]:
    attempt = Attempt.objects.filter(quiz=quiz)[0]
    return [
        reverse("quizzes:results", args=[quiz.course.slug]),
        reverse("quizzes:quiz_results", args=[quiz.course.slug, quiz.key]),
        reverse("quizzes:seen", args=[quiz.course.slug, attempt.public_id]),
    ]


def test_a_quiz_has_its_pass_rate_and_mean() -> None:
    quiz = taken_quiz()
    make_attempt(quiz)
    (row,) = quiz_figures(quiz.course)
    assert (row.attempts, row.learners, row.under_way) == (3, 3, 1)
    assert row.passed == pytest.approx(100 / 3)
    assert row.mean == pytest.approx(100 / 3)


def test_a_quiz_nobody_took_has_no_shares() -> None:
    (row,) = quiz_figures(make_quiz().course)
    assert (row.attempts, row.passed, row.mean) == (0, None, None)


def test_a_question_has_its_facility_and_favourite_wrong_answer() -> None:
    quiz = taken_quiz()
    rows = {row.stem: row for row in question_figures(quiz)}
    first = rows["What is laundered?"]
    assert first.facility == pytest.approx(100 / 3)
    assert (first.wrong, first.answers) == ("Linen", 3)
    assert rows["States cooperate."].blank == pytest.approx(200 / 3)


def partly_quiz() -> Quiz:
    """Two choices are right; everybody finds one of them. The second question nobody answers."""
    single: dict[str, Any] = dict(SINGLE)
    rows = [{**choice, "correct": choice["id"] != "b"} for choice in single["choices"]]
    multiple = {**single, "marking": "per_right", "choices": rows}
    quiz = make_quiz(specs=(("multiple_choice", multiple), ("true_false", TRUE_FALSE)))
    for _ in range(2):
        make_graded(quiz, values=(["a"],))
    return quiz


def test_what_is_mostly_partly_right_has_a_mean_of_points() -> None:
    hardest, partly = question_figures(partly_quiz())
    assert (partly.facility, partly.earned) == (0, 50)
    assert (hardest.stem, hardest.earned, hardest.blank) == ("States cooperate.", 0, 100)


@pytest.mark.parametrize(
    ("sort", "first"),
    [("earned", 0), ("-earned", 1), ("question", 0), ("-question", 1), ("-blank", 0), ("odd", 0)],
)
def test_questions_are_sorted(sort: str, first: int) -> None:
    stems = ["States cooperate.", "What is laundered?"]
    assert answers_in(partly_quiz(), sort=sort).questions[0].stem == stems[first]


def test_44_the_table_is_a_sheet_sorted_alike(client: Client) -> None:
    quiz = partly_quiz()
    client.force_login(make_staff(quiz.course))
    url = reverse("quizzes:questions_csv", args=[quiz.course.slug, quiz.key])
    head, first, second = client.get(url + "?by=-earned").getvalue().decode().splitlines()
    assert head.startswith("\ufeffKey,Question,Answers,Answered right,Mean of points")
    assert ",What is laundered?,2,0.0,50.0,0.0,," in first
    assert ",States cooperate.,2,0.0,0.0,100.0,," in second


def test_a_learner_stands_once_with_the_best_result() -> None:
    quiz, user = make_quiz(), make_learner()
    make_graded(quiz, user, values=("b",))
    best = make_graded(quiz, user)
    (row,) = learners_page(quiz, sort="name", page="1")
    assert (row["attempts"], row["best"], row["best_attempt"]) == (2, 100, best.public_id)


@pytest.mark.parametrize(
    ("sort", "first"), [("name", "Ana"), ("-name", "Bea 1"), ("best", "Bea 0")]
)
def test_learners_are_sorted(sort: str, first: str) -> None:
    assert learners_page(taken_quiz(), sort=sort, page="1")[0]["user__name"] == first


@pytest.mark.parametrize("sort", ["", "password", "-user__password"])
def test_an_unknown_sort_is_by_name(sort: str) -> None:
    assert learners_page(taken_quiz(), sort=sort, page="x")[0]["user__name"] == "Ana"


@pytest.mark.parametrize(
    ("spec", "value", "words"),
    [
        ({}, None, ""),
        ({}, True, "True"),
        ({}, "free text", "free text"),
        ({"choices": [{"id": "a", "text": "First"}]}, "a", "First"),
        ({"choices": [{"id": "a", "text": "First"}]}, ["a", "z"], "First + z"),
        (
            {"pairs": [{"id": "p", "left": "L", "right": "R", "option": "o"}]},
            {"p": "o"},
            "L – R",
        ),
    ],
)
def test_answers_are_said_in_words(spec: dict[str, object], value: object, words: str) -> None:
    assert in_words(spec, value) == words


@pytest.mark.parametrize("page", [0, 1, 2])
def test_staff_see_the_page(client: Client, page: int) -> None:
    quiz = taken_quiz()
    client.force_login(make_staff(quiz.course))
    assert client.get(urls(quiz)[page]).status_code == 200


@pytest.mark.parametrize("page", [0, 1, 2])
def test_learners_and_other_courses_staff_find_nothing(client: Client, page: int) -> None:
    quiz = taken_quiz()
    for stranger in (Attempt.objects.all()[0].user, make_staff(make_quiz().course)):
        client.force_login(stranger)
        assert client.get(urls(quiz)[page]).status_code == 404


def test_an_attempt_of_another_course_is_not_found(client: Client) -> None:
    quiz, other = taken_quiz(), make_graded()
    client.force_login(make_staff(quiz.course))
    url = reverse("quizzes:seen", args=[quiz.course.slug, other.public_id])
    assert client.get(url).status_code == 404


def test_an_attempt_under_way_is_shown_and_cannot_be_changed(client: Client) -> None:
    attempt = make_attempt()
    save(attempt, "b")
    client.force_login(make_staff(attempt.quiz.course))
    html = client.get(urls(attempt.quiz)[2]).content.decode()
    assert html.count("disabled") >= len(RIGHT)
    assert "<form method" not in html.split('class="question"', 1)[1]


@pytest.mark.parametrize("learners", [1, 3])
@pytest.mark.parametrize(("page", "count"), [(0, 4), (1, 8)])
def test_queries_do_not_grow_with_learners(
    client: Client, learners: int, page: int, count: int
) -> None:
    quiz = taken_quiz(learners)
    client.force_login(make_staff(quiz.course))
    url = urls(quiz)[page]
    client.get(url)
    with assert_queries(count):
        client.get(url)


def test_a_result_of_an_earlier_edition_says_so() -> None:
    quiz = make_quiz()
    attempt = make_graded(quiz)
    client, staff = Client(), make_staff(quiz.course)
    client.force_login(staff)
    address = reverse("quizzes:seen", args=[quiz.course.slug, attempt.public_id])
    words = "Its questions and its result stay as they were."
    assert words not in client.get(address).content.decode()
    publish(quiz.course)
    assert words in client.get(address).content.decode()


def test_a_result_can_be_seen_as_its_learner_sees_it(client: Client) -> None:
    quiz = make_quiz(review={"just_after": ["points"], "open": ["points"]})
    attempt = make_graded(quiz, values=("b",))
    client.force_login(make_staff(quiz.course))
    url = reverse("quizzes:seen", args=[quiz.course.slug, attempt.public_id])
    everything, learners = (
        client.get(url + query).content.decode() for query in ("", "?as=learner")
    )
    assert "Not right" in everything
    assert "Not right" not in learners
    assert "To the learner not everything shows" not in learners
