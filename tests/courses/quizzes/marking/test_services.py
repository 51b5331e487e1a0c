"""Marking by a person: what waits, what counts, and the one grade that comes of it."""

from decimal import Decimal
from typing import Any

import pytest

from courses.mail.models import Message
from courses.outbox.models import Job
from courses.people.models import User
from courses.quizzes import privacy, services
from courses.quizzes.marking.errors import MarkedMeanwhile, NothingToMark, NothingToUndo
from courses.quizzes.marking.models import Marking
from courses.quizzes.marking.queries import still_waiting
from courses.quizzes.marking.services import Marks, mark_answer, undo_marking
from courses.quizzes.models import Attempt, Grade
from courses.quizzes.queries import grade_of
from tests.support.make_marking import answered, waiting
from tests.support.make_quizzes import make_learner, make_staff, slot_ids
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db


def newest(attempt: Attempt, place: int) -> int:
    slot = slot_ids(attempt)[place]
    return Marking.objects.filter(attempt=attempt, slot=slot).latest("pk").pk


def give(
    attempt: Attempt,
    place: int,
    points: Any = "1",
    *,
    by: User | None = None,
    done: bool = True,
    seen: int | None = None,
    **said: Any,
) -> Marking:
    marks = Marks(None if points is None else Decimal(points), **said)
    return mark_answer(
        attempt.pk,
        slot_ids(attempt)[place],
        marks,
        by=by or make_staff(attempt.quiz.course),
        done=done,
        seen=newest(attempt, place) if seen is None else seen,
    )


def told(attempt: Attempt) -> tuple[int, int]:
    """(mails, progress events)."""
    return Message.objects.count(), Job.objects.filter(task="learning.attempt_graded").count()


class TestHandingOver:
    def test_what_a_person_marks_waits_and_nobody_is_told(self) -> None:
        attempt = waiting()
        assert (attempt.state, attempt.score) == ("marking", None)
        assert set(attempt.markings.values_list("slot", flat=True)) == set(slot_ids(attempt)[1:])
        assert (still_waiting(attempt), Grade.objects.count(), told(attempt)) == (2, 0, (0, 0))

    def test_graded_twice_it_is_handed_over_once(self) -> None:
        attempt = waiting()
        assert services.grade_attempt(attempt.pk) is False
        assert attempt.markings.count() == 2

    def test_blank_answers_wait_for_nobody(self) -> None:
        attempt = answered(text=" ")
        attempt.answers.filter(slot=slot_ids(attempt)[2]).delete()
        services.submit_attempt(attempt.public_id, attempt.user)
        services.grade_attempt(attempt.pk)
        attempt.refresh_from_db()
        assert (attempt.state, attempt.score) == ("graded", Decimal("1.00"))

    def test_another_attempt_may_be_started_meanwhile(self) -> None:
        attempt = waiting()
        assert services.start_attempt(attempt.user, attempt.quiz).number == 2


class TestMarking:
    def test_the_last_answer_marked_makes_the_grade_with_mail_and_event(self) -> None:
        attempt = waiting()
        give(attempt, 1, "0.5", levels={"duty": "1", "why": "0"}, comment="Why?")
        attempt.refresh_from_db()
        assert (attempt.state, told(attempt)) == ("marking", (0, 0))
        give(attempt, 2)
        attempt.refresh_from_db()
        assert (attempt.state, attempt.score) == ("graded", Decimal("2.50"))
        items = grade_of(attempt).items
        assert [item["outcome"] for item in items] == ["right", "partly", "right"]
        assert items[1]["parts"]["comment"] == "Why?"
        assert items[1]["feedback"] == ["<p>Article 7 says so.</p>"]
        assert told(attempt) == (1, 1)

    def test_what_is_kept_for_later_grades_nothing(self) -> None:
        attempt = waiting()
        give(attempt, 2)
        give(attempt, 1, None, done=False, comment="To be read again")
        assert still_waiting(attempt) == 1

    def test_sent_twice_it_is_kept_once(self) -> None:
        attempt = waiting()
        staff, seen = make_staff(attempt.quiz.course), newest(attempt, 1)
        first = give(attempt, 1, by=staff, seen=seen)
        assert give(attempt, 1, by=staff, seen=seen) == first
        assert attempt.markings.count() == 3

    def test_the_second_of_two_markers_is_told(self) -> None:
        attempt = waiting()
        seen = newest(attempt, 1)
        first = give(attempt, 1, "1", seen=seen)
        with pytest.raises(MarkedMeanwhile) as caught:
            give(attempt, 1, "0", seen=seen)
        assert caught.value.newest == first

    def test_points_are_needed_to_finish(self) -> None:
        with pytest.raises(NothingToMark):
            give(waiting(), 1, None)

    def test_what_a_machine_graded_is_not_marked(self) -> None:
        with pytest.raises(NothingToMark):
            give(waiting(), 0, seen=0)

    def test_an_attempt_under_way_is_not_marked(self) -> None:
        attempt = answered()
        with pytest.raises(NothingToMark):
            mark_answer(
                attempt.pk,
                slot_ids(attempt)[1],
                Marks(Decimal(1)),
                by=make_learner(),
                done=True,
                seen=0,
            )

    def test_a_change_after_the_grade_is_a_new_version_with_its_own_mail(self) -> None:
        attempt = waiting()
        give(attempt, 1, "0")
        give(attempt, 2, "0")
        give(attempt, 1, "1")
        attempt.refresh_from_db()
        grades = attempt.grades.order_by("grading_version").values_list("score", flat=True)
        assert list(grades) == [Decimal(1), Decimal(2)]
        assert (attempt.score, told(attempt)) == (Decimal(2), (2, 2))

    def test_the_same_marks_after_the_grade_change_nothing(self) -> None:
        attempt = waiting()
        give(attempt, 1)
        give(attempt, 2)
        give(attempt, 1, by=make_staff(attempt.quiz.course))
        assert (attempt.grades.count(), told(attempt)) == (1, (1, 1))


class TestUndoing:
    def undo(self, attempt: Attempt, place: int) -> Marking:
        return undo_marking(
            attempt.pk,
            slot_ids(attempt)[place],
            by=make_staff(attempt.quiz.course),
            seen=newest(attempt, place),
        )

    def test_what_held_before_holds_again(self) -> None:
        attempt = waiting()
        give(attempt, 1, "0.25")
        give(attempt, 1, "0.75")
        assert self.undo(attempt, 1).points == Decimal("0.25")

    def test_a_first_marking_taken_back_waits_again(self) -> None:
        attempt = waiting()
        give(attempt, 1)
        self.undo(attempt, 1)
        assert still_waiting(attempt) == 2

    def test_nothing_saved_is_nothing_to_undo(self) -> None:
        with pytest.raises(NothingToUndo):
            self.undo(waiting(), 1)

    def test_a_grade_is_not_undone_into_waiting(self) -> None:
        attempt = waiting()
        give(attempt, 1)
        give(attempt, 2)
        with pytest.raises(NothingToUndo):
            self.undo(attempt, 1)

    def test_after_the_grade_an_undo_is_a_new_version(self) -> None:
        attempt = waiting()
        give(attempt, 2)
        give(attempt, 1, "0")
        give(attempt, 1, "1")
        self.undo(attempt, 1)
        attempt.refresh_from_db()
        assert (attempt.score, attempt.grades.count()) == (Decimal(2), 3)


class TestPeople:
    def test_the_learner_exports_what_was_said_and_the_marker_what_they_said(self) -> None:
        attempt = waiting()
        staff = make_staff(attempt.quiz.course)
        give(attempt, 1, "0.5", by=staff, comment="Well put.")
        (row,) = privacy.export_for(attempt.user)["attempts"]
        assert [marking["comment"] for marking in row["markings"]] == ["Well put."]
        assert [marking["points"] for marking in privacy.export_for(staff)["markings"]] == ["0.50"]

    def test_a_marker_erased_leaves_the_marks(self) -> None:
        attempt = waiting()
        staff = make_staff(attempt.quiz.course)
        given = give(attempt, 1, by=staff)
        privacy.erase(staff)
        given.refresh_from_db()
        assert (given.marker, given.points) == (None, Decimal(1))


@pytest.mark.django_db(transaction=True)
def test_11_both_last_answers_marked_at_once_there_is_one_grade_and_one_mail() -> None:
    attempt = waiting()
    staff = [make_staff(attempt.quiz.course) for _ in range(2)]
    seen = [newest(attempt, 1), newest(attempt, 2)]
    at_once(2, lambda n: give(attempt, n + 1, by=staff[n], seen=seen[n]))
    attempt.refresh_from_db()
    assert (attempt.state, attempt.score) == ("graded", Decimal(3))
    assert (attempt.grades.count(), told(attempt)) == (1, (1, 1))
