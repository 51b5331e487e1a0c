"""What is asked of stored reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from content.models import Passage, Report, Section, SetAside
from content.planning.bodies import SourcePassage, SourceSection
from content.planning.values import ANNEX, OPENING, PlanPassage, PlanSection

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
    sections = [
        PlanSection(
            id=section.pk,
            level=section.level,
            title=section.title,
            part=section.part,
            passages=tuple(own.get(section.pk, ())),
            label=section.label,
            page=section.page,
            first_paragraph=section.first_paragraph,
            last_paragraph=section.last_paragraph,
        )
        for section in Section.objects.filter(report=report).order_by("position")
    ]
    if OPENING in own:
        opening = PlanSection(OPENING, 1, report.title, opening_part, tuple(own[OPENING]))
        sections.insert(0, opening)
    if ANNEX in own:
        sections.append(PlanSection(ANNEX, 1, _("Annex"), "annex", tuple(own[ANNEX])))
    return tuple(sections)


def source_passages(report: Report, ids: Collection[int]) -> dict[int, SourcePassage]:
    """The passages with these ids by id."""
    return {one.pk: _source(one) for one in Passage.objects.filter(report=report, pk__in=list(ids))}


def footnotes_of(report: Report) -> dict[str, SourcePassage]:
    """The report's footnotes by number; the first where a number stands twice."""
    found: dict[str, SourcePassage] = {}
    for one in Passage.objects.filter(report=report, kind="footnote").order_by("position"):
        found.setdefault(one.number, _source(one))
    return found


def source_section(
    section: PlanSection, passages: Iterable[PlanPassage], texts: dict[int, SourcePassage]
) -> SourceSection:
    chosen = tuple(texts[one.id] for one in passages if one.id in texts)
    return SourceSection("" if section.id == OPENING else section.title, section.level, chosen)


def _source(passage: Passage) -> SourcePassage:
    return SourcePassage(passage.key, passage.kind, passage.text, tuple(passage.calls))


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
