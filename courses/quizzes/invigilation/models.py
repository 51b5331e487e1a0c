"""What the course's staff does to an attempt: each act a row, with its reason."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.quizzes.models import Attempt, Extension, Quiz

PERSON = settings.AUTH_USER_MODEL
MAX_REASON = 300


class TimeForAll(models.Model):
    """More time for everybody who was in a quiz at `at`; given one attempt after the other.

    `total` is how many they were, those without a time limit left out.
    """

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="+")
    operation_id = models.UUIDField(unique=True)
    seconds = models.PositiveIntegerField()
    reason = models.CharField(max_length=MAX_REASON)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    total = models.PositiveIntegerField()
    done_at = models.DateTimeField(null=True)


class AttemptAct(models.Model):
    """One act on one attempt; once for each `operation_id`, which its form brings.

    `before` and `after` are {field of the attempt: value as JSON}, what an undo goes by; of an
    attempt that is taken up again, `before` keeps the snapshot and the grade there were.
    `taken_back` are the seconds that an undo took back of time given.
    """

    class Kind(models.TextChoices):
        TIME = "time", _("More time")
        ATTEMPT = "attempt", _("Another attempt")
        REOPEN = "reopen", _("Reopened")
        SUBMIT = "submit", _("Submitted for the learner")
        VOID = "void", _("Made void")

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="acts")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    operation_id = models.UUIDField(default=uuid.uuid4)
    reason = models.CharField(max_length=MAX_REASON)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    extension = models.ForeignKey(
        Extension, null=True, on_delete=models.SET_NULL, related_name="acts"
    )
    for_all = models.ForeignKey(
        TimeForAll, null=True, on_delete=models.SET_NULL, related_name="acts"
    )
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    taken_back = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "operation_id"], name="attempt_act_once")
        ]
        indexes = [models.Index(fields=["kind", "-at"], name="attempt_act_latest")]
