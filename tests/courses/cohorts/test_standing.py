from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from courses.cohorts.models import Assignment
from courses.cohorts.standing import figures, matching, measure_of, standings
from courses.people.models import Cohort, User
from tests.support import make, make_cohorts

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort() -> Cohort:
    return make_cohorts.cohort()


@pytest.fixture
def assignment(cohort: Cohort) -> Assignment:
    given = make_cohorts.given(cohort)
    Assignment.objects.update(assigned_at=make_cohorts.ago(30))
    given.refresh_from_db()
    return given


def row_of(user: User, assignment: Assignment) -> Any:
    rows = standings(measure_of(assignment, timezone.now()))
    return next(one for one in rows if one.user_id == user.pk)


def test_lessons_grade_and_last_sign_are_counted(cohort: Cohort, assignment: Assignment) -> None:
    user = make_cohorts.member(cohort).user
    make_cohorts.read(user, assignment.course, lessons=2, days=3)
    quiz = make_cohorts.quiz(assignment.course)
    make_cohorts.graded(user, quiz, 35, days=2)
    make_cohorts.graded(user, quiz, 85, days=1)
    row = row_of(user, assignment)
    assert (row.lessons_read, round(row.best), row.quizzes_passed) == (2, 85, 1)
    assert timezone.now() - row.seen_at < timedelta(days=1, minutes=1)


def test_a_quiz_that_counts_for_nothing_is_in_no_figure(
    cohort: Cohort, assignment: Assignment
) -> None:
    passes, fails = make_cohorts.member(cohort).user, make_cohorts.member(cohort).user
    make_cohorts.quiz(assignment.course)
    pre_test = make_cohorts.quiz(assignment.course, "pre", required=False)
    make_cohorts.graded(passes, pre_test, 90)
    for percent in (10, 20):
        make_cohorts.graded(fails, pre_test, percent)
    passed, failed = row_of(passes, assignment), row_of(fails, assignment)
    assert (passed.best, passed.quizzes_passed) == (None, 0)
    assert (failed.best, failed.failures, failed.state) == (None, 0, "under_way")


def test_what_others_did_does_not_count(cohort: Cohort, assignment: Assignment) -> None:
    user = make_cohorts.member(cohort).user
    make_cohorts.read(make_cohorts.member(cohort).user, assignment.course, lessons=2)
    make_cohorts.read(user, make.published_course(title="Another"), lessons=1)
    row = row_of(user, assignment)
    assert (row.lessons_read, row.best, row.seen_at) == (0, None, None)


def test_lessons_that_the_edition_has_no_more_do_not_count(
    cohort: Cohort, assignment: Assignment
) -> None:
    user = make_cohorts.member(cohort).user
    extra = make.lesson(assignment.course)
    make_cohorts.read(user, assignment.course, lessons=3)
    assert extra.progress.exists()
    assert row_of(user, assignment).lessons_read == 2


def test_never_started_after_some_days_and_new_before(
    cohort: Cohort, assignment: Assignment
) -> None:
    old, new = make_cohorts.member(cohort, days=9), make_cohorts.member(cohort)
    states = [row_of(one.user, assignment).state for one in (old, new)]
    assert states == ["not_started", "new"]


def test_a_near_deadline_makes_the_new_need_a_word(cohort: Cohort, assignment: Assignment) -> None:
    assignment.due_at = timezone.now() + timedelta(days=2)
    user = make_cohorts.member(cohort).user
    assert row_of(user, assignment).state == "not_started"


def test_under_way_becomes_stuck_by_silence(cohort: Cohort, assignment: Assignment) -> None:
    lively, silent = make_cohorts.member(cohort).user, make_cohorts.member(cohort).user
    make_cohorts.read(lively, assignment.course, days=2)
    make_cohorts.read(silent, assignment.course, days=20)
    states = [row_of(one, assignment).state for one in (lively, silent)]
    assert states == ["under_way", "stuck"]


def test_under_way_becomes_stuck_by_failures_until_passed(
    cohort: Cohort, assignment: Assignment
) -> None:
    user = make_cohorts.member(cohort).user
    quiz = make_cohorts.quiz(assignment.course)
    for percent in (10, 20):
        make_cohorts.graded(user, quiz, percent)
    assert row_of(user, assignment).state == "stuck"
    make_cohorts.graded(user, quiz, 90)
    assert row_of(user, assignment).state == "under_way"


def test_after_the_deadline_all_are_overdue_late_or_completed(
    cohort: Cohort, assignment: Assignment
) -> None:
    people = [make_cohorts.member(cohort).user for _ in range(3)]
    assignment.due_at = make_cohorts.ago(5)
    make_cohorts.read(people[0], assignment.course)
    make_cohorts.completed(people[1], assignment.course, days=2)
    make_cohorts.completed(people[2], assignment.course, days=8)
    states = [row_of(one, assignment).state for one in people]
    assert states == ["overdue", "late", "completed"]


def test_figures_sum_up_the_cohort(cohort: Cohort, assignment: Assignment) -> None:
    people = [make_cohorts.member(cohort, days=9).user for _ in range(3)]
    quiz = make_cohorts.quiz(assignment.course)
    make_cohorts.graded(people[0], quiz, 60)
    make_cohorts.graded(people[1], quiz, 90)
    make_cohorts.completed(people[1], assignment.course)
    found = figures(standings(measure_of(assignment, timezone.now())))
    assert (found.members, found.completed, found.started, found.need_a_word) == (3, 1, 2, 1)
    assert found.average == pytest.approx(75)


def test_an_empty_cohort_has_figures(assignment: Assignment) -> None:
    found = figures(standings(measure_of(assignment, timezone.now())))
    assert (found.members, found.average) == (0, None)


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("", ["Ana", "Bo", "Cy"]),
        ("-name", ["Cy", "Bo", "Ana"]),
        ("grade", ["Bo", "Cy", "Ana"]),
        ("-grade", ["Cy", "Bo", "Ana"]),
        ("nonsense", ["Ana", "Bo", "Cy"]),
    ],
)
def test_the_unknown_stands_last_however_sorted(
    cohort: Cohort, assignment: Assignment, order: str, names: list[str]
) -> None:
    quiz = make_cohorts.quiz(assignment.course)
    for name, percent in (("Cy", 90), ("Ana", None), ("Bo", 50)):
        user = make_cohorts.member(cohort, make.person(name=name)).user
        if percent:
            make_cohorts.graded(user, quiz, percent)
    rows = matching(standings(measure_of(assignment, timezone.now())), order=order)
    assert [row.name for row in rows] == names


def test_filters_by_text_and_state(cohort: Cohort, assignment: Assignment) -> None:
    make_cohorts.member(cohort, make.person(name="Ana"), external_id="A-17", days=9)
    make_cohorts.member(cohort, make.person(name="Bo"))
    rows = standings(measure_of(assignment, timezone.now()))
    asked: list[dict[str, str]] = [{"text": "an"}, {"text": "a-17"}, {"state": "word"}]
    found = [[row.name for row in matching(rows, **one)] for one in asked]
    assert found == [["Ana"], ["Ana"], ["Ana"]]
    assert not matching(rows, state="completed")
