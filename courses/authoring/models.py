"""The studio's own rows: who uploaded what, and how far an import has come."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.catalog.models import Course


class ReportUpload(models.Model):
    """A file that an instructor brought. Kept whatever becomes of its reading."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        READING = "reading", _("Being read")
        READ = "read", _("Read")
        FAILED = "failed", _("Could not be read")

    file = models.FileField(upload_to="uploads/")
    filename = models.CharField(max_length=255)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="uploads"
    )
    report = models.ForeignKey(
        "content.Report", null=True, on_delete=models.SET_NULL, related_name="uploads"
    )
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    stage = models.CharField(max_length=40, blank=True)
    progress = models.FloatField(default=0.0)
    problem = models.CharField(max_length=40, blank=True, help_text=_("Code of the problem"))
    uploaded_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)


class ImportPlan(models.Model):
    """How an instructor wants a report to become a course; saved as one goes.

    `modules` is [{"id", "title", "lessons": [{"id", "title", "sections": [section id, …],
    "passages": [passage id, …]}]}]; `history` holds earlier states for undo, newest last.
    """

    report = models.ForeignKey("content.Report", on_delete=models.CASCADE, related_name="plans")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.CASCADE,
        related_name="import_plans",
        help_text=_("Nobody: the command import_report made it"),
    )
    title = models.CharField(max_length=250)
    modules = models.JSONField(default=list)
    history = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=0)
    course = models.ForeignKey(
        Course, null=True, on_delete=models.SET_NULL, related_name="import_plans"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "owner"], name="plan_once")]
