"""What an instructor chose of a topic: only where it differs from what is ticked at first."""

from django.conf import settings
from django.db import models


class TopicChoice(models.Model):
    """`taken` and `left` are ids of passages, the first of each paragraph; saved as one goes."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="topic_choices"
    )
    topic = models.CharField(max_length=40)
    taken = models.JSONField(default=list)
    left = models.JSONField(default=list)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "topic"], name="topic_choice_once")]

    def __str__(self) -> str:
        return self.topic
