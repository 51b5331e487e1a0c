"""Steps at once, from many tabs, on a real database: one is taken, the others are told."""

import uuid

import pytest

from courses.quizzes import errors, services
from courses.quizzes.models import Answer, Attempt
from courses.quizzes.queries import current_answers
from tests.courses.quizzes.types.test_scenario import SPEC
from tests.support.make_quizzes import make_attempt, make_quiz, save, slot_ids
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def begun() -> Attempt:
    return make_attempt(make_quiz(specs=(("scenario", SPEC),)))


def way(attempt: Attempt) -> list[str]:
    return [step["choice"] for step in current_answers(attempt.pk)[slot_ids(attempt)[0]]]


def test_16_of_different_steps_at_once_one_is_taken() -> None:
    attempt = begun()
    steps = ["0.c1", "0.c2"] * 5
    outcomes = at_once(10, lambda index: save(attempt, steps[index], sequence=index + 1))
    taken = [steps[n] for n, saved in enumerate(outcomes) if isinstance(saved, services.Saved)]
    assert len(taken) == 1 and Answer.objects.count() == 1
    assert way(attempt) == [taken[0].removeprefix("0.")]
    assert sum(isinstance(one, errors.OutOfStep) for one in outcomes) == 9


def test_01_one_step_sent_eight_times_at_once_is_taken_once() -> None:
    attempt, operation = begun(), uuid.uuid4()
    outcomes = at_once(8, lambda _: save(attempt, "0.c1", operation=operation))
    assert all(isinstance(saved, services.Saved) for saved in outcomes)
    assert (way(attempt), Answer.objects.count()) == (["c1"], 1)


def test_19_a_step_while_the_attempt_is_submitted_counts_or_is_late() -> None:
    attempt = begun()
    save(attempt, "0.c1")

    def act(index: int) -> object:
        if index == 0:
            return services.submit_attempt(attempt.public_id, attempt.user)
        return save(attempt, "1.c3", sequence=2)

    _submitted, step = at_once(2, act)
    attempt.refresh_from_db()
    frozen = [one["choice"] for one in (attempt.snapshot or {})[str(slot_ids(attempt)[0])]]
    assert frozen == (["c1", "c3"] if isinstance(step, services.Saved) else ["c1"])
