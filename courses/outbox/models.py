"""The queue of record: work committed together with the fact that causes it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """One piece of work: a task's name and ids. Claimed by lease, never by a flag."""

    class Lane(models.TextChoices):
        SHORT = "short", _("Short")
        LONG = "long", _("Long")

    class State(models.TextChoices):
        DUE = "due", _("Waiting")
        LEASED = "leased", _("Running")
        DONE = "done", _("Done")
        DEAD = "dead", _("Failed")

    task = models.CharField(max_length=100)
    args = models.JSONField(default=dict, help_text=_("Keyword arguments: ids only"))
    lane = models.CharField(max_length=5, choices=Lane.choices, default=Lane.SHORT)
    dedupe_key = models.CharField(max_length=200, null=True, unique=True)
    state = models.CharField(max_length=6, choices=State.choices, default=State.DUE)
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    lease_token = models.CharField(max_length=32, blank=True)
    dispatched_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=8)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["lane", "due_at"], condition=Q(state="due"), name="job_due"),
            models.Index(fields=["lease_until"], condition=Q(state="leased"), name="job_leased"),
            models.Index(fields=["state", "-created_at"], name="job_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.task} #{self.pk}"


class ScheduleRun(models.Model):
    """That a schedule's period was claimed: one row, one run."""

    name = models.CharField(max_length=60)
    period = models.CharField(max_length=40)
    claimed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "period"], name="schedule_once")]


class Heartbeat(models.Model):
    """When a long-lived part of the site (relay, web) last said that it works."""

    name = models.CharField(max_length=40, unique=True)
    beat_at = models.DateTimeField()
    detail = models.JSONField(default=dict)


class Outage(models.Model):
    """A time without a sign of life, known once it was over. Those of one part never overlap."""

    component = models.CharField(max_length=40)
    began_at = models.DateTimeField(help_text=_("The last sign of life before"))
    ended_at = models.DateTimeField(help_text=_("The first sign of life after"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["component", "began_at"], name="outage_once")
        ]
        indexes = [models.Index(fields=["component", "ended_at"], name="outage_recent")]

    def __str__(self) -> str:
        return f"{self.component}: {self.began_at:%Y-%m-%d %H:%M:%S} to {self.ended_at:%H:%M:%S}"
