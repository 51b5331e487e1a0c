"""Hints that learners took. Appended, never changed; `Attempt.hints` is their sum."""

from django.db import models

from courses.quizzes.models import Attempt, QuizSlot


class HintTaken(models.Model):
    """One hint of one question of an attempt; `number` counts from 1."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="hints_taken")
    slot = models.ForeignKey(QuizSlot, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "slot", "number"], name="hint_taken_once")
        ]
