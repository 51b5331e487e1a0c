"""Wrong access codes, kept for some minutes so that they cannot be tried out."""

from django.conf import settings
from django.db import models

from courses.quizzes.models import Quiz


class WrongCode(models.Model):
    """That a person typed a wrong code, and when; not what."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    typed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "quiz"], name="wrong_code_of")]
