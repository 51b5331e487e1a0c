"""Where a learner stands."""

from django.conf import settings
from django.db import models

from courses.catalog.models import Course, Edition, Lesson, LessonVersion


class LessonProgress(models.Model):
    """A person's way through a lesson; outlives editions, since lessons do.

    `place` is the key of the block last looked at; `version` the text that was read.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lesson_progress"
    )
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="+")
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="progress")
    version = models.ForeignKey(
        LessonVersion, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    place = models.CharField(max_length=80, blank=True)
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "lesson"], name="progress_once")]
        indexes = [models.Index(fields=["user", "course"], name="progress_of_course")]


class Completion(models.Model):
    """That a person fulfilled the completion rule of a course, once."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="completions"
    )
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="completions")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    completed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "course"], name="completed_once")]
