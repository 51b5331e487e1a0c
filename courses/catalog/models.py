"""Courses as they are written and as they were published, and who may see and take them.

Module and Lesson are identities that outlive every edition: progress hangs on them. Texts are
append-only versions; an Edition pins the versions that learners read.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Course(models.Model):
    """A course: its draft state, and the edition that learners see now.

    `titles`, `summaries` are {language: text}; `objectives` {language: [text]};
    `sources` {key: {"title": {language: text}, "symbol", "institution", "year", …}}.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        ARCHIVED = "archived", _("Archived")

    class Level(models.TextChoices):
        INTRODUCTORY = "introductory", _("Introductory")
        INTERMEDIATE = "intermediate", _("Intermediate")
        ADVANCED = "advanced", _("Advanced")

    slug = models.SlugField(max_length=80, unique=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    languages = models.JSONField(default=list, help_text=_("The first is the default"))
    titles = models.JSONField(default=dict)
    summaries = models.JSONField(default=dict, blank=True)
    objectives = models.JSONField(default=dict, blank=True)
    sources = models.JSONField(default=dict, blank=True)
    level = models.CharField(max_length=12, choices=Level.choices, default=Level.INTRODUCTORY)
    hours = models.DecimalField(_("hours"), max_digits=5, decimal_places=1, default=1)
    cover = models.ImageField(_("cover"), upload_to="covers/", blank=True)
    cover_alt = models.CharField(max_length=200, blank=True)
    licence = models.CharField(max_length=60, blank=True)
    from_library = models.CharField(max_length=64, blank=True, help_text=_("Hash of its data"))
    # Rules of its question bank. Off for courses made before there were any.
    evidence_required = models.BooleanField(default=False, db_default=False)
    two_person_rule = models.BooleanField(default=False, db_default=False)
    has_guide = models.BooleanField(default=False, db_default=False)
    current_edition = models.ForeignKey(
        "Edition", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    prerequisites = models.ManyToManyField("self", symmetrical=False, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.title()

    def title(self, language: str | None = None) -> str:
        return in_language(self.titles, language, self.languages)

    def summary(self, language: str | None = None) -> str:
        return in_language(self.summaries, language, self.languages)


def in_language(texts: dict[str, str], language: str | None, preferred: list[str]) -> str:
    """The text in `language`, else in the first of `preferred` that has one, else any."""
    for choice in [language, *preferred, *texts]:
        if choice and texts.get(choice):
            return texts[choice]
    return ""


class Module(models.Model):
    """A module of a course's draft; kept when removed, for those who took it."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="modules")
    key = models.SlugField(max_length=80)
    position = models.PositiveIntegerField(default=0)
    titles = models.JSONField(default=dict)
    summaries = models.JSONField(default=dict, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["course", "key"], name="module_key")]

    def title(self, language: str | None = None) -> str:
        return in_language(self.titles, language, [])


class Lesson(models.Model):
    """A lesson's identity: progress and questions point here, whatever its text becomes."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="lessons")
    module = models.ForeignKey(Module, on_delete=models.CASCADE, related_name="lessons")
    key = models.SlugField(max_length=80)
    position = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["module__position", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["course", "key"], name="lesson_key")]


class LessonVersion(models.Model):
    """A lesson's text in one language. Append-only: the history is these rows.

    `blocks` is [{"key", "kind", "html", "text", "sources": [{"label", "passage": id|None,
    "report": slug|None, "source": key|None, "locator", "page"}]}], rendered and sanitised
    when saved.
    """

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="versions")
    language = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=250)
    body = models.TextField(blank=True, help_text=_("Markdown"))
    blocks = models.JSONField(default=list)
    objectives = models.JSONField(default=list, blank=True)
    minutes = models.PositiveSmallIntegerField(default=5)
    notice = models.TextField(
        blank=True, default="", db_default="", help_text=_("Said before the lesson; plain text")
    )
    words = models.PositiveIntegerField(default=0)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    autosaved = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "language", "number"], name="lesson_version_number"
            )
        ]


class Anchor(models.Model):
    """That a block of a lesson version rests on a passage of a report."""

    version = models.ForeignKey(LessonVersion, on_delete=models.CASCADE, related_name="anchors")
    block_key = models.CharField(max_length=80)
    passage = models.ForeignKey("content.Passage", on_delete=models.PROTECT, related_name="anchors")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "block_key", "passage"], name="anchor_once")
        ]


class Edition(models.Model):
    """A numbered publication of a course. Never changes.

    `structure` is [{"key", "titles", "summaries", "lessons": [lesson key, …]}].
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    languages = models.JSONField(default=list)
    titles = models.JSONField(default=dict)
    summaries = models.JSONField(default=dict)
    objectives = models.JSONField(default=dict)
    sources = models.JSONField(default=dict)
    hours = models.DecimalField(max_digits=5, decimal_places=1, default=1)
    structure = models.JSONField(default=list)
    terms = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text=_("How many words its glossary has")
    )
    notes = models.TextField(blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "number"], name="edition_number")]


class EditionLesson(models.Model):
    """A lesson as an edition has it, in one language."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="lessons")
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=10)
    version = models.ForeignKey(LessonVersion, on_delete=models.PROTECT, related_name="+")
    module_position = models.PositiveIntegerField()
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["module_position", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "lesson", "language"], name="edition_lesson_once"
            )
        ]


class CourseStaff(models.Model):
    """That a person may edit a course and see its results."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="staff")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="teaches"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "user"], name="staff_once")]


class Enrolment(models.Model):
    """That a person takes a course, in a language, and the edition last seen."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments"
    )
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="enrolments")
    language = models.CharField(max_length=10)
    seen_edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    last_lesson = models.ForeignKey(Lesson, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    enrolled_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "course"], name="enrolled_once")]


class Picture(models.Model):
    """A picture of a course: re-encoded on upload, with its text equivalent ("": it decorates).

    `for_questions`: it stands in no lesson, so that only who meets its question may load it.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="pictures")
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    file = models.ImageField(upload_to="pictures/")
    alt = models.CharField(max_length=300, blank=True)
    for_questions = models.BooleanField(default=False, db_default=False)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    uploaded_at = models.DateTimeField(auto_now_add=True)
