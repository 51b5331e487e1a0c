"""What authors wrote and have not saved yet."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from courses.catalog.models import Course
from courses.quizzes.models import Question


class Writing(models.Model):
    """What somebody wrote of a question, or of a new one of a kind, and has not saved.

    `page` is the page that it was written in. `data` is what its fields held, null once that
    page was saved or thrown away: what the page still sends then comes too late.
    """

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="writings"
    )
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey(Question, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    page = models.CharField(max_length=32)
    data = models.JSONField(null=True)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["author", "question"],
                condition=Q(question__isnull=False),
                name="one_writing_of_question",
            ),
            models.UniqueConstraint(
                fields=["author", "course", "kind"],
                condition=Q(question__isnull=True),
                name="one_writing_of_new",
            ),
        ]
