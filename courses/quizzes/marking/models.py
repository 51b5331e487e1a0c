"""What people make of answers that no machine can mark. Appended, never changed."""

from django.conf import settings
from django.db import models

from courses.quizzes.models import Attempt, QuizSlot


class Marking(models.Model):
    """One marking of one answer; the newest of an answer holds.

    `points` null: nothing is decided, or what was is taken back. `levels` is {criterion id: level
    id} of the rubric. Only with `is_done` does it count.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="markings")
    slot = models.ForeignKey(QuizSlot, on_delete=models.PROTECT, related_name="+")
    points = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    levels = models.JSONField(default=dict)
    comment = models.TextField(blank=True)
    is_done = models.BooleanField(default=False)
    marker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    marked_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["attempt", "slot", "-id"], name="marking_newest")]
