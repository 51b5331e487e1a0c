"""What was read out of reports. No foreign key to a person: who uploaded is authoring's row."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# Characters.
LONGEST_SHORT_NAME = 28


class Report(models.Model):
    """One edition of a public institution's report, as read. Same bytes, same row."""

    slug = models.SlugField(max_length=80, unique=True, help_text=_("Used in anchors: a-76-121"))
    title = models.CharField(max_length=500)
    symbol = models.CharField(max_length=80, blank=True, db_index=True)
    language = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64, unique=True)
    format = models.CharField(max_length=10)
    pages = models.PositiveIntegerField(null=True)
    numbered_unit = models.CharField(max_length=10, default="paragraph")
    coverage = models.FloatField(default=0.0)
    warnings = models.JSONField(default=list)
    numbering = models.JSONField(default=dict)
    # [[key of a passage or "" for a heading, words as printed, words as they are now], …]
    mended = models.JSONField(default=list, db_default=[], blank=True)
    # content.spellings: [{"right", "times", "others": {form: times}}, …]
    spellings = models.JSONField(default=list, db_default=[], blank=True)
    edition_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="later_editions"
    )
    read_at = models.DateTimeField(auto_now_add=True)
    # content.topics.tagging.edition() when its passages were tagged last.
    topics_edition = models.CharField(max_length=40, default="", db_default="", blank=True)

    def __str__(self) -> str:
        return self.symbol or self.title

    @property
    def short_name(self) -> str:
        """What a mark in the margin has room for: the symbol, else the first of the title."""
        if self.symbol or len(self.title) <= LONGEST_SHORT_NAME:
            return self.symbol or self.title
        # Between words, and where no spaces stand between them, within.
        start = self.title[: LONGEST_SHORT_NAME - 1]
        return f"{start.rpartition(' ')[0] or start}…"


class Section(models.Model):
    """A heading of the report's outline; level 1 is the highest."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=40, blank=True)
    title = models.TextField()
    part = models.CharField(max_length=10, default="body")
    page = models.PositiveIntegerField(null=True)
    first_paragraph = models.PositiveIntegerField(null=True)
    last_paragraph = models.PositiveIntegerField(null=True)
    votes = models.JSONField(default=list)

    class Meta:
        ordering = ["report", "position"]
        constraints = [
            models.UniqueConstraint(fields=["report", "position"], name="section_position")
        ]

    def __str__(self) -> str:
        return f"{self.label}. {self.title}" if self.label else self.title


class Passage(models.Model):
    """A numbered paragraph, list item, quotation, table, footnote or run of plain text."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="passages")
    section = models.ForeignKey(
        Section, null=True, on_delete=models.CASCADE, related_name="passages"
    )
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=40)
    kind = models.CharField(max_length=10)
    number = models.CharField(max_length=20, blank=True)
    part = models.CharField(max_length=10, default="body")
    page = models.PositiveIntegerField(null=True)
    text = models.TextField()
    words = models.PositiveIntegerField(default=0)
    calls = models.JSONField(default=list)
    # What the text is marked as, [[start, end, "em" or the address it leads to], …]; characters.
    marks = models.JSONField(default=list, db_default=[], blank=True)

    class Meta:
        ordering = ["report", "position"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="passage_key")]

    def __str__(self) -> str:
        return f"{self.report} ¶{self.key}"


class PassageTopic(models.Model):
    """A topic that a passage is about, as content.topics found it, with the words that say so.

    `evidence` is [[start, end], …], characters of the passage's text; `headings` are the titles
    that lent weight, nearest first. The report is that of the passage, kept here to be counted by.
    A paragraph is taken with its list: `paragraph` is the passage that all its parts hang on, and
    a part that only comes along, as what opens a list does, weighs 0.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="passage_topics")
    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="topics")
    paragraph = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="+")
    topic = models.CharField(max_length=40)
    weight = models.FloatField()
    evidence = models.JSONField(default=list)
    headings = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["passage", "topic"], name="passage_topic_once")
        ]
        indexes = [models.Index(fields=["topic", "report"], name="passage_topic_by_topic")]

    def __str__(self) -> str:
        return f"{self.passage}: {self.topic}"


class SetAside(models.Model):
    """Text of the file that is no part of the body: running heads, page numbers, link lines."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="set_aside")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)
    text = models.TextField()
    page = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["report", "position"]


class ReportTerms(models.Model):
    """What a report's own words are: found once, by the lists that `edition` stands for.

    `terms` is [[form, [stem, …], value, [[passage id, times], …]], …], the most telling first;
    `abbreviations` [[short, long, passage id], …]; `definitions` {form: [sentence, passage id]}.
    """

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="own_terms")
    edition = models.CharField(max_length=40)
    terms = models.JSONField(default=list)
    abbreviations = models.JSONField(default=list)
    definitions = models.JSONField(default=dict)
