"""That a report no longer stands, as those who brought it were told."""

from django.conf import settings
from django.db import models


class Withdrawal(models.Model):
    """The institution withdrew a report. Its passages are kept: courses rest on them."""

    report = models.OneToOneField(
        "content.Report", on_delete=models.CASCADE, related_name="withdrawal"
    )
    why = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
