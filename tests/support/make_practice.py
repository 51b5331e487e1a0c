"""Practice for tests of pages: a card that is due, and a round of it."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from courses.people.models import User
from courses.quizzes.models import Attempt, QuizSlot
from courses.quizzes.practice.models import PracticeCard, PracticeRound


def of_practice(user: User, attempt: Attempt) -> dict[str, dict[str, Any]]:
    """What the addresses of practice need, by their name."""
    now = timezone.now()
    slot = QuizSlot.objects.select_related("question_version").get(pk=attempt.layout[0]["slot"])
    card = PracticeCard.objects.create(
        user=user,
        course=attempt.quiz.course,
        question_id=slot.question_version.question_id,
        attempt=attempt,
        slot=slot,
        missed_at=now,
        due_at=now - timedelta(days=1),
    )
    practised = PracticeRound.objects.create(user=user, cards=[card.pk], started_at=now)
    return {
        "quizzes:practice_round": {"practised": practised.public_id},
        "quizzes:practice_known": {"card": card.pk},
    }
