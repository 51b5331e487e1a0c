"""A page of a topic's paragraphs as they are shown: under their headings, with their evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from content.models import Passage, PassageTopic, Report, Section
from content.topics.placing import Title, trails
from courses.authoring.topics.paragraphs import Folded, Paragraph
from courses.authoring.topics.queries import TopicText


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a passage's text; evidence is marked."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A passage of the paragraph: the first of it, or an item of its list."""

    passage: Passage
    pieces: tuple[Piece, ...]

    @property
    def is_item(self) -> bool:
        return self.passage.kind == "item"


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph to tick, and those that say nearly the same."""

    paragraph: Paragraph
    report: Report
    parts: tuple[Part, ...]
    is_ticked: bool
    like: tuple[Shown, ...] = ()

    @property
    def first(self) -> Passage:
        return self.parts[0].passage

    @property
    def source(self) -> str:
        return source_of(self.report, self.first)

    @property
    def has_evidence(self) -> bool:
        return any(piece.is_marked for part in self.parts for piece in part.pieces)


@dataclass(frozen=True, slots=True)
class UnderHeading:
    """`above` is the title over the nearest one, if there is any."""

    report: Report
    is_first_of_report: bool
    above: str
    title: str
    rows: tuple[Shown, ...]


def source_of(report: Report, passage: Passage) -> str:
    """ "A/76/121, para. 18, p. 6", as far as it is known."""
    known = [report.short_name]
    # The key of an item begins with the number of its paragraph, if that has one.
    number = passage.key if passage.kind == "item" else passage.number
    if number[:1].isdecimal():
        word = _("art. %(number)s") if report.numbered_unit == "article" else _("para. %(number)s")
        known.append(word % {"number": number})
    if passage.page:
        known.append(_("p. %(number)s") % {"number": passage.page})
    return _(", ").join(known)


def under_headings(text: TopicText, groups: Sequence[Folded]) -> list[UnderHeading]:
    """The groups of a page, put under reports and headings. Two queries."""
    parts = _parts(text, [one.id for group in groups for one in group])
    titles = _trails({one.report for group in groups for one in group})
    rows = [_shown(text, group, parts) for group in groups]
    found: list[UnderHeading] = []
    for (report, section), own in groupby(rows, key=_place):
        above, title = ("", *titles.get(section or 0, ("",)))[-2:]
        is_new = not found or found[-1].report.pk != report
        found.append(UnderHeading(text.reports[report], is_new, above, title, tuple(own)))
    return found


def _place(row: Shown) -> tuple[int, int | None]:
    return row.paragraph.report, row.paragraph.section


def _shown(text: TopicText, group: Folded, parts: dict[int, tuple[Part, ...]]) -> Shown:
    def of(one: Paragraph, like: tuple[Shown, ...] = ()) -> Shown:
        return Shown(one, text.reports[one.report], parts[one.id], one.id in text.ticked, like)

    return of(group.first, tuple(of(one) for one in group.like))


def _parts(text: TopicText, paragraphs: Collection[int]) -> dict[int, tuple[Part, ...]]:
    rows = PassageTopic.objects.filter(topic=text.topic.key, paragraph__in=list(paragraphs))
    found: dict[int, list[Part]] = defaultdict(list)
    for row in rows.select_related("passage").order_by("report", "passage__position"):
        pieces = tuple(pieces_of(row.passage.text, row.evidence))
        found[row.paragraph_id].append(Part(row.passage, pieces))
    return {paragraph: tuple(parts) for paragraph, parts in found.items()}


def pieces_of(text: str, evidence: Iterable[Sequence[int]]) -> Iterable[Piece]:
    """The text from end to end; `evidence` is in its order and without overlaps."""
    done = 0
    for start, end in evidence:
        if start > done:
            yield Piece(text[done:start], is_marked=False)
        yield Piece(text[start:end], is_marked=True)
        done = end
    if done < len(text):
        yield Piece(text[done:], is_marked=False)


def _trails(reports: Collection[int]) -> dict[int, tuple[str, ...]]:
    """By section, the titles above it and its own."""
    sections = Section.objects.filter(report__in=list(reports)).order_by("report", "position")
    found: dict[int, tuple[str, ...]] = {}
    for _report, run in groupby(sections.defer("votes"), key=lambda section: section.report_id):
        own = list(run)
        titles = trails(Title(section.level, section.title) for section in own)
        found.update(zip((section.pk for section in own), titles, strict=True))
    return found
