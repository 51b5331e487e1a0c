"""Practising: a round of cards, each answered once in it. Nothing of it counts anywhere."""

from datetime import timedelta

from django.db import transaction

from courses.catalog.models import Course
from courses.outbox.clock import database_now
from courses.people.models import User
from courses.quizzes.practice.boxes import LAST, box_after, days_of
from courses.quizzes.practice.models import PracticeAnswer, PracticeCard, PracticeRound
from courses.quizzes.practice.queries import queue_of

MOST_IN_A_ROUND = 10


def start_round(user: User, course: Course | None = None) -> PracticeRound | None:
    """The cards that are due today, the longest waiting first; None where none is."""
    due = queue_of(user, course).due[:MOST_IN_A_ROUND]
    if not due:
        return None
    return PracticeRound.objects.create(
        user=user, course=course, cards=[card.pk for card in due], started_at=database_now()
    )


@transaction.atomic
def keep_answer(practised: PracticeRound, card_id: int, *, is_right: bool) -> PracticeAnswer:
    """Moves the card once in a round; sent again, the first answer holds."""
    card = PracticeCard.objects.select_for_update().get(pk=card_id, user=practised.user_id)
    known = PracticeAnswer.objects.filter(round=practised, card=card).first()
    if known is not None:
        return known
    now, box = database_now(), box_after(card.box, is_right=is_right)
    if box is None:
        card.left = PracticeCard.Left.DONE
    card.box = box or LAST
    card.due_at = now + timedelta(days=days_of(card.box))
    card.seen_at = now
    card.times_right += is_right
    card.times_wrong += not is_right
    card.save()
    return PracticeAnswer.objects.create(
        round=practised, card=card, is_right=is_right, box=box or 0, answered_at=now
    )


def set_known(card: PracticeCard, *, known: bool) -> None:
    """Takes a card out of practice, or brings it back as it was. Doing it twice changes nothing."""
    rows = PracticeCard.objects.filter(pk=card.pk)
    if known:
        rows.filter(left="").update(left=PracticeCard.Left.KNOWN)
    else:
        rows.filter(left=PracticeCard.Left.KNOWN).update(left="")
