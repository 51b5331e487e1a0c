"""A card for each question that a learner got wrong, to be practised. It never counts."""

import uuid

from django.conf import settings
from django.db import models

from courses.catalog.models import Course
from courses.quizzes.models import Attempt, Question, QuizSlot


class PracticeCard(models.Model):
    """A question that a learner got wrong, to come back until it is known.

    `box` is 1…5, how far apart it comes (practice.boxes). `attempt` and `slot` are the latest
    mistake, handed in at `missed_at`. `left` says why it comes no more, "" while it does.
    """

    class Left(models.TextChoices):
        DONE = "done"
        KNOWN = "known"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="practice_cards"
    )
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="practice_cards")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="practice_cards")
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="practice_cards")
    slot = models.ForeignKey(QuizSlot, on_delete=models.CASCADE, related_name="+")
    missed_at = models.DateTimeField()
    box = models.PositiveSmallIntegerField(default=1)
    due_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    times_right = models.PositiveSmallIntegerField(default=0)
    times_wrong = models.PositiveSmallIntegerField(default=0)
    left = models.CharField(max_length=5, choices=Left.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "question"], name="practice_card_once")
        ]
        indexes = [models.Index(fields=["user", "due_at"], name="practice_card_due")]


class PracticeRound(models.Model):
    """Some cards practised in one go; `cards` are their ids in order, `course` null for all."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="practice_rounds"
    )
    course = models.ForeignKey(Course, null=True, on_delete=models.CASCADE, related_name="+")
    cards = models.JSONField(default=list)
    started_at = models.DateTimeField()


class PracticeAnswer(models.Model):
    """How a card fared in a round, once; what was answered is not kept. `box`: where it went, 0
    once it is known for good."""

    round = models.ForeignKey(PracticeRound, on_delete=models.CASCADE, related_name="answers")
    card = models.ForeignKey(PracticeCard, on_delete=models.CASCADE, related_name="answers")
    is_right = models.BooleanField()
    box = models.PositiveSmallIntegerField()
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "card"], name="practice_answer_once")
        ]
