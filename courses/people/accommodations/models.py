"""What is set once on a person so that every quiz gives them what they need."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Accommodation(models.Model):
    """What one person gets in every quiz. A change ends the row and makes another: its history.

    `time_percent` is of each quiz's time limit, 100 for no more of it; `break_minutes` are those
    of one attempt in all. `reason` is for those who set it alone: nobody else ever reads it, and
    it goes into no log, mail or list.
    """

    class Time(models.IntegerChoices):
        AS_SET = 100, _("No more time")
        X110 = 110, _("× 1.1")
        X125 = 125, _("× 1.25")
        X133 = 133, _("× 1.33")
        X150 = 150, _("× 1.5")
        X175 = 175, _("× 1.75")
        X200 = 200, _("× 2")
        X250 = 250, _("× 2.5")
        X300 = 300, _("× 3")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="accommodations"
    )
    time_percent = models.PositiveSmallIntegerField(choices=Time.choices, default=Time.AS_SET)
    is_untimed = models.BooleanField(_("no time limit"), default=False)
    extra_attempts = models.PositiveSmallIntegerField(_("more attempts"), default=0)
    break_minutes = models.PositiveSmallIntegerField(_("breaks, in minutes"), default=0)
    valid_until = models.DateTimeField(_("holds until"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at=None), name="one_accommodation"
            )
        ]

    @property
    def is_over(self) -> bool:
        return not self.holds_at(timezone.now())

    def holds_at(self, moment: datetime) -> bool:
        return self.valid_until is None or moment < self.valid_until
