"""Questions as immutable versions, quizzes as editions pin them, attempts and their answers.

An answer is appended, never changed; "current" is the highest sequence of its slot.
"""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.catalog.models import Course, Edition, Lesson, Module
from courses.outbox.models import Outage
from courses.quizzes.quiz_settings import QuizSettings


class Question(models.Model):
    """A question's identity in a course's bank; its text lives in versions.

    `stimulus`: what it refers to, a passage or picture that several questions may share.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        REVIEW = "review", _("In review")
        READY = "ready", _("Ready")
        RETIRED = "retired", _("Retired")

    class Difficulty(models.IntegerChoices):
        EASY = 1, _("Easy")
        MEDIUM = 2, _("Medium")
        HARD = 3, _("Hard")

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=80)
    kind = models.CharField(max_length=30)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.DRAFT)
    current_version = models.ForeignKey(
        "QuestionVersion", null=True, on_delete=models.PROTECT, related_name="+"
    )
    stimulus = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="sharers"
    )
    search_text = models.TextField(
        blank=True, editable=False, help_text=_("Key and texts, as bank.search folds them")
    )
    ready_version = models.ForeignKey(
        "QuestionVersion",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The last one that was ready, where the current one is not"),
    )
    topic = models.ForeignKey("Label", null=True, on_delete=models.SET_NULL, related_name="+")
    objective = models.ForeignKey("Label", null=True, on_delete=models.SET_NULL, related_name="+")
    difficulty = models.PositiveSmallIntegerField(null=True, choices=Difficulty.choices)
    # What follows is known of the current version, kept here so that a bank of thousands can be
    # filtered without opening one; bank.looking writes it. `looked` 0: not looked at yet.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    languages = models.CharField(max_length=200, default="", db_default="", editable=False)
    open_findings = models.PositiveSmallIntegerField(default=0, db_default=0)
    open_comments = models.PositiveSmallIntegerField(default=0, db_default=0)
    open_raised = models.PositiveSmallIntegerField(default=0, db_default=0)
    looked = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "key"], name="question_key")]
        indexes = [
            models.Index(fields=["course", "-updated_at", "-id"], name="question_newest"),
            models.Index(fields=["course", "status"], name="question_status"),
            models.Index(fields=["looked"], name="question_looked"),
        ]


class QuestionVersion(models.Model):
    """Never changes. `specs` is {language: the kind's own document, Markdown rendered}."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)
    specs = models.JSONField()
    evidence_lesson = models.ForeignKey(
        Lesson, null=True, blank=True, on_delete=models.PROTECT, related_name="evidences"
    )
    evidence_block = models.CharField(max_length=80, blank=True)
    evidence_passage = models.ForeignKey(
        "content.Passage", null=True, blank=True, on_delete=models.PROTECT, related_name="evidences"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="question_version_number")
        ]


class Quiz(QuizSettings):
    """A quiz's identity and its draft settings. `module` null: after the last module."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="quizzes")
    module = models.ForeignKey(Module, null=True, blank=True, on_delete=models.SET_NULL)
    key = models.SlugField(max_length=80)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["course", "key"], name="quiz_key")]


class QuizItem(models.Model):
    """A question's place in a quiz's draft. `section` null: in the first, unnamed one."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="items")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="items")
    section = models.ForeignKey(
        "QuizSection", null=True, blank=True, on_delete=models.SET_NULL, related_name="items"
    )
    position = models.PositiveIntegerField()
    points = models.DecimalField(max_digits=6, decimal_places=2, default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["quiz", "question"], name="item_once")]


class QuizEdition(QuizSettings):
    """A quiz as an edition of the course has it. Never changes.

    `sections` is [{"key", "titles", "instructions"}] in order, `draws` [{"key", "take",
    "points", "section": key}]: each attempt takes so many of the slots that name the draw. Both
    empty where there are none.
    """

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="editions")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="quizzes")
    module_key = models.SlugField(max_length=80, blank=True)
    sections = models.JSONField(default=list, db_default=[])
    draws = models.JSONField(default=list, db_default=[])

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["quiz", "edition"], name="quiz_edition")]


class QuizSlot(models.Model):
    """A question version's place in a published quiz, with the stimulus as it was then.

    `section` and `draw` are keys of the quiz edition's; empty: without a section, always taken.
    """

    quiz_edition = models.ForeignKey(QuizEdition, on_delete=models.CASCADE, related_name="slots")
    question_version = models.ForeignKey(
        QuestionVersion, on_delete=models.PROTECT, related_name="slots"
    )
    stimulus_version = models.ForeignKey(
        QuestionVersion, null=True, on_delete=models.PROTECT, related_name="stimulus_slots"
    )
    section = models.SlugField(max_length=40, blank=True, default="", db_default="")
    draw = models.SlugField(max_length=40, blank=True, default="", db_default="")
    position = models.PositiveIntegerField()
    points = models.DecimalField(max_digits=6, decimal_places=2, default=1)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["quiz_edition", "position"], name="slot_position")
        ]


class Attempt(models.Model):
    """One taking of a quiz. Save, submit, expire and extend lock this row.

    `layout` is [{"slot": id, "choices": [choice id, …]|None}] in the order shown, drawn from
    `seed` at the start. `hints` is {slot id: how many were taken}, `tries` what was checked so
    far (quizzes.trying), both null for none. `flags` are the slots to come back to; `reached` how
    many places of the layout are behind whoever takes a quiz in its order. `snapshot` is frozen at
    submission: {slot id: value}, and `hints` and `tries` under these names where there were some.
    MARKING: graded as far as a machine can, the rest waits for a person. `reopened_at`: when its
    staff last let it go on after it had ended; `acted_on`: whether the staff did anything to it
    (quizzes.invigilation), so that nobody asks where there is nothing.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Under way")
        SUBMITTED = "submitted", _("Being graded")
        MARKING = "marking", _("Being marked")
        GRADED = "graded", _("Graded")
        VOID = "void", _("Void")

    class SubmittedBy(models.TextChoices):
        LEARNER = "learner", _("by the learner")
        CLOCK = "clock", _("when time was up")
        STAFF = "staff", _("by the course’s staff")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attempts"
    )
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    quiz_edition = models.ForeignKey(QuizEdition, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    seed = models.PositiveBigIntegerField()
    layout = models.JSONField(default=list)
    started_at = models.DateTimeField()
    deadline_at = models.DateTimeField(null=True)
    promised_at = models.DateTimeField(
        null=True, help_text=_("The deadline by the learner’s terms, without what came on top")
    )
    given_back_seconds = models.PositiveIntegerField(
        default=0, db_default=0, help_text=_("Of the deadline, for our own outages: their sum")
    )
    # No column added later has a check: PostgreSQL would read the whole table for each of them.
    granted_seconds = models.IntegerField(
        default=0, db_default=0, help_text=_("Of the deadline, given while it was under way")
    )
    break_seconds = models.IntegerField(
        default=0, db_default=0, help_text=_("That breaks in it may take in all")
    )
    break_used_seconds = models.IntegerField(default=0, db_default=0)
    break_until = models.DateTimeField(
        null=True, help_text=_("The break that it is in ends then at the latest")
    )
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.CharField(max_length=8, choices=SubmittedBy.choices, blank=True)
    hints = models.JSONField(null=True)
    tries = models.JSONField(null=True)
    flags = models.JSONField(default=list, db_default=[])
    reached = models.SmallIntegerField(default=0, db_default=0)
    honoured_at = models.DateTimeField(
        null=True, help_text=_("When the honour statement was agreed to")
    )
    snapshot = models.JSONField(null=True)
    snapshot_hash = models.CharField(max_length=64, blank=True)
    score = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    max_score = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    passed = models.BooleanField(null=True)
    graded_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)
    acted_on = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["quiz", "user", "number"], name="attempt_number"),
            models.UniqueConstraint(
                fields=["quiz", "user"], condition=Q(state="open"), name="one_open_attempt"
            ),
        ]
        indexes = [
            models.Index(
                fields=["deadline_at"], condition=Q(state="open"), name="attempt_open_deadline"
            ),
            models.Index(fields=["quiz", "state"], name="attempt_quiz_state"),
            models.Index(fields=["quiz", "submitted_at"], name="attempt_quiz_ended"),
        ]

    @property
    def running_since(self) -> datetime:
        """When the clock began, the last time that it did."""
        return self.reopened_at or self.started_at

    @property
    def given_back_minutes(self) -> int:
        """To the nearest; 0 below one minute, which is told in seconds."""
        return round(self.given_back_seconds / 60) if self.given_back_seconds >= 60 else 0

    @property
    def granted_minutes(self) -> int:
        """As given_back_minutes."""
        return round(self.granted_seconds / 60) if self.granted_seconds >= 60 else 0


class Answer(models.Model):
    """One answer as it was given. Appended; idempotent by the client's operation id."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers")
    slot = models.ForeignKey(QuizSlot, on_delete=models.PROTECT, related_name="+")
    operation_id = models.UUIDField()
    sequence = models.PositiveBigIntegerField()
    value = models.JSONField(null=True)
    value_hash = models.CharField(max_length=64)
    is_late = models.BooleanField(default=False)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "operation_id"], name="answer_operation")
        ]
        indexes = [
            models.Index(fields=["attempt", "slot", "-sequence", "-id"], name="answer_current")
        ]


class Extension(models.Model):
    """More time on an attempt, with its reason. The only way a deadline moves.

    `outage` when it gives back what that outage took. Less than 0 seconds take back what was not
    used; 0 seconds of ACCOMMODATION or OVERRIDE took the deadline away.
    """

    class Kind(models.TextChoices):
        OUTAGE = "outage", _("Our site was down")
        STAFF = "staff", _("Given by the course’s staff")
        ACCOMMODATION = "needs", _("By an accommodation")
        OVERRIDE = "override", _("By an override")
        BREAK = "break", _("A break")

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="extensions")
    kind = models.CharField(
        max_length=8, choices=Kind.choices, default=Kind.STAFF, db_default=Kind.STAFF
    )
    seconds = models.IntegerField()
    reason = models.CharField(max_length=300)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    granted_at = models.DateTimeField()
    outage = models.ForeignKey(
        Outage, null=True, blank=True, on_delete=models.PROTECT, related_name="extensions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "outage"], name="outage_given_back_once")
        ]


class Grade(models.Model):
    """What grading made of a snapshot. One for each grading version; the highest holds.

    `items` is [{"slot", "points", "max_points", "outcome": see types.values.Outcome,
    "feedback": […html], "parts": {…}}].
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="grades")
    grading_version = models.PositiveIntegerField(default=1)
    score = models.DecimalField(max_digits=8, decimal_places=2)
    max_score = models.DecimalField(max_digits=8, decimal_places=2)
    passed = models.BooleanField()
    items = models.JSONField()
    graded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "grading_version"], name="graded_once")
        ]
