"""What is done with cohorts: courses given to them, with deadlines."""

from django.conf import settings
from django.db import models

from courses.catalog.models import Course
from courses.people.models import Cohort


class Assignment(models.Model):
    """A course given to a cohort, to be completed by `due_at` if there is one."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="assignments")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="assignments")
    due_at = models.DateTimeField(null=True, blank=True)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    assigned_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "course"], name="assigned_once")]
