"""A new edition of a report beside an old one, and what was done about it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from content.editions.compare import KINDS
from courses.catalog.models import Course, Lesson
from courses.quizzes.models import Question

PERSON = settings.AUTH_USER_MODEL


class Comparison(models.Model):
    """Two editions compared once. `counts` is {kind of change: how many passages}; until
    `is_ready` a job is at it."""

    older = models.ForeignKey(
        "content.Report", on_delete=models.CASCADE, related_name="compared_to_newer"
    )
    newer = models.ForeignKey(
        "content.Report", on_delete=models.CASCADE, related_name="compared_to_older"
    )
    counts = models.JSONField(default=dict)
    is_ready = models.BooleanField(default=True, db_default=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["older", "newer"], name="compared_once")]


class PassageChange(models.Model):
    """What became of a passage: one row for each of the older edition, and each that appeared."""

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="changes")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=13, choices=[(kind, kind) for kind in KINDS])
    old = models.ForeignKey(
        "content.Passage", null=True, on_delete=models.CASCADE, related_name="became"
    )
    new = models.ForeignKey(
        "content.Passage", null=True, on_delete=models.CASCADE, related_name="came_from"
    )

    class Meta:
        ordering = ["comparison", "position"]
        indexes = [models.Index(fields=["comparison", "kind", "position"], name="change_kind")]


class EditionAct(models.Model):
    """What somebody decided about a course for a new edition, with the way back.

    `blocks` is [{"lesson": id, "language", "key", "before", "after", "made": number}], Markdown
    with its attribute line, `after` "" where the block was taken out; `questions` is [{"question":
    id, "version": id, "was": state}] of those sent to review, with "passage": [id before, id after]
    those that rest on the new edition from then on, whose `version` is the one that was made.
    """

    class What(models.TextChoices):
        TAKE = "take", _("New text taken")
        KEEP = "keep", _("Text kept and checked")
        ALL = "all", _("All untouched passages brought up to date")
        REVIEW = "review", _("Questions sent to review")
        RIGHT = "right", _("Question checked: still right")

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="acts")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="edition_acts")
    what = models.CharField(max_length=6, choices=What.choices)
    blocks = models.JSONField(default=list)
    questions = models.JSONField(default=list)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]


class EditionMark(models.Model):
    """CHECKED: a block or question was looked at for a comparison and stands as it is. BEHIND: the
    block is a translation of one that took a new text, as long as its text has this `digest`."""

    class Kind(models.TextChoices):
        CHECKED = "checked", _("Checked")
        BEHIND = "behind", _("Translation behind")

    act = models.ForeignKey(EditionAct, on_delete=models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    lesson = models.ForeignKey(Lesson, null=True, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=10, blank=True)
    block_key = models.CharField(max_length=80, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    question = models.ForeignKey(Question, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["lesson", "language"], name="mark_lesson")]
