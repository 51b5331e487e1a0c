"""What stands beside the lessons of a course: its words, its diagrams, the guide for its staff."""

from django.db import models

from courses.catalog.models import Course, Edition


class Term(models.Model):
    """A word of a course's draft. `terms` and `texts` are {language: text}, plain."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="terms")
    key = models.SlugField(max_length=80)
    position = models.PositiveIntegerField(default=0)
    terms = models.JSONField(default=dict)
    texts = models.JSONField(default=dict)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["course", "key"], name="term_key")]


class EditionGlossary(models.Model):
    """The words as an edition has them. `entries` is [{"key", "terms", "texts"}]."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="glossary")
    entries = models.JSONField(default=list)


class Diagram(models.Model):
    """A drawing of ours that lessons show by `!diagram <key>`.

    `svg` went through content.diagrams when it was stored and has no letters of its own; `labels`
    is {language: {name: text}}, `titles` and `texts` (all it shows, in words) {language: text}.
    `is_mirrored`: its geometry is turned round where a language is read from the right.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="diagrams")
    key = models.SlugField(max_length=80)
    svg = models.TextField()
    is_mirrored = models.BooleanField(default=False)
    titles = models.JSONField(default=dict)
    texts = models.JSONField(default=dict)
    labels = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "key"], name="diagram_key")]


class TeachingGuide(models.Model):
    """How to teach a course, for its staff. {language: Markdown}, and {language: HTML} of it,
    sanitised when it was saved. It belongs to the course, not to an edition."""

    course = models.OneToOneField(Course, on_delete=models.CASCADE, related_name="guide")
    texts = models.JSONField(default=dict)
    html = models.JSONField(default=dict)
