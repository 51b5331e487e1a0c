"""Taking a hint: on record before it is shown."""

import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from courses.outbox.clock import database_now
from courses.people.models import User
from courses.quizzes.errors import NotOnThisPage, NotUnderWay, QuizError
from courses.quizzes.hints.models import HintTaken
from courses.quizzes.models import Attempt, QuizSlot
from courses.quizzes.queries import in_attempt_language
from courses.quizzes.services.giving_back import is_over_for_visitor
from courses.quizzes.services.locking import locked_attempt
from courses.quizzes.taking.at_hand import check_at_hand
from courses.quizzes.types.outcomes import hints_of


class NoSuchHint(QuizError):
    status = 422
    message = _("There is no such hint here. Reload the page.")


@transaction.atomic
def take_hint(attempt_id: uuid.UUID, user: User, *, slot_id: int, number: int) -> Attempt:
    """The attempt with the hint taken; asked again for a hint that was taken, nothing changes.

    `number` counts from 1; hints are taken in their order. Raises NoSuchAttempt, NotUnderWay,
    NoSuchQuestion, OnBreak, NoSuchHint.
    """
    attempt = locked_attempt(attempt_id, user)
    now = database_now()
    if attempt.state != Attempt.State.OPEN or is_over_for_visitor(
        attempt, attempt.quiz_edition, now
    ):
        raise NotUnderWay
    try:
        check_at_hand(attempt, slot_id, now)
    except NotOnThisPage as error:
        raise NoSuchHint from error
    taken = taken_in(attempt).get(slot_id, 0)
    if number != taken + 1:
        if 1 <= number <= taken:
            return attempt
        raise NoSuchHint
    if number > _how_many(attempt, slot_id):
        raise NoSuchHint
    HintTaken.objects.create(attempt=attempt, slot_id=slot_id, number=number, taken_at=now)
    attempt.hints = {**(attempt.hints or {}), str(slot_id): number}
    attempt.save(update_fields=["hints"])
    return attempt


def taken_in(attempt: Attempt) -> dict[int, int]:
    """{slot id: how many hints were taken}."""
    return {int(slot): number for slot, number in (attempt.hints or {}).items()}


def _how_many(attempt: Attempt, slot_id: int) -> int:
    slot = QuizSlot.objects.select_related("question_version").get(pk=slot_id)
    return len(hints_of(in_attempt_language(slot.question_version.specs, attempt)))
