"""What the bank keeps of questions besides their text: labels, findings, comments, records."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.catalog.models import Course
from courses.quizzes.models import Question, QuestionVersion, Quiz

PERSON = settings.AUTH_USER_MODEL


class Label(models.Model):
    """A tag, topic or objective of a course. Two that differ in case or accents are one."""

    class Sort(models.TextChoices):
        TAG = "tag", _("Tag")
        TOPIC = "topic", _("Topic")
        OBJECTIVE = "objective", _("Objective")

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="labels")
    sort = models.CharField(max_length=9, choices=Sort.choices)
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=400, editable=False)

    class Meta:
        ordering = ["sort", "folded"]
        constraints = [
            models.UniqueConstraint(fields=["course", "sort", "folded"], name="label_once")
        ]

    def __str__(self) -> str:
        return self.name


class QuestionTag(models.Model):
    """That a question bears a tag."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="tagged")
    label = models.ForeignKey(Label, on_delete=models.CASCADE, related_name="tagged")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "label"], name="tagged_once")]


class Finding(models.Model):
    """What the lint found in a question's current version. `field` is a path into the spec."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(max_length=30)
    language = models.CharField(max_length=10, blank=True)
    field = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["question", "code"], name="finding_code")]


class Waiver(models.Model):
    """That a finding of a question stands, and why. It ends with its finding."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="waivers")
    code = models.CharField(max_length=30)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "code"], name="waived_once")]


class QuizWaiver(models.Model):
    """That a finding over a whole quiz stands, and why, as long as it rests on the same."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="waivers")
    code = models.CharField(max_length=30)
    basis = models.CharField(max_length=64, help_text=_("Of what it rests on, as report tells it"))
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["quiz", "code"], name="quiz_waived_once")]


class QuestionComment(models.Model):
    """What somebody of the staff says about a question, of the version they read."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="comments")
    version = models.ForeignKey(QuestionVersion, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(max_length=5000)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    resolved_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]


class BankRecord(models.Model):
    """What was done with a question, or with the bank's rules where `question` is null. Appended.

    `what` is a state it came to, or one of the others.
    """

    class What(models.TextChoices):
        DRAFT = "draft", _("Back to a draft")
        REVIEW = "review", _("Sent to review")
        READY = "ready", _("Made ready")
        RETIRED = "retired", _("Retired")
        WAIVED = "waived", _("Warning dismissed")
        UNWAIVED = "unwaived", _("Warning brought back")
        LABELS = "labels", _("Labels changed")
        STIMULUS = "stimulus", _("What it refers to changed")
        RULES = "rules", _("Rules of the bank changed")

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey(
        Question, null=True, on_delete=models.CASCADE, related_name="records"
    )
    version = models.ForeignKey(
        QuestionVersion, null=True, on_delete=models.CASCADE, related_name="+"
    )
    what = models.CharField(max_length=9, choices=What.choices)
    remark = models.TextField(blank=True, max_length=2000)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]


class BulkEdit(models.Model):
    """One change of many questions, with what was there before, so that it can be undone.

    `steps` is what was asked for (see bank.bulk); `changes` is {question id: {name: [before,
    after]}}, tags as the ids that were added and taken away.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="+")
    steps = models.JSONField()
    changes = models.JSONField()
    count = models.PositiveIntegerField()
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]


class Sketch(models.Model):
    """A mark of a question's stem; stems that are nearly equal share some (bank.likeness)."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="+", db_index=False)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    mark = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["course", "mark"], name="sketch_mark")]


class Likeness(models.Model):
    """Two questions that ask nearly the same; `first` has the lower id."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="+")
    first = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    percent = models.PositiveSmallIntegerField()
    settled_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    settled_at = models.DateTimeField(null=True, help_text=_("Both are wanted"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="alike_once")]
