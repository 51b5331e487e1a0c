"""Time runs out while the browser is closed: B 20."""

from datetime import timedelta

import pytest

from courses.quizzes.models import Attempt
from tests.faults.house import House
from tests.support.pace import Standstill

pytestmark = pytest.mark.timeout(900)

GRACE = timedelta(seconds=1)
# Five seconds are promised; a machine that does seven other things is given ten more.
LATEST = timedelta(seconds=15)


def test_20_closed_before_the_end_what_was_saved_is_submitted_soon_after_it(house: House) -> None:
    with Standstill() as still:
        attempt, given, ends = house.begun_before_the_end(GRACE)
        house.wait_until_graded(attempt)
        lost = timedelta(seconds=still.seconds())
    attempt.refresh_from_db()
    assert attempt.submitted_by == Attempt.SubmittedBy.CLOCK
    assert attempt.snapshot == {str(given["slot"]): "a"}
    assert attempt.submitted_at is not None
    assert timedelta(0) <= attempt.submitted_at - (ends + GRACE) <= LATEST + lost
