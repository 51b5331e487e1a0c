"""Each gate, deadline and flag is answered in one sentence, and each limit says who set it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from courses.people.models import User
from courses.quizzes.explaining.case import case_of
from courses.quizzes.explaining.lines import lines_of
from courses.quizzes.explaining.reasons import reasons_of
from courses.quizzes.models import Attempt, Quiz
from courses.quizzes.queries import published_quiz
from courses.quizzes.review.choosing import REVIEWS, Preset
from courses.quizzes.terms.models import Override
from tests.support import make, make_quizzes
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db

START = "Why can’t I start?"


def taking(**settings: Any) -> tuple[Quiz, User]:
    quiz = make_quizzes.make_quiz(**settings)
    learner = make_quizzes.make_learner()
    make_quizzes.enrol(learner, quiz.course)
    return quiz, learner


def why(quiz: Quiz, learner: User) -> dict[str, str]:
    """{question: answer}."""
    published = published_quiz(learner, quiz.course.slug, quiz.key)
    assert published is not None
    return {one.question: one.answer for one in reasons_of(case_of(learner, published))}


def lines(quiz: Quiz, learner: User, *, is_own: bool = True) -> dict[str, tuple[str, list[str]]]:
    published = published_quiz(learner, quiz.course.slug, quiz.key)
    assert published is not None
    found = lines_of(case_of(learner, published, is_own=is_own))
    return {line.topic: (line.value, line.because) for line in found}


def test_whoever_may_start_is_told_nothing_of_gates() -> None:
    assert START not in why(*taking())


def test_a_quiz_that_is_not_open_yet_says_when_it_opens() -> None:
    opens_at = timezone.now() + timedelta(days=1)
    assert why(*taking(opens_at=opens_at))[START].startswith("It opens ")


def test_a_closed_quiz_says_so() -> None:
    gone = timezone.now() - timedelta(hours=1)
    assert why(*taking(closes_at=gone))[START] == "This quiz has closed."


def test_somebody_outside_the_course_is_sent_to_enrol() -> None:
    quiz = make_quizzes.make_quiz()
    assert "enrol first" in why(quiz, make_quizzes.make_learner())[START]


def test_used_attempts_are_told_with_their_number() -> None:
    quiz, learner = taking(attempts_allowed=1)
    make_quizzes.make_graded(quiz, learner, values=())
    found = why(quiz, learner)
    assert found[START] == "You have used what you may have: 1 attempt."
    assert "handed your attempt in" in found["Why can’t I change an answer?"]


def test_what_comes_first_is_named() -> None:
    first = make_quizzes.make_quiz(is_published=False)
    second = make_quizzes.make_quiz(first.course, requires=[{"quiz": first.key}])
    learner = make_quizzes.make_learner()
    make_quizzes.enrol(learner, second.course)
    assert "“Final quiz”" in why(second, learner)["What do I have to do first?"]
    assert lines(second, learner)["What comes first"][0] == "“Final quiz”: to be passed"


def test_a_wait_says_until_when() -> None:
    quiz, learner = taking(wait_minutes=60)
    make_quizzes.make_graded(quiz, learner, values=())
    assert START in why(quiz, learner)


def test_a_code_says_who_has_it() -> None:
    assert "access code" in why(*taking(access_code="Rose"))[START]


def test_an_attempt_under_way_is_to_be_gone_on_with() -> None:
    quiz, learner = taking()
    make_quizzes.make_attempt(quiz, learner)
    assert "under way" in why(quiz, learner)[START]


def test_a_closing_shortens_what_starts_late() -> None:
    closes_at = timezone.now() + timedelta(minutes=20)
    quiz, learner = taking(time_limit_minutes=45, closes_at=closes_at)
    published = published_quiz(learner, quiz.course.slug, quiz.key)
    assert published is not None
    [first, *_rest] = reasons_of(case_of(learner, published))
    assert first.question == "Why do I have less time than the limit?"
    assert first.holds


@pytest.mark.parametrize(
    ("by", "words"),
    [("clock", "Time was up"), ("staff", "handed your attempt in for you"), ("learner", "You")],
)
def test_who_handed_in_is_told(by: str, words: str) -> None:
    quiz, learner = taking()
    attempt = make_quizzes.make_graded(quiz, learner)
    Attempt.objects.filter(pk=attempt.pk).update(submitted_by=by)
    assert words in why(quiz, learner)["Why can’t I change an answer?"]


def test_flags_are_counted_while_the_attempt_is_under_way() -> None:
    quiz, learner = taking()
    attempt = make_quizzes.make_attempt(quiz, learner)
    Attempt.objects.filter(pk=attempt.pk).update(flags=[place["slot"] for place in attempt.layout])
    assert "You flagged 4 questions" in why(quiz, learner)["What is the flag at a question for?"]


def test_practice_order_and_method_are_explained() -> None:
    found = why(*taking(is_practice=True, required=False, order="sequential", per_page=1))
    assert "for practice" in found["Why does this quiz not count for my certificate?"]
    assert "in order" in found["Why can’t I go back to a question?"]
    average = why(*taking(grade_method="average"))
    assert "average" in average["Why is my grade not that of my last attempt?"]


def test_a_limit_says_each_who_changed_it_and_never_why() -> None:
    quiz, learner = taking(time_limit_minutes=45)
    Override.objects.create(
        quiz=quiz, user=learner, time_limit_minutes=60, note="Broken arm", at=timezone.now()
    )
    value, because = lines(quiz, learner)["Time limit"]
    assert value == "1 h"
    assert because == ["The quiz has: 45 min.", "For you alone: 1 h."]
    assert lines(quiz, learner, is_own=False)["Time limit"][1][1].startswith("For this person")


def test_the_pages_show_it_to_the_learner_and_to_staff() -> None:
    quiz, learner = taking(time_limit_minutes=45)
    own = reverse("quizzes:why", args=[quiz.course.slug, quiz.key])
    assert "45 min" in make.client_for(learner).get(own).content.decode()
    staff = make.client_for(make_quizzes.make_staff(quiz.course))
    url = reverse("quizzes:meets", args=[quiz.course.slug, quiz.key])
    assert str(learner.email) in staff.get(url, {"q": learner.name[:2]}).content.decode()
    html = staff.get(url, {"person": learner.pk}).content.decode()
    assert "45 min" in html
    assert "Nobody who takes this course" in staff.get(url, {"q": "zz"}).content.decode()
    assert staff.get(url, {"person": "9" * 30, "q": "%_"}).status_code == 200


def test_staff_read_the_code_and_what_the_result_shows_and_learners_no_code() -> None:
    shown = {"just_after": ["points"], "open": [], "closed": ["points", "correctness"]}
    quiz, learner = taking(access_code="Rose 7", honour={"en": "Alone."}, review=shown)
    own, staff = lines(quiz, learner), lines(quiz, learner, is_own=False)
    assert (own["Access code"][0], staff["Access code"][0]) == ("asked for at the start", "Rose 7")
    assert own["Statement to agree to"][0] == "asked for at the start"
    assert staff["What the result shows"][1] == [
        "Just after: Points and passing",
        "Later, open: nothing",
        "Closed: Right or wrong, Points and passing",
    ]


def test_before_it_is_published_staff_see_what_the_draft_would_bring() -> None:
    quiz, learner = taking(time_limit_minutes=45)
    draft = make_quizzes.make_quiz(quiz.course, is_published=False, time_limit_minutes=20)
    staff = make.client_for(make_quizzes.make_staff(quiz.course))
    url = reverse("quizzes:meets", args=[draft.course.slug, draft.key])
    html = staff.get(url, {"person": learner.pk}).content.decode()
    assert "not published yet" in html
    assert "20 min" in html


def test_somebody_of_another_course_is_not_found_by_number() -> None:
    quiz, _learner = taking()
    _other, stranger = taking()
    staff = make.client_for(make_quizzes.make_staff(quiz.course))
    url = reverse("quizzes:meets", args=[quiz.course.slug, quiz.key])
    assert staff.get(url, {"person": stranger.pk}).context.get("person") is None


def test_the_learners_page_costs_the_same_whatever_was_taken() -> None:
    quiz, learner = taking()
    client = make.client_for(learner)
    url = reverse("quizzes:why", args=[quiz.course.slug, quiz.key])
    client.get(url)
    for _taken in range(3):
        with assert_queries(8 + (connection.vendor == "postgresql")):
            client.get(url)
        make_quizzes.make_graded(quiz, learner)


KEY = "Why don’t I see the right answers?"


class TestTheRightAnswers:
    """Before the attempt by what the quiz shows when, after it by what is held back just now."""

    def held(self, preset: Preset) -> tuple[Quiz, User]:
        closes_at = timezone.now() + timedelta(days=2)
        return taking(review=REVIEWS[preset], closes_at=closes_at, pass_mark=50)

    @pytest.mark.parametrize(
        ("preset", "words"),
        [
            (Preset.SCORE, "Only the score shows until the quiz closes, "),
            (Preset.NOTHING, "Nothing of the result shows until the quiz closes, "),
        ],
    )
    def test_before_the_attempt_the_closing_is_named(self, preset: Preset, words: str) -> None:
        quiz, learner = self.held(preset)
        answer = why(quiz, learner)[KEY]
        assert answer.startswith(words)
        assert "UTC" in answer

    def test_what_shows_at_once_needs_no_reason(self) -> None:
        assert KEY not in why(*self.held(Preset.EVERYTHING))

    def test_what_never_shows_is_said_before(self) -> None:
        none = {"just_after": ["points"], "open": ["points"], "closed": ["points"]}
        assert why(*taking(review=none))[KEY] == "The right answers are not shown for this quiz."

    @pytest.mark.parametrize("values", [("a",), ("b",)])
    def test_after_handing_in_it_says_what_the_result_says(self, values: tuple[str]) -> None:
        """Also of an attempt that passed."""
        quiz, learner = self.held(Preset.SCORE)
        make_quizzes.make_graded(quiz, learner, values)
        answer = why(quiz, learner)[KEY]
        assert answer.startswith("Shown after the quiz closes, ")
        assert "the right answers" in answer
