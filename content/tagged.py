"""The topics of stored passages, kept beside them. Writes only."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from content.models import Passage, PassageTopic, Report, Section
from content.topics.placing import Placed, Title, Told, told
from content.topics.tagging import edition

BATCH = 500


def store_topics(report: Report, passages: Sequence[Passage], found: Sequence[Told]) -> None:
    """Keeps `found`, one for each passage, and notes by which list. Inside a transaction."""
    PassageTopic.objects.bulk_create(
        (
            PassageTopic(
                report=report,
                passage=passage,
                paragraph=passages[of_one.paragraph],
                topic=tag.topic,
                weight=tag.weight,
                evidence=[[one.start, one.end] for one in tag.evidence],
                headings=list(tag.headings),
            )
            for passage, of_one in zip(passages, found, strict=True)
            for tag in of_one.tags
        ),
        batch_size=BATCH,
    )
    Report.objects.filter(pk=report.pk).update(topics_edition=edition())
    report.topics_edition = edition()


def tag_again(report_id: int) -> None:
    """Tags a stored report by the list of today; nothing to do is nothing done.

    Safe to repeat and to kill: the work is done before the transaction, which only stores it.
    """
    report = Report.objects.filter(pk=report_id).exclude(topics_edition=edition()).first()
    if report is None:
        return
    sections = list(Section.objects.filter(report=report).order_by("position"))
    places = {section.pk: place for place, section in enumerate(sections)}
    passages = list(Passage.objects.filter(report=report).order_by("position"))
    placed = [
        Placed(one.key, one.kind, one.text, places.get(one.section_id or 0)) for one in passages
    ]
    titles = [Title(section.level, section.title) for section in sections]
    found = told(placed, titles, report.language)
    with transaction.atomic():
        locked = Report.objects.select_for_update().filter(pk=report_id)
        if locked.exclude(topics_edition=edition()).exists():
            PassageTopic.objects.filter(report=report).delete()
            store_topics(report, passages, found)


def reports_to_tag() -> list[int]:
    """Those tagged by another list than today's, or never."""
    waiting = Report.objects.exclude(topics_edition=edition()).order_by("pk")
    return list(waiting.values_list("pk", flat=True))
