"""Topics over the reports that a person may use. The number of queries never grows with them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Count, Sum
from django.utils.translation import get_language

from content.models import PassageTopic, Report, Section
from content.planning.background import kind_of
from content.topics.terms import Topic, topics
from content.topics.words import folded as folded_name
from courses.authoring.topics.likeness import read_together
from courses.authoring.topics.models import TopicChoice
from courses.authoring.topics.paragraphs import (
    Folded,
    Paragraph,
    biggest,
    folded,
    in_order,
    minutes_of,
    taken_of,
)
from courses.catalog.queries import reports_for_user
from courses.people.models import User

ON_A_PAGE = 20
# Kinds of headings under which a report speaks of itself, and topics are no more than named.
BESIDE = ("introduction", "summary", "foreword", "thanks", "method", "guide", "proceedings")
# Percent of a text's words below which a topic is only mentioned in it.
LEAST_SHARE = 5


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic of the list with how many paragraphs are about it, in how many reports."""

    key: str
    name: str
    paragraphs: int
    reports: int


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a text is about a topic, in whole percent of its words."""

    name: str
    percent: int


@dataclass(frozen=True)
class TopicText:
    """What the reports say of a topic, in the language of the course, folded and in order."""

    topic: Topic
    language: str
    reports: dict[int, Report]
    # Paragraphs of each language, so that what stays out can be said, and of each report in this.
    languages: Counter[str]
    speaking: Counter[int]
    groups: list[Folded]
    ticked: frozenset[int]

    @cached_property
    def taken(self) -> list[Paragraph]:
        return [one for group in self.groups for one in group if one.id in self.ticked]

    @property
    def minutes(self) -> int:
        return minutes_of(self.taken)

    @property
    def report_count(self) -> int:
        return len({one.report for one in self.taken})

    @property
    def language_counts(self) -> list[tuple[str, int]]:
        return self.languages.most_common()

    @property
    def speaking_reports(self) -> list[tuple[Report, int]]:
        return [(self.reports[pk], count) for pk, count in self.speaking.most_common()]

    @property
    def passed_over(self) -> list[tuple[Report, int]]:
        """Those of which something is shown and nothing is ticked."""
        shown = {one.report for group in self.groups for one in group}
        silent = shown - {one.report for one in self.taken}
        return [(report, count) for report, count in self.speaking_reports if report.pk in silent]

    @property
    def paragraph_count(self) -> int:
        """Those about the topic; what only leads in to them is not counted."""
        return sum(not one.leads_in for group in self.groups for one in group)

    @property
    def taken_count(self) -> int:
        return sum(not one.leads_in for one in self.taken)

    @property
    def other_count(self) -> int:
        return self.languages.total() - self.languages[self.language]

    def page(self, number: str | None) -> Page[Folded]:
        return Paginator(self.groups, ON_A_PAGE).get_page(number)


def topic_named(key: str) -> Topic | None:
    return topics().get(key)


def topic_name(topic: Topic) -> str:
    return topic.name(get_language() or "en")


def usable_reports(user: User) -> list[Report]:
    """Those that a person may read, without the editions that a later one of them replaces."""
    found = list(reports_for_user(user).order_by("pk"))
    replaced = {report.edition_of_id for report in found}
    return [report for report in found if report.pk not in replaced]


def topic_rows(user: User) -> list[TopicRow]:
    """Every topic that the reports speak of, by its name. Two queries."""
    reports = [report.pk for report in usable_reports(user)]
    rows = PassageTopic.objects.filter(report__in=reports, weight__gt=0)
    counted = rows.values("topic").annotate(
        paragraphs=Count("paragraph", distinct=True), in_reports=Count("report", distinct=True)
    )
    known = topics()
    found = [
        TopicRow(
            row["topic"], topic_name(known[row["topic"]]), row["paragraphs"], row["in_reports"]
        )
        for row in counted
        if row["topic"] in known
    ]
    return sorted(found, key=lambda row: folded_name(row.name))


def topic_text(
    user: User, topic: Topic, *, language: str = "", report: int | None = None
) -> TopicText:
    """Without a language, the one in which most is said. `report` leaves only what it says.

    Three queries and one look into the cache, however many passages.
    """
    reports = {found.pk: found for found in usable_reports(user)}
    languages = {pk: found.language for pk, found in reports.items()}
    everything = _paragraphs(topic, reports)
    counts = Counter(languages[one.report] for one in everything if not one.leads_in)
    if language not in counts:
        language = biggest(languages, everything)
    own = [one for one in everything if languages[one.report] == language]
    speaking = Counter(one.report for one in own if not one.leads_in)
    if report in speaking:
        own = [one for one in own if one.report == report]
    ordered = in_order(own)
    read = read_together(topic.key, ordered, language)
    groups = folded(read.placed(ordered), read.groups)
    choice = TopicChoice.objects.filter(owner=user, topic=topic.key).first() or TopicChoice()
    taken = taken_of(groups, taken=set(choice.taken), left=set(choice.left))
    ticked = frozenset(one.id for one in taken)
    return TopicText(topic, language, reports, counts, speaking, groups, ticked)


def _paragraphs(topic: Topic, reports: Collection[int]) -> list[Paragraph]:
    """In the order of each report."""
    rows = PassageTopic.objects.filter(topic=topic.key, report__in=list(reports))
    rows = rows.order_by("report", "passage__position").select_related(
        "passage", "paragraph__section"
    )
    parts: dict[int, list[PassageTopic]] = defaultdict(list)
    for row in rows.only(
        "report_id",
        "weight",
        "headings",
        "passage__words",
        "paragraph__section",
        "paragraph__section__title",
    ):
        parts[row.paragraph_id].append(row)
    return [
        Paragraph(
            id=paragraph,
            report=own[0].report_id,
            section=own[0].paragraph.section_id,
            passages=tuple(row.passage_id for row in own),
            words=sum(row.passage.words for row in own),
            weight=max(row.weight for row in own),
            under_heading=any(row.headings for row in own),
            is_beside=_is_beside(own[0].paragraph.section),
        )
        for paragraph, own in parts.items()
    ]


def _is_beside(section: Section | None) -> bool:
    return section is not None and kind_of(section.title) in BESIDE


def balance(passages: Collection[int], *, words: int) -> list[Share]:
    """Which topics these passages are about, the biggest first; `words` is what they have in all.

    A passage may be about several. One query, none without passages.
    """
    if not passages or not words:
        return []
    rows = PassageTopic.objects.filter(passage__in=list(passages), weight__gt=0)
    counted = rows.values_list("topic").annotate(told=Sum("passage__words"))
    known = topics()
    shares = [
        Share(topic_name(known[topic]), round(100 * told / words))
        for topic, told in counted
        if topic in known
    ]
    told = (one for one in shares if one.percent >= LEAST_SHARE)
    return sorted(told, key=lambda one: (-one.percent, one.name))
