"""From a grade to the cards of what was not right in it."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction

from courses.outbox.clock import database_now
from courses.quizzes.models import Attempt, Grade, QuizSlot
from courses.quizzes.practice.boxes import days_of
from courses.quizzes.practice.models import PracticeCard
from courses.quizzes.types.registry import kind
from elearning.prepared import Prepared, given

MISSED = ("wrong", "partly", "blank")

# Asked after each grade of the site.
_grade = Prepared(
    lambda: (
        Grade.objects.filter(attempt=given("attempt"), attempt__state=Attempt.State.GRADED)
        .select_related("attempt__quiz")
        .order_by("-grading_version")[:1]
    )
)


def is_practised(kind_name: str) -> bool:
    """Whether a machine can say at once what was right: nothing that a person marks, no file, no
    survey, and no story, in which one choice leads to the next question."""
    known = kind(kind_name)
    return known.has_key and not known.takes_files


@transaction.atomic
def collect(attempt_id: int) -> None:
    """Makes cards of what was not right in an attempt's grade that holds. Safe to run twice.

    A mistake later than the card's own brings it back to box 1. What a later grading found right
    after all has no card any more.
    """
    grade = _grade.first(attempt=attempt_id)
    if grade is None:  # erased, void or opened again meanwhile
        return
    missed = [item["slot"] for item in grade.items if item["outcome"] in MISSED]
    if grade.grading_version > 1:
        PracticeCard.objects.filter(attempt=attempt_id).exclude(slot__in=missed).delete()
    if missed:
        _keep(grade.attempt, missed)


def _keep(attempt: Attempt, missed: Collection[int]) -> None:
    rows = QuizSlot.objects.filter(pk__in=missed).order_by("pk")
    named = rows.values_list("pk", "question_version__question", "question_version__kind")
    slots = {question: pk for pk, question, name in named if is_practised(name)}
    cards = PracticeCard.objects.select_for_update().filter(user=attempt.user_id)
    known = {card.question_id: card for card in cards.filter(question__in=slots)}
    due_at = database_now() + timedelta(days=days_of(1))
    missed_at = attempt.submitted_at or attempt.started_at
    fresh = [
        PracticeCard(
            user_id=attempt.user_id,
            course_id=attempt.quiz.course_id,
            question_id=question,
            attempt=attempt,
            slot_id=slot,
            missed_at=missed_at,
            due_at=due_at,
        )
        for question, slot in slots.items()
        if question not in known
    ]
    # Another attempt, graded at this moment, may have made the same card.
    PracticeCard.objects.bulk_create(fresh, ignore_conflicts=True)
    again = [card for card in known.values() if card.missed_at < missed_at]
    for card in again:
        card.attempt, card.slot_id, card.missed_at = attempt, slots[card.question_id], missed_at
        card.box, card.due_at, card.left = 1, due_at, ""
    fields = ["attempt", "slot", "missed_at", "box", "due_at", "left"]
    PracticeCard.objects.bulk_update(again, fields)
