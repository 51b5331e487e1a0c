"""What practice keeps of a person."""

from typing import Any

from courses.people.models import User
from courses.quizzes.practice.models import PracticeAnswer, PracticeCard, PracticeRound


def practice_export(person: User) -> dict[str, Any]:
    """The cards, and how each fared when; what was answered is not kept."""
    cards = PracticeCard.objects.filter(user=person).select_related("question", "course")
    answers = PracticeAnswer.objects.filter(card__user=person).select_related("card__question")
    return {
        "practice": [_card(card) for card in cards.order_by("pk")],
        "practised": [
            {
                "question": answer.card.question.key,
                "is_right": answer.is_right,
                "at": answer.answered_at.isoformat(),
            }
            for answer in answers.order_by("pk")
        ],
    }


def _card(card: PracticeCard) -> dict[str, Any]:
    return {
        "course": card.course.slug,
        "question": card.question.key,
        "missed_at": card.missed_at.isoformat(),
        "box": card.box,
        "due_at": card.due_at.isoformat(),
        "seen_at": card.seen_at.isoformat() if card.seen_at else None,
        "times_right": card.times_right,
        "times_wrong": card.times_wrong,
        "left": card.left,
    }


def forget_practice(person: User) -> None:
    PracticeRound.objects.filter(user=person).delete()
    PracticeCard.objects.filter(user=person).delete()
