"""Mail as rows: queued with its cause, claimed, sent, marked."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Message(models.Model):
    """One mail to one address, rendered when queued, in the recipient's language."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Refused")
        HELD = "held", _("On hold")
        DROPPED = "dropped", _("Not sent")

    kind = models.CharField(max_length=40)
    dedupe_key = models.CharField(max_length=200, null=True, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="messages"
    )
    to = models.EmailField(max_length=254)
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField(blank=True)
    necessary = models.BooleanField(default=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    message_id = models.CharField(max_length=120, unique=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["-created_at"], name="message_recent"),
            models.Index(fields=["state"], condition=~Q(state="sent"), name="message_unsent"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.subject}"


class MailHold(models.Model):
    """That the site was restored from a backup, and mail waits for an administrator's word.

    The row without `ended_at`, at most one, is the hold in force. `dropped` keeps the ids of what
    was not sent, so that dropping can be undone.
    """

    class Outcome(models.TextChoices):
        SENT = "sent", _("Sent")
        DROPPED = "dropped", _("Not sent")

    backup_at = models.DateTimeField()
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome = models.CharField(max_length=7, choices=Outcome.choices, blank=True)
    dropped = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["outcome"], condition=Q(ended_at=None), name="one_hold_in_force"
            )
        ]


class Suppression(models.Model):
    """An address that no mail goes to: it bounced for good, or said stop to a kind."""

    email = models.EmailField(max_length=254)
    kind = models.CharField(max_length=40, blank=True, help_text=_("Empty: every kind"))
    reason = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["email", "kind"], name="suppressed_once")]
