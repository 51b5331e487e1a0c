"""What an instructor sets for a quiz: the same fields in the draft and in each edition of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.catalog.models import in_language

COUNTING = Q(required=True, is_practice=False)
"""The quizzes that a certificate asks for: they alone are in progress, in what is left to do, in
totals and in the figures of a cohort."""


class GradeMethod(models.TextChoices):
    """Which attempts make the grade of whoever has several."""

    BEST = "best", _("The best attempt")
    LAST = "last", _("The last attempt")
    FIRST = "first", _("The first attempt")
    AVERAGE = "average", _("The average of all attempts")


class Order(models.TextChoices):
    """How one moves among the questions."""

    FREE = "free", _("Free: one may go back and forth")
    SEQUENTIAL = "sequential", _("In order: what one has left cannot be opened again")


class Feedback(models.TextChoices):
    """When a learner hears whether an answer was right."""

    DEFERRED = "deferred", _("After the quiz is handed in")
    IMMEDIATE = "immediate", _("At each question, after one try")
    ADAPTIVE = "adaptive", _("At each question, with another try for fewer points")


class QuizSettings(models.Model):
    """What an instructor sets; copied whole into each edition.

    `review` is {moment: [what is shown then]} (quizzes.review); empty: the key is shown to those
    who have passed or have no attempt left. `requires` is what must be done before, as
    quizzes.terms reads it. `per_page` null: all questions on one page.
    """

    titles = models.JSONField(default=dict)
    instructions = models.JSONField(default=dict, blank=True)
    position = models.PositiveIntegerField(default=0)
    pass_mark = models.PositiveSmallIntegerField(_("pass mark, in percent"), default=70)
    grade_method = models.CharField(
        _("grade by"),
        max_length=8,
        choices=GradeMethod.choices,
        default=GradeMethod.BEST,
        db_default=GradeMethod.BEST,
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts"), null=True, blank=True, help_text=_("Empty: as many as one likes")
    )
    wait_minutes = models.PositiveIntegerField(
        _("wait between attempts, in minutes"), default=0, db_default=0
    )
    time_limit_minutes = models.PositiveSmallIntegerField(_("time limit"), null=True, blank=True)
    grace_seconds = models.PositiveSmallIntegerField(default=10)
    shuffle_questions = models.BooleanField(_("shuffle the questions"), default=False)
    shuffle_choices = models.BooleanField(_("shuffle the choices"), default=False)
    order = models.CharField(
        _("order"),
        max_length=10,
        choices=Order.choices,
        default=Order.FREE,
        db_default=Order.FREE,
    )
    per_page = models.PositiveSmallIntegerField(_("questions on a page"), null=True, blank=True)
    feedback = models.CharField(
        _("feedback"),
        max_length=9,
        choices=Feedback.choices,
        default=Feedback.DEFERRED,
        db_default=Feedback.DEFERRED,
    )
    try_penalty = models.PositiveSmallIntegerField(
        _("points lost for each further try, in percent"), default=33, db_default=33
    )
    review = models.JSONField(default=dict, db_default={}, blank=True)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    required = models.BooleanField(_("counts for the certificate"), default=True)
    is_practice = models.BooleanField(_("is for practice"), default=False, db_default=False)
    before_lessons = models.BooleanField(
        _("stands before the lessons of its module"), default=False, db_default=False
    )
    requires = models.JSONField(default=list, db_default=[], blank=True)
    access_code = models.CharField(
        _("access code"), max_length=60, blank=True, default="", db_default=""
    )
    honour = models.JSONField(_("honour statement"), default=dict, db_default={}, blank=True)

    class Meta:
        abstract = True

    @property
    def counts(self) -> bool:
        """As COUNTING, of one quiz."""
        return self.required and not self.is_practice

    def title(self, language: str | None = None) -> str:
        return in_language(self.titles, language, [])
