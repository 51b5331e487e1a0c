"""Reports into the database. The only writes of this app."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path, PurePath
from textwrap import shorten
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from content.importing.child import read_in_child
from content.importing.lines import Progress, silent
from content.importing.subject import subject_of
from content.importing.values import Reading
from content.models import Passage, Report, Section, SetAside
from content.planning.sizes import count_words
from content.spellings import spellings_of
from content.tagged import store_topics, tag_again
from content.topics.placing import Placed, Title, Told, told

LONGEST_SLUG = 60
# Characters; shorter paragraphs are "Summary" and the like.
SHORTEST_OPENING = 30
LONGEST_OPENING = 90
BATCH = 500


def read_report(path: Path, *, filename: str, on_progress: Progress = silent) -> Report:
    """Reads a file in a child process and stores it; the same bytes give the stored report.

    `on_progress(stage, share)` is called with the stage's name and 0..1 of the whole.
    Raises content.importing.problems.ProblemWithReport, whose `code` says why.
    """
    known = report_of_file(path)
    if known is not None:
        return known
    reading = read_in_child(path, filename=filename, on_progress=on_progress)
    return store_reading(reading, filename=filename)


def report_of_file(path: Path) -> Report | None:
    """The report that was read from the very same bytes."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Report.objects.filter(sha256=digest).first()


def store_reading(reading: Reading, *, filename: str = "") -> Report:
    """One transaction: the report with its sections, passages and what was set aside.

    A report in which no title was found is called by the words it begins with.
    """
    if not reading.title.strip():
        title = first_words(reading) or PurePath(filename).stem or _("Report")
        reading = replace(reading, title=title)
    # Before the transaction, which must not wait for it.
    topics = _topics(reading)
    spellings = _spellings(reading)
    try:
        with transaction.atomic():
            return _store(reading, topics, spellings)
    except IntegrityError:
        # Another process stored the same bytes, or took the slug, in the same moment.
        known = Report.objects.filter(sha256=reading.sha256).first()
        if known is not None:
            return known
        with transaction.atomic():
            return _store(reading, topics, spellings)


def _topics(reading: Reading) -> list[Told]:
    """Those of each passage."""
    titles = [Title(heading.level, heading.title) for heading in reading.headings]
    passages = [Placed(one.key, one.kind, one.text, one.heading) for one in reading.passages]
    return told(passages, titles, reading.language)


def _spellings(reading: Reading) -> list[dict[str, Any]]:
    texts = [one.text for one in reading.passages if one.kind != "table"]
    return [
        {"right": one.right, "times": one.times, "others": dict(one.others)}
        for one in spellings_of(texts, reading.language)
    ]


def first_words(reading: Reading) -> str:
    """The first words of the first paragraph long enough to tell what the report is about."""
    for passage in reading.passages:
        text = " ".join(passage.text.split())
        if passage.kind in ("paragraph", "text") and len(text) >= SHORTEST_OPENING:
            sentence = subject_of(text.partition(". ")[0].rstrip("."), reading.language)
            short = shorten(sentence, LONGEST_OPENING, placeholder=" …")
            # Where no spaces stand between words, nothing is left of a long sentence.
            return short if len(short) > SHORTEST_OPENING / 2 else f"{sentence[:30]} …"
    return ""


def amend_report(report: Report, *, symbol: str = "", language: str = "") -> Report:
    """What a person knows better than the reader did; empty leaves what is there."""
    report.symbol = symbol or report.symbol
    if language and language != report.language:
        report.language, report.topics_edition = language, ""
    report.save(update_fields=["symbol", "language", "topics_edition"])
    tag_again(report.pk)
    return report


def rename_report(report: Report, *, title: str, symbol: str) -> None:
    """As somebody who has it before them says it is called; the symbol may be none."""
    report.title, report.symbol = title, symbol
    report.save(update_fields=["title", "symbol"])


def _store(reading: Reading, topics: list[Told], spellings: list[dict[str, Any]]) -> Report:
    report = Report.objects.create(
        slug=_free_slug(reading),
        title=reading.title[:500],
        symbol=(reading.symbol or "")[:80],
        language=reading.language[:10],
        sha256=reading.sha256,
        format=reading.format,
        pages=reading.pages,
        numbered_unit=reading.numbered_unit,
        coverage=reading.coverage,
        warnings=list(reading.warnings),
        numbering=reading.paragraphs.to_json(),
        spellings=spellings,
        mended=[[one.passage, one.before, one.after] for one in reading.mended],
    )
    sections = _store_sections(report, reading)
    passages = _store_passages(report, reading, sections)
    store_topics(report, passages, topics)
    SetAside.objects.bulk_create(
        (
            SetAside(report=report, position=n, kind=one.kind[:30], text=one.text, page=one.page)
            for n, one in enumerate(reading.set_aside)
        ),
        batch_size=BATCH,
    )
    return report


def _store_sections(report: Report, reading: Reading) -> dict[int, Section]:
    """The stored sections by the index of their heading."""
    sections = {
        heading.index: Section(
            report=report,
            position=position,
            level=heading.level,
            label=(heading.label or "")[:40],
            title=heading.title,
            part=heading.part,
            page=heading.page,
            first_paragraph=heading.first_paragraph,
            last_paragraph=heading.last_paragraph,
            votes=[[vote.witness, vote.weight, vote.why] for vote in heading.votes],
        )
        for position, heading in enumerate(reading.headings)
    }
    Section.objects.bulk_create(sections.values(), batch_size=BATCH)
    return sections


def _store_passages(
    report: Report, reading: Reading, sections: dict[int, Section]
) -> list[Passage]:
    return Passage.objects.bulk_create(
        (
            Passage(
                report=report,
                section=None if one.heading is None else sections.get(one.heading),
                position=position,
                key=one.key,
                kind=one.kind,
                number=(one.number or "")[:20],
                part=one.part,
                page=one.page,
                text=one.text,
                words=count_words(one.text),
                calls=list(one.calls),
                marks=[list(mark) for mark in one.marks],
            )
            for position, one in enumerate(reading.passages)
        ),
        batch_size=BATCH,
    )


def _free_slug(reading: Reading) -> str:
    """ "a-76-121" from the symbol, else from the title, else from the bytes; never taken."""
    words = slugify((reading.symbol or "").replace("/", "-").replace(".", "-"))
    words = words or slugify(reading.title) or f"report-{reading.sha256[:12]}"
    base = words[:LONGEST_SLUG].strip("-")
    taken = set(Report.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
