"""Certificates: what was awarded, under a code that nobody guesses."""

from django.conf import settings
from django.db import models

from courses.catalog.models import Course, Edition


class Certificate(models.Model):
    """An award. Name, title and hours are as they were on the day; the code has ≥ 128 bits."""

    code = models.CharField(max_length=40, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="certificates"
    )
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="certificates")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=10)
    holder = models.CharField(max_length=150)
    course_title = models.CharField(max_length=500)
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    site_name = models.CharField(max_length=80)
    completed_at = models.DateTimeField()
    issued_at = models.DateTimeField()
    pdf = models.FileField(upload_to="certificates/", blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "course"], name="awarded_once")]
