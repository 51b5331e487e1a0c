"""Start, submit, expire, extend and grade: each once, whatever repeats."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from courses.mail.models import Message
from courses.outbox.clock import database_now
from courses.outbox.models import Job
from courses.quizzes import errors, services
from courses.quizzes.fingerprint import fingerprint
from courses.quizzes.models import Attempt, Extension, Grade
from courses.quizzes.queries import standing
from tests.support.make_quizzes import (
    RIGHT,
    answer_all,
    enrol,
    make_attempt,
    make_course,
    make_graded,
    make_learner,
    make_quiz,
    publish,
    save,
    slot_ids,
)

pytestmark = pytest.mark.django_db


def jobs(task: str) -> int:
    return Job.objects.filter(task=task).count()


class TestStart:
    def test_the_second_start_returns_the_attempt_under_way(self) -> None:
        first = make_attempt()
        again = services.start_attempt(first.user, first.quiz)
        assert (again.pk, Attempt.objects.count()) == (first.pk, 1)

    def test_a_start_that_comes_again_after_the_end_starts_nothing(self) -> None:
        first = make_attempt()
        services.submit_attempt(first.public_id, first.user)
        again = services.start_attempt(first.user, first.quiz, after=0)
        assert (again.public_id, Attempt.objects.count()) == (first.public_id, 1)

    def test_who_knows_of_the_last_attempt_starts_a_new_one(self) -> None:
        first = make_attempt()
        services.submit_attempt(first.public_id, first.user)
        second = services.start_attempt(first.user, first.quiz, after=first.number)
        assert (second.number, second.state) == (2, Attempt.State.OPEN)

    def test_the_deadline_is_the_limit_from_the_start(self) -> None:
        attempt = make_attempt(make_quiz(time_limit_minutes=20))
        assert attempt.deadline_at == attempt.started_at + timedelta(minutes=20)

    def test_the_deadline_is_the_closing_when_that_is_earlier(self) -> None:
        closing = database_now() + timedelta(minutes=5)
        attempt = make_attempt(make_quiz(time_limit_minutes=20, closes_at=closing))
        assert attempt.deadline_at == closing

    def test_the_job_that_ends_it_is_due_after_the_grace(self) -> None:
        attempt = make_attempt(make_quiz(time_limit_minutes=20, grace_seconds=30))
        assert attempt.deadline_at
        job = Job.objects.get(task="quizzes.expire_attempt")
        assert job.args == {"attempt_id": attempt.pk}
        assert job.due_at == attempt.deadline_at + timedelta(seconds=30)

    def test_without_limit_nothing_ends_it(self) -> None:
        assert make_attempt().deadline_at is None
        assert jobs("quizzes.expire_attempt") == 0

    def test_who_is_not_enrolled_is_told_so(self) -> None:
        with pytest.raises(errors.NotEnrolled):
            services.start_attempt(make_learner(), make_quiz())

    def test_who_left_the_course_is_told_so(self) -> None:
        quiz, user = make_quiz(), make_learner()
        enrolment = enrol(user, quiz.course)
        enrolment.withdrawn_at = datetime.now(UTC)
        enrolment.save()
        with pytest.raises(errors.NotEnrolled):
            services.start_attempt(user, quiz)

    def test_an_unpublished_quiz_cannot_start(self) -> None:
        course = make_course()
        quiz = make_quiz(course, is_published=False)
        with pytest.raises(errors.NotPublished):
            make_attempt(quiz)

    @pytest.mark.parametrize(
        ("opens", "closes", "expected"),
        [(1, None, errors.NotOpenYet), (None, -1, errors.Closed), (-2, -1, errors.Closed)],
    )
    def test_dates_are_gates(
        self, opens: int | None, closes: int | None, expected: type[errors.QuizError]
    ) -> None:
        now = database_now()
        dates: dict[str, Any] = {
            "opens_at": None if opens is None else now + timedelta(hours=opens),
            "closes_at": None if closes is None else now + timedelta(hours=closes),
        }
        with pytest.raises(expected):
            make_attempt(make_quiz(**dates))

    def test_used_attempts_are_counted_and_void_ones_are_not(self) -> None:
        first = make_graded(make_quiz(attempts_allowed=1))
        with pytest.raises(errors.NoAttemptsLeft):
            services.start_attempt(first.user, first.quiz)
        Attempt.objects.filter(pk=first.pk).update(state=Attempt.State.VOID)
        assert services.start_attempt(first.user, first.quiz).number == 2

    def test_one_whose_time_is_up_is_submitted_and_a_new_one_begins(self) -> None:
        old = make_attempt(make_quiz(time_limit_minutes=5))
        Attempt.objects.filter(pk=old.pk).update(deadline_at=database_now() - timedelta(minutes=1))
        new = services.start_attempt(old.user, old.quiz)
        old.refresh_from_db()
        assert (old.state, old.submitted_by) == ("submitted", "clock")
        assert (new.number, new.state) == (2, "open")

    def test_an_attempt_keeps_the_edition_it_began_with(self) -> None:
        attempt = make_attempt()
        publish(attempt.quiz.course)
        again = services.start_attempt(attempt.user, attempt.quiz)
        assert again.quiz_edition_id == attempt.quiz_edition_id

    def test_the_layout_holds_each_question_and_choice_once(self) -> None:
        attempt = make_attempt(make_quiz(shuffle_questions=True, shuffle_choices=True))
        assert sorted(place["slot"] for place in attempt.layout) == sorted(slot_ids(attempt))
        choices = next(place["choices"] for place in attempt.layout if place["choices"])
        assert sorted(choices) == ["a", "b", "c"]


class TestSubmit:
    def test_the_answers_are_frozen_with_their_hash(self) -> None:
        attempt = make_attempt()
        answer_all(attempt)
        submitted = services.submit_attempt(attempt.public_id, attempt.user)
        expected = dict(zip(map(str, slot_ids(attempt)), RIGHT, strict=True))
        assert submitted.snapshot == expected
        assert submitted.snapshot_hash == fingerprint(expected)
        assert (submitted.state, submitted.submitted_by) == ("submitted", "learner")

    def test_again_it_changes_nothing(self) -> None:
        attempt = make_attempt()
        first = services.submit_attempt(attempt.public_id, attempt.user)
        second = services.submit_attempt(attempt.public_id, attempt.user)
        assert first.submitted_at == second.submitted_at
        assert jobs("quizzes.grade_attempt") == 1

    def test_after_its_time_it_is_the_clock_that_submits(self) -> None:
        attempt = make_attempt(make_quiz(time_limit_minutes=5))
        past = database_now() - timedelta(minutes=1)
        Attempt.objects.filter(pk=attempt.pk).update(deadline_at=past)
        submitted = services.submit_attempt(attempt.public_id, attempt.user)
        assert submitted.submitted_by == "clock"

    def test_another_persons_attempt_does_not_exist(self) -> None:
        with pytest.raises(errors.NoSuchAttempt):
            services.submit_attempt(make_attempt().public_id, make_learner())


class TestExpire:
    def test_before_its_time_nothing_happens_and_the_job_stays_due(self) -> None:
        attempt = make_attempt(make_quiz(time_limit_minutes=5))
        assert services.expire_attempt(attempt.pk) is False
        assert jobs("quizzes.expire_attempt") == 1

    def test_when_time_is_up_what_was_saved_is_submitted(self) -> None:
        attempt = make_attempt(make_quiz(time_limit_minutes=5))
        save(attempt, "a")
        past = database_now() - timedelta(seconds=11)
        Attempt.objects.filter(pk=attempt.pk).update(deadline_at=past)
        assert services.expire_attempt(attempt.pk) is True
        attempt.refresh_from_db()
        assert attempt.snapshot == {str(slot_ids(attempt)[0]): "a"}
        assert services.expire_attempt(attempt.pk) is False

    def test_an_extension_moves_the_deadline_on_record(self) -> None:
        attempt = make_attempt(make_quiz(time_limit_minutes=5))
        assert attempt.deadline_at
        later = services.extend_attempt(attempt.pk, seconds=600, reason="Power cut", by=None)
        assert later.deadline_at == attempt.deadline_at + timedelta(seconds=600)
        assert Extension.objects.get().reason == "Power cut"
        assert jobs("quizzes.expire_attempt") == 2

    def test_a_submitted_attempt_cannot_be_extended(self) -> None:
        attempt = make_graded(make_quiz(time_limit_minutes=5))
        with pytest.raises(errors.NotUnderWay):
            services.extend_attempt(attempt.pk, seconds=1, reason="-", by=None)


class TestGrade:
    def test_the_grade_the_mail_and_the_event_are_there_together(self) -> None:
        attempt = make_graded()
        assert attempt.state == "graded"
        assert [attempt.score, attempt.max_score] == [4, 4]
        assert attempt.passed is True
        assert [item["outcome"] for item in Grade.objects.get().items] == ["right"] * 4
        assert Message.objects.get().kind == "attempt_graded"
        assert jobs("learning.attempt_graded") == 1

    def test_11_fifty_times_it_is_graded_once(self) -> None:
        attempt = make_graded()
        assert [services.grade_attempt(attempt.pk) for _ in range(50)] == [False] * 50
        assert (Grade.objects.count(), Message.objects.count()) == (1, 1)

    def test_an_attempt_under_way_is_not_graded(self) -> None:
        assert services.grade_attempt(make_attempt().pk) is False

    def test_blank_and_wrong_answers_do_not_pass(self) -> None:
        attempt = make_graded(values=("b",))
        assert attempt.score == 0
        assert attempt.passed is False
        outcomes = [item["outcome"] for item in Grade.objects.get().items]
        assert outcomes == ["wrong", "blank", "blank", "blank"]

    def test_the_mail_is_in_the_learners_language(self) -> None:
        course = make_course(languages=("en", "fr"))
        make_graded(make_quiz(course), make_learner(language="fr"))
        message = Message.objects.get()
        assert message.language == "fr"
        assert "Course in fr" in message.subject

    def test_result_and_course_are_in_the_mail_with_the_link(self) -> None:
        attempt = make_graded()
        message = Message.objects.get()
        assert message.subject == "Course in en: you passed “Final quiz”"
        assert f"/quizzes/attempts/{attempt.public_id}/result/" in message.text
        assert f"/quizzes/attempts/{attempt.public_id}/result/" in message.html


def test_standing_tells_what_was_reached() -> None:
    attempt = make_graded()
    found = standing(attempt.user, attempt.quiz.course)[attempt.quiz_id]
    assert (found.attempts_used, found.passed) == (1, True)
    assert found.best_percent == 100
    assert (found.open_attempt, found.waiting) == (None, None)
