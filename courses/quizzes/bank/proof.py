"""The passage that proves a question's key, as its author and its reviewer see it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.urls import reverse

from content.models import Passage
from courses.catalog.models import Course, Lesson
from courses.catalog.queries import newest_versions
from courses.catalog.source_words import passage_words
from courses.quizzes.evidence import Source, sources_of
from courses.quizzes.models import QuestionVersion

SHOWN = 1500  # characters of a passage: the rest is a click away


@dataclass(frozen=True, slots=True)
class Proof:
    """`text` is what the passage says; `lesson` the title where a lesson's block proves it, and
    `lesson_key` its key unless it was removed; `sources` what that block cites, or the passage
    itself. `is_gone`: the block, or its lesson, is no longer there."""

    text: str = ""
    language: str = ""
    sources: tuple[Source, ...] = ()
    lesson: str = ""
    lesson_key: str = ""
    is_gone: bool = False


def with_places() -> QuerySet[QuestionVersion]:
    """Versions as proofs_of takes them."""
    return QuestionVersion.objects.select_related("evidence_lesson", "evidence_passage__report")


def proofs_of(version: QuestionVersion, course: Course) -> list[Proof]:
    """The report's passage first, since learners are led to it; at most one query beside the
    version's own relations."""
    found = []
    if version.evidence_passage is not None:
        found.append(_of_passage(version.evidence_passage))
    if version.evidence_lesson is not None:
        found.append(_of_lesson(version.evidence_lesson, version.evidence_block, course))
    return found


def own_passage(course: Course, asked: object) -> Passage | None:
    """One that a question of the course has already: a form names no other report's."""
    if not str(asked or "").isdecimal():
        return None
    rows = Passage.objects.filter(pk=int(str(asked)), evidences__question__course=course)
    return rows.select_related("report").first()


def source_of(passage: Passage) -> Source:
    url = reverse("catalog:passage", args=[passage.report.slug, passage.key])
    return Source(passage_words(passage), url)


def _of_passage(passage: Passage) -> Proof:
    text = _cut(passage.text)
    return Proof(text, passage.report.language, (source_of(passage),))


def _of_lesson(lesson: Lesson, key: str, course: Course) -> Proof:
    if lesson.removed_at is not None:
        return Proof(lesson=lesson.key, is_gone=True)
    versions = newest_versions(Lesson.objects.filter(pk=lesson.pk)).defer("body")
    texts = {version.language: version for version in versions}
    # A block that one language lacks is found in another.
    read = [texts[code] for code in course.languages if code in texts]
    where = Proof(lesson=read[0].title if read else lesson.key, lesson_key=lesson.key)
    if not key:
        return where
    found = ((text, row) for text in read for row in text.blocks if row["key"] == key)
    text, block = next(found, (None, None))
    if text is None or block is None:
        return replace(where, is_gone=True)
    said = _cut(block["text"])
    return replace(where, text=said, language=text.language, sources=sources_of(block))


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN].rsplit(" ", 1)[0] + " …"
