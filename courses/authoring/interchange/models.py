"""Packages that instructors brought, from the upload to the course that was made of them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.catalog.models import Course


class CoursePackage(models.Model):
    """The zip of a course, checked by a job, looked at by a person, then imported by a job.

    `told` is [{"file", "line", "column", "message", "kind"}], what is wrong or worth knowing;
    `changes` is [[fate, what, key]], what importing does. `basis` is the draft's fingerprint as the
    person saw it, where one is to be updated: what they confirm is what happens. Once it is
    imported, `file` is the draft as it was before, where one was updated: the way back.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Being checked")
        REFUSED = "refused", _("Something is wrong")
        CHECKED = "checked", _("To be confirmed")
        CONFIRMED = "confirmed", _("Being imported")
        IMPORTED = "imported", _("Imported")

    file = models.FileField(upload_to="packages/", blank=True)
    filename = models.CharField(max_length=255)
    size = models.PositiveIntegerField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    slug = models.SlugField(max_length=80, blank=True, help_text=_("Empty: as in the package"))
    update = models.ForeignKey(
        Course, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    told = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    basis = models.CharField(max_length=64, blank=True)
    course = models.ForeignKey(Course, null=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    @property
    def has_way_back(self) -> bool:
        return bool(self.state == self.State.IMPORTED and self.update_id and self.file)


class CourseErrand(models.Model):
    """What takes too long for a page: a large course exported, or copied, by a job.

    `file` is the zip that was made, `made` the copy; `problem` says why there is none. `title` is
    that of the copy.
    """

    class What(models.TextChoices):
        EXPORT = "export", _("Export")
        COPY = "copy", _("Copy")

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="errands")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    what = models.CharField(max_length=6, choices=What.choices)
    title = models.CharField(max_length=250, blank=True)
    file = models.FileField(upload_to="exports/", blank=True)
    made = models.ForeignKey(Course, null=True, on_delete=models.SET_NULL, related_name="+")
    problem = models.TextField(blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
