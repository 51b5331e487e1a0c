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
    """How an instructor wants passages to become a course; saved as one goes.

    The passages are those with the ids `passages`, of any report and in this order; [] stands
    for the whole of `report`. A plan without a report gathers a `topic` from several.
    `modules` is [{"id", "title", "lessons": [{"id", "title", "sections": [section id, …],
    "passages": [passage id, …]}]}]; `revision` counts the steps.
    """

    report = models.ForeignKey(
        "content.Report", null=True, on_delete=models.CASCADE, related_name="plans"
    )
    topic = models.CharField(max_length=100, blank=True, default="", db_default="")
    passages = models.JSONField(default=list, blank=True, db_default=[])
    language = models.CharField(max_length=10, blank=True, default="", db_default="")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.CASCADE,
        related_name="import_plans",
        help_text=_("Nobody: the command import_report made it"),
    )
    title = models.CharField(max_length=250)
    modules = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=0)
    course = models.ForeignKey(
        Course, null=True, on_delete=models.SET_NULL, related_name="import_plans"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        # One at work; a plan that became a course stays with that, and another may follow.
        constraints = [
            models.UniqueConstraint(
                fields=["report", "owner"], condition=models.Q(course=None), name="plan_open_once"
            )
        ]

    @property
    def text_language(self) -> str:
        """The language that its titles and passages are in."""
        return self.report.language if self.report else self.language

    @property
    def source_name(self) -> str:
        """The report's symbol, or the topic; "" where the report has no symbol."""
        return self.report.symbol if self.report else self.topic


class PlanStep(models.Model):
    """What a plan was after a step, so that one can go back to it and on again.

    `number` is the plan's revision then. `undo` and `redo` are the numbers of the rows that
    these two lead to: going back is a step as well, and the log only ever grows.
    """

    plan = models.ForeignKey(ImportPlan, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    action = models.CharField(max_length=30, blank=True)
    details = models.JSONField(default=dict)
    title = models.CharField(max_length=250)
    modules = models.JSONField(default=list)
    undo = models.PositiveIntegerField(null=True)
    redo = models.PositiveIntegerField(null=True)
    taken_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_step_once")]
