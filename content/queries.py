"""What is asked of stored reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from content.models import Passage, Report, Section, SetAside
from content.planning.bodies import Source, SourcePassage, SourceSection
from content.planning.values import (
    ANNEX,
    OPENING,
    PlanPassage,
    PlanSection,
    is_untitled,
    outside,
)

MOST_FOUND = 20


def sections_for_planning(report: Report) -> tuple[PlanSection, ...]:
    """The report's sections in order with the sizes of their passages. Two queries."""
    own: dict[int, list[PlanPassage]] = defaultdict(list)
    passages = Passage.objects.filter(report=report).exclude(kind="footnote").order_by("position")
    opening_part = "body"
    for pk, key, words, section, part in passages.values_list(
        "pk", "key", "words", "section_id", "part"
    ):
        if section is None and part != "annex":
            opening_part = part
        place = section or (ANNEX if part == "annex" else OPENING)
        own[place].append(PlanPassage(pk, key, words))
    name = report.short_name
    # Values, not rows as objects: a report may have 2,000 headings.
    headings = Section.objects.filter(report=report).order_by("position")
    sections = [
        PlanSection(
            pk,
            level,
            title,
            part,
            tuple(own.get(pk, ())),
            label=label,
            page=page,
            first_paragraph=first,
            last_paragraph=last,
            report=report.pk,
            source=name,
        )
        for pk, level, title, part, label, page, first, last in headings.values_list(
            "pk", "level", "title", "part", "label", "page", "first_paragraph", "last_paragraph"
        )
    ]
    if OPENING in own:
        sections.insert(0, _opening(OPENING, report, own[OPENING], opening_part))
    if ANNEX in own:
        sections.append(_annex(ANNEX, report, own[ANNEX]))
    return tuple(sections)


def sections_for_passages(ids: Sequence[int]) -> tuple[PlanSection, ...]:
    """The sections that hold these passages of any report, with these alone. Three queries.

    Both stand in the order in which the ids are given; ids that are gone are passed over, and
    every section is of the first level, for what stood between them is not here.
    """
    rows = Passage.objects.exclude(kind="footnote").in_bulk(list(ids))
    found = [rows[pk] for pk in dict.fromkeys(ids) if pk in rows]
    headings = Section.objects.in_bulk({one.section_id for one in found if one.section_id})
    reports = Report.objects.in_bulk({one.report_id for one in found})
    own: dict[int, list[Passage]] = defaultdict(list)
    for one in found:
        own[one.section_id or outside(one.report_id, annex=one.part == "annex")].append(one)
    return tuple(
        _chosen(place, headings.get(place), reports[passages[0].report_id], passages)
        for place, passages in own.items()
    )


def _chosen(
    place: int, heading: Section | None, report: Report, passages: list[Passage]
) -> PlanSection:
    planned = [PlanPassage(one.pk, one.key, one.words) for one in passages]
    if heading is None:
        outer = _opening if is_untitled(place) else _annex
        return replace(outer(place, report, planned), page=passages[0].page)
    numbers = [int(one.number) for one in passages if one.number.isdecimal()]
    return PlanSection(
        id=place,
        level=1,
        title=heading.title,
        # Whoever chose a passage of an opening note wants it in the course.
        part="annex" if heading.part == "annex" else "body",
        passages=tuple(planned),
        label=heading.label,
        page=passages[0].page or heading.page,
        first_paragraph=min(numbers, default=None),
        last_paragraph=max(numbers, default=None),
        report=report.pk,
        source=report.short_name,
    )


def _opening(
    place: int, report: Report, passages: Iterable[PlanPassage], part: str = "body"
) -> PlanSection:
    own = tuple(passages)
    return PlanSection(
        place, 1, report.title, part, own, report=report.pk, source=report.short_name
    )


def _annex(place: int, report: Report, passages: Iterable[PlanPassage]) -> PlanSection:
    own = tuple(passages)
    return PlanSection(
        place, 1, _("Annex"), "annex", own, report=report.pk, source=report.short_name
    )


def source_passages(ids: Collection[int]) -> dict[int, SourcePassage]:
    """The passages with these ids, of whatever report, by id."""
    return {pk: source_passage(one) for pk, one in Passage.objects.in_bulk(list(ids)).items()}


def sources_of(reports: Collection[int]) -> dict[int, Source]:
    """What a lesson names of these reports. Two queries. Where a footnote's number stands
    twice in a report, the first counts."""
    notes: dict[int, dict[str, SourcePassage]] = defaultdict(dict)
    footnotes = Passage.objects.filter(report__in=reports, kind="footnote").order_by("position")
    for one in footnotes:
        notes[one.report_id].setdefault(one.number, source_passage(one))
    found = Report.objects.in_bulk(list(reports)).items()
    return {
        pk: Source(report.slug, report.short_name, notes[pk], report.language)
        for pk, report in found
    }


def source_section(
    section: PlanSection,
    passages: Iterable[PlanPassage],
    texts: dict[int, SourcePassage],
    source: Source,
) -> SourceSection:
    chosen = tuple(texts[one.id] for one in passages if one.id in texts)
    title = "" if is_untitled(section.id) else section.title
    return SourceSection(title, section.level, chosen, source)


def source_passage(passage: Passage) -> SourcePassage:
    return SourcePassage(
        passage.key,
        passage.kind,
        passage.text,
        tuple(passage.calls),
        passage.number if passage.kind == "item" else "",
        tuple((start, end, kind) for start, end, kind in passage.marks),
    )


def set_aside_of(report: Report) -> QuerySet[SetAside]:
    return SetAside.objects.filter(report=report)


def search_passages(reports: Collection[int], text: str) -> list[Passage]:
    """Up to MOST_FOUND passages of these reports that hold every word, or have this number."""
    words = text.split()
    if not words or not reports:
        return []
    wanted = Q()
    for word in words[:8]:
        wanted &= Q(text__icontains=word)
    if len(words) == 1:
        wanted |= Q(number=words[0]) | Q(key=words[0])
    found = Passage.objects.filter(wanted, report__in=reports).select_related("report")
    return list(found.order_by("report", "position")[:MOST_FOUND])
