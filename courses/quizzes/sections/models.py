"""Parts of a quiz's draft: sections with words of their own, and draws from the bank."""

from django.db import models

from courses.catalog.models import in_language
from courses.quizzes.models import Quiz


class QuizSection(models.Model):
    """A part of a quiz with its own title and instructions, each {language: text}."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="sections")
    key = models.SlugField(max_length=40)
    titles = models.JSONField(default=dict)
    instructions = models.JSONField(default=dict, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["quiz", "key"], name="section_key")]

    def title(self, language: str | None = None) -> str:
        return in_language(self.titles, language, [])


class QuizDraw(models.Model):
    """So many questions of the bank that fit a filter, drawn anew for each attempt.

    `filters` has some of sections.pools.FILTERS: labels by id, a difficulty, a kind's name.
    """

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="draws")
    section = models.ForeignKey(
        QuizSection, null=True, blank=True, on_delete=models.SET_NULL, related_name="draws"
    )
    key = models.SlugField(max_length=40)
    take = models.PositiveSmallIntegerField()
    filters = models.JSONField(default=dict)
    position = models.PositiveIntegerField(default=0)
    points = models.DecimalField(max_digits=6, decimal_places=2, default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["quiz", "key"], name="draw_key")]
