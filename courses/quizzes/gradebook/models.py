"""The grade that counts: a row for each learner and quiz, one for each learner and course.

Both are written by gradebook.services alone, so that a page of the gradebook reads no attempts.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.catalog.models import Course
from courses.quizzes.models import Quiz
from courses.quizzes.quiz_settings import GradeMethod

PLACES = 6
"""A percent is kept to so many places; who passes is decided by the exact fraction."""


class QuizGrade(models.Model):
    """What a learner has in a quiz, made of the graded attempts and of what staff said.

    `percent` null: nothing to count, or excused. `counts`: in the learner's total, as the quiz is
    published now. `attempts` are the ids of those that make it, by `method`; `graded` how many
    there are. `passed_under` is the last edition under whose rules the attempts passed: rules that
    grow stricter take no pass away. `override_mark` is the pass mark that held when staff spoke.
    `settled_at` is when the newest of the attempts was graded: what is newer is yet to be counted.
    """

    class State(models.TextChoices):
        NONE = "none", _("Nothing counts yet")
        FAILING = "failing", _("Not passed")
        PASSED = "passed", _("Passed")
        EXCUSED = "excused", _("Excused")

    class Override(models.TextChoices):
        NONE = "", _("By the attempts")
        PERCENT = "percent", _("Set by hand")
        EXCUSED = "excused", _("Excused")

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="grades")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="quiz_grades"
    )
    percent = models.DecimalField(max_digits=9, decimal_places=PLACES, null=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.NONE)
    counts = models.BooleanField(default=True)
    method = models.CharField(max_length=8, choices=GradeMethod.choices, default=GradeMethod.BEST)
    attempts = models.JSONField(default=list)
    graded = models.PositiveIntegerField(default=0)
    passed_under = models.PositiveBigIntegerField(null=True)
    override = models.CharField(
        max_length=7, choices=Override.choices, blank=True, default=Override.NONE
    )
    override_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    override_mark = models.PositiveSmallIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["quiz", "user"], name="quiz_grade_once")]
        indexes = [
            models.Index(fields=["quiz", "percent", "user"], name="quiz_grade_percent"),
            models.Index(fields=["quiz", "state", "percent", "user"], name="quiz_grade_state"),
        ]

    @property
    def passed(self) -> bool:
        return self.state == self.State.PASSED

    @property
    def is_excused(self) -> bool:
        return self.state == self.State.EXCUSED


class GradeAct(models.Model):
    """That somebody set, excused or released a grade, and why. Appended; the newest holds.

    `percent` is null unless it was set; `undoes` is the act that an undo took back.
    """

    grade = models.ForeignKey(QuizGrade, on_delete=models.CASCADE, related_name="acts")
    override = models.CharField(max_length=7, choices=QuizGrade.Override.choices, blank=True)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    pass_mark = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)
    undoes = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["grade", "-id"], name="grade_act_newest")]


class CourseGrade(models.Model):
    """A learner's total in a course, and what the gradebook filters by.

    `earned` is the sum of the percents that count, in millionths of a percent so that sums stay
    exact on every database; `counted` how many they are; `total` their mean, null without any.
    `failing` and `done` count the quizzes that count and are not passed, or are passed or excused.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="grades")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="course_grades"
    )
    earned = models.BigIntegerField(default=0)
    counted = models.IntegerField(default=0)
    total = models.BigIntegerField(null=True)
    failing = models.IntegerField(default=0)
    done = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "user"], name="course_grade_once")]
        indexes = [
            models.Index(fields=["course", "total", "user"], name="course_grade_total"),
            models.Index(fields=["course", "failing"], name="course_grade_failing"),
            models.Index(fields=["course", "done"], name="course_grade_done"),
        ]
