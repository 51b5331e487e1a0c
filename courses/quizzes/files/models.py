"""Files that learners answered with."""

import uuid

from django.db import models

from courses.quizzes.models import Attempt, QuizSlot


def place_of(file: "AnswerFile", _name: str) -> str:
    """Named by its content, beside the others of its attempt: sent twice it is stored once, and
    what a person calls a file never becomes a path."""
    return f"answers/{file.attempt.public_id}/{file.sha256}"


class AnswerFile(models.Model):
    """A file for one question of an attempt. Never changes; a value names it by `public_id`.

    `format` is what its content was found to be, a key of files.formats.FORMATS.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="files")
    slot = models.ForeignKey(QuizSlot, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    format = models.CharField(max_length=8)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=place_of, max_length=150)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "slot", "sha256", "name"], name="answer_file_once"
            )
        ]
