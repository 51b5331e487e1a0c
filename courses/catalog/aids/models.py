"""What stands beside the lessons of a course: its words, its diagrams, the guide for its staff."""

from django.db import models

from courses.catalog.models import Course, Edition, Module


class Term(models.Model):
    """A word of a course's draft. `terms` and `texts` are {language: text}, plain.

    `sources` are the passages that say so, as LessonVersion.blocks keeps them. `revision` counts
    the changes, so that nobody overwrites another's unseen. A word that was removed can be brought
    back; it is in no lesson and no edition.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="terms")
    key = models.SlugField(max_length=80)
    position = models.PositiveIntegerField(default=0)
    terms = models.JSONField(default=dict)
    texts = models.JSONField(default=dict)
    sources = models.JSONField(default=list, blank=True, db_default=[])
    revision = models.PositiveIntegerField(default=1, db_default=1)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["course", "key"], name="term_key")]


class EditionGlossary(models.Model):
    """The words as an edition has them. `entries` is [{"key", "terms", "texts"}], with
    "sources" where there are some."""

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


class ModuleGuide(models.Model):
    """How to teach a module, in one language, where somebody wrote more than is made from it.

    `text` is Markdown, `html` of it sanitised when it was saved; both empty: the guide is what is
    made from the module now. `made_of` tells the state of the module that the text was written
    upon (content.guides), "" where that is not known. `before` is {"text", "made_of"} of what was
    given up last, so that it can be brought back.
    """

    module = models.ForeignKey(Module, on_delete=models.CASCADE, related_name="guides")
    language = models.CharField(max_length=10)
    text = models.TextField(blank=True, default="")
    html = models.TextField(blank=True, default="")
    made_of = models.CharField(max_length=64, blank=True, default="")
    before = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["module", "language"], name="module_guide_once")
        ]
