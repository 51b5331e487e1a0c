"""Which pictures a question's version shows: who may load a picture hangs on it."""

from django.db import models

from courses.catalog.models import Picture
from courses.quizzes.models import QuestionVersion


class QuestionPicture(models.Model):
    """That a version, in any of its languages and texts, shows a picture."""

    version = models.ForeignKey(QuestionVersion, on_delete=models.CASCADE, related_name="pictures")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="questions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "picture"], name="question_picture_once")
        ]
