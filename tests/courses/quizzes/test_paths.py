"""The path report: which ways were taken, and nothing of it in a small group."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.quizzes import services
from courses.quizzes.models import Attempt, Question, Quiz
from courses.quizzes.paths import path_lines, path_report
from courses.quizzes.types.registry import kind
from courses.quizzes.types.scenario.graph import graph_of
from courses.quizzes.types.scenario.report import Walk, report_of
from tests.courses.quizzes.types.test_scenario import SPEC, SPEC_OF
from tests.support.make_quizzes import make_attempt, make_learner, make_quiz, make_staff, save
from tests.support.queries import assert_queries

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def walked(*choices: str, pause: int = 10) -> list[dict[str, str]]:
    """The steps, `pause` seconds after each other."""
    value: Any = None
    for number, choice in enumerate(choices):
        step = {"from": number, "choice": choice}
        value = kind("scenario").follow(
            SPEC_OF, value, step, NOON + timedelta(seconds=number * pause)
        )
    return value or []


def report(*values: Any) -> Any:
    graph = graph_of(SPEC_OF)
    return report_of([SPEC_OF], [Walk(person, graph, value) for person, value in enumerate(values)])


def test_scenes_count_visits_and_choices_their_share() -> None:
    found = report(walked("c1", "c3"), walked("c1", "c4"), walked("c2"), walked("c1"), None)
    assert (found.people, found.tries, found.ended) == (4, 4, 3)
    counter, answer, year, thanks = found.scenes
    assert (counter.visits, answer.visits, year.visits, thanks.visits) == (4, 3, 2, 1)
    assert [(c.times, round(c.share)) for c in counter.choices] == [(3, 75), (1, 25)]
    assert (answer.stopped, answer.people) == (1, 3)
    assert found.endings == [("A year later", 2, 50.0), ("The report", 1, 25.0)]


def test_each_try_of_one_person_counts_and_the_person_once() -> None:
    found = report(walked("c2", "", "c1", "c3"))
    assert (found.people, found.tries, found.ended) == (1, 2, 2)


def test_ways_are_listed_the_most_taken_first() -> None:
    found = report(walked("c2"), walked("c1", "c3"), walked("c2"))
    assert [(way.scenes, way.times) for way in found.ways] == [
        ("At the counter → A year later", 2),
        ("At the counter → The answer → The report", 1),
    ]


@pytest.mark.parametrize(("people", "seconds"), [(4, None), (5, 30.0)])
def test_a_time_is_the_median_of_at_least_five(people: int, seconds: float | None) -> None:
    found = report(*[walked("c1", "c3", pause=10 * (n + 1)) for n in range(people)])
    first, second = found.scenes[0].choices[0], found.scenes[1].choices[0]
    assert (first.seconds, second.seconds) == (None, seconds)


@pytest.mark.parametrize("odd", ["c1", [3], [{"node": "n9", "choice": "c9", "at": "noon"}], {}])
def test_odd_values_break_no_report(odd: Any) -> None:
    assert report(odd, walked("c2")).ended == 1


def taken(quiz: Quiz, *steps: str) -> Attempt:
    attempt = make_attempt(quiz, make_learner())
    for number, step in enumerate(steps):
        save(attempt, f"{number}.{step}", sequence=number + 1)
    services.submit_attempt(attempt.public_id, attempt.user)
    services.grade_attempt(attempt.pk)
    return attempt


@pytest.fixture
def quiz() -> Quiz:
    return make_quiz(specs=(("scenario", {**SPEC, "stem": "=A story"}),))


def page(quiz: Quiz, name: str = "paths") -> Any:
    client = Client()
    client.force_login(make_staff(quiz.course))
    question = Question.objects.get(course=quiz.course)
    url = reverse(f"quizzes:{name}", args=[quiz.course.slug, quiz.key, question.key])
    return client.get(url)


@pytest.mark.django_db
def test_below_five_learners_neither_page_nor_table_tells_anything(quiz: Quiz) -> None:
    for _ in range(4):
        taken(quiz, "c1", "c3")
    assert "Too few have taken this scenario" in page(quiz).content.decode()
    assert "At the counter" not in page(quiz, "paths_csv").content.decode()


@pytest.mark.django_db
def test_from_five_learners_on_page_and_table_tell_the_same(quiz: Quiz) -> None:
    for _ in range(5):
        taken(quiz, "c1", "c3")
    said = page(quiz).content.decode()
    assert "At the counter → The answer → The report: 5 (100 %)" in said
    table = b"".join(page(quiz, "paths_csv").streaming_content).decode()
    assert "Choice,At the counter,Ask where it comes from,The answer,5,100.0," in table


@pytest.mark.django_db
@pytest.mark.parametrize("learners", [1, 3])
def test_report_takes_two_queries_whatever_the_learners(quiz: Quiz, learners: int) -> None:
    for _ in range(learners):
        taken(quiz, "c2")
    question = Question.objects.get(course=quiz.course)
    with assert_queries(2):
        assert path_report(quiz, question).tries == learners


@pytest.mark.django_db
def test_44_a_cell_that_a_spreadsheet_would_run_is_quoted() -> None:
    nodes = [{**SPEC["nodes"][0], "title": "=1+1"}, *SPEC["nodes"][1:]]
    spec = kind("scenario").prepare({**SPEC, "nodes": nodes}, language="en")
    found = report_of([spec], [Walk(1, graph_of(spec), walked("c2"))])
    assert "Scene,'=1+1,,,1,," in "".join(path_lines(found))


@pytest.mark.django_db
def test_an_author_plays_and_nothing_is_stored(quiz: Quiz) -> None:
    client = Client()
    client.force_login(make_staff(quiz.course))
    url = reverse("quizzes:play", args=[quiz.course.slug, Question.objects.get().key])
    assert "At the counter" in client.get(url).content.decode()
    there = client.get(url, {"q-path": "c1", "q": "1.c3", "q-go": "1"}).content.decode()
    assert "Well done." in there and 'name="q-path" value="c1.c3"' in there
    unchosen = client.get(url, {"q-path": "c1", "q-go": "1"})
    assert unchosen.status_code == 422
    assert "She says: savings." in unchosen.content.decode()
    assert not Attempt.objects.exists()


@pytest.mark.django_db
def test_a_draft_quiz_is_played_step_by_step_and_graded(quiz: Quiz) -> None:
    client = Client()
    client.force_login(make_staff(quiz.course))
    url = reverse("quizzes:preview", args=[quiz.course.slug, quiz.key])
    prefix = f"q{quiz.items.get().pk}"
    go = {f"{prefix}-path": "", prefix: "0.c1", f"{prefix}-go": "1"}
    on_the_way = client.post(url, go).content.decode()
    assert "She says: savings." in on_the_way and "Passed" not in on_the_way
    done = client.post(url, {f"{prefix}-path": "c1", prefix: "1.c3", "graded": "1"})
    assert "1 of 1 points" in done.content.decode()
    assert not Attempt.objects.exists()
