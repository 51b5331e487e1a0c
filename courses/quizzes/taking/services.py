"""Going through an attempt: flags to come back to, and leaving a page for good."""

import uuid

from django.db import transaction

from courses.outbox.clock import database_now
from courses.people.models import User
from courses.quizzes.errors import NoSuchQuestion, NotUnderWay, StillOpen
from courses.quizzes.models import Attempt, QuizSlot
from courses.quizzes.queries import current_answers, slots_of
from courses.quizzes.services.giving_back import is_over_for_visitor
from courses.quizzes.services.locking import locked_attempt
from courses.quizzes.taking.pages import still_open_on
from courses.quizzes.taking.places import is_in_order, pages_at, place_reached


@transaction.atomic
def set_flag(attempt_id: uuid.UUID, user: User, *, slot_id: int, is_set: bool) -> Attempt:
    """The attempt, its question flagged or not, as it may be already.

    Raises NoSuchAttempt, NotUnderWay, NoSuchQuestion.
    """
    attempt = _under_way(attempt_id, user)
    slots = [place["slot"] for place in attempt.layout]
    if slot_id not in slots:
        raise NoSuchQuestion
    if (slot_id in attempt.flags) is not is_set:
        wanted = {slot_id} ^ set(attempt.flags)
        attempt.flags = [slot for slot in slots if slot in wanted]
        attempt.save(update_fields=["flags"])
    return attempt


@transaction.atomic
def leave_page(attempt_id: uuid.UUID, user: User, *, since: int, is_sure: bool) -> Attempt:
    """Leaves the page that begins at place `since` for good, in a quiz that is taken in its order.

    Where another window left it already, nothing changes. Raises NoSuchAttempt, NotUnderWay, and
    StillOpen unless one `is_sure`.
    """
    attempt = _under_way(attempt_id, user)
    slots = slots_of(attempt)
    if not is_in_order(attempt) or since != attempt.reached:
        return attempt
    page = _page(attempt, slots)
    if not is_sure and still_open_on(attempt, slots, current_answers(attempt.pk), page):
        raise StillOpen
    # The last page is left by handing in.
    if page.stop < len(slots):
        attempt.reached = page.stop
        attempt.save(update_fields=["reached"])
    return attempt


def _under_way(attempt_id: uuid.UUID, user: User) -> Attempt:
    attempt = locked_attempt(attempt_id, user)
    now = database_now()
    if attempt.state != Attempt.State.OPEN or is_over_for_visitor(
        attempt, attempt.quiz_edition, now
    ):
        raise NotUnderWay
    return attempt


def _page(attempt: Attempt, slots: list[QuizSlot]) -> range:
    here = place_reached(attempt)
    return next(page for page in pages_at(attempt, slots) if here in page)
