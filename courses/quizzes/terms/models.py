"""What holds for one person or cohort in one quiz instead of what the quiz says; and breaks."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.people.models import Cohort
from courses.quizzes.models import Attempt, Extension, Quiz

PERSON = settings.AUTH_USER_MODEL


class Override(models.Model):
    """Dates, time and attempts for a person or a cohort; a field left empty changes nothing.

    A change ends the row and makes another: its history. `extra_attempts` come on top of what
    the quiz, or `attempts_allowed` here, allows. `note` is for the course's staff.
    """

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="overrides")
    user = models.ForeignKey(PERSON, null=True, on_delete=models.CASCADE, related_name="overrides")
    cohort = models.ForeignKey(
        Cohort, null=True, on_delete=models.CASCADE, related_name="overrides"
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    time_limit_minutes = models.PositiveSmallIntegerField(_("time limit"), null=True, blank=True)
    is_untimed = models.BooleanField(_("no time limit"), default=False)
    attempts_allowed = models.PositiveSmallIntegerField(_("attempts"), null=True, blank=True)
    extra_attempts = models.PositiveSmallIntegerField(_("more attempts"), default=0)
    wait_minutes = models.PositiveIntegerField(
        _("wait between attempts, in minutes"), null=True, blank=True
    )
    note = models.TextField(_("note"), blank=True)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None) ^ Q(cohort=None), name="override_of_person_or_cohort"
            ),
            models.UniqueConstraint(
                fields=["quiz", "user"], condition=Q(ended_at=None), name="one_override_of_person"
            ),
            models.UniqueConstraint(
                fields=["quiz", "cohort"], condition=Q(ended_at=None), name="one_override_of_cohort"
            ),
        ]

    @property
    def for_whom(self) -> str:
        return str(self.user or self.cohort)


class Break(models.Model):
    """A break in an attempt: the clock stands still and the questions are hidden.

    `extension` moves the deadline by its planned length; another takes back what was not used
    when it ends early. One that nobody ended ended at `ends_at`.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="breaks")
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField(help_text=_("At the latest: the allowance is used up then"))
    ended_at = models.DateTimeField(null=True)
    extension = models.OneToOneField(Extension, on_delete=models.CASCADE, related_name="+")
