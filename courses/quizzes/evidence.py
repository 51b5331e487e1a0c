"""Where the answer to a question stands: the block of a lesson, or the passage of a report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from courses.catalog.margins import margin_marks
from courses.catalog.models import EditionLesson
from courses.catalog.source_words import passage_words
from courses.quizzes.models import Attempt, QuizSlot
from elearning.prepared import Prepared, given

EXCERPT_CHARACTERS = 280


@dataclass(frozen=True, slots=True)
class Source:
    """What a block cites, as its margin says it; `url` opens the passage, "" if it is not held."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A link to the very passage; `sources` are what the block itself cites."""

    url: str
    label: str
    excerpt: str = ""
    sources: tuple[Source, ...] = ()
    is_report: bool = False


def evidence_for(attempt: Attempt, slots: Sequence[QuizSlot]) -> dict[int, Evidence]:
    """{slot id: Evidence} for the questions that have one. One query, whatever their number.

    `slots` come with their version's evidence lesson and passage loaded.
    """
    lessons = _lessons(attempt, slots)
    found = {slot.pk: _evidence(attempt, slot, lessons) for slot in slots}
    return {slot_id: evidence for slot_id, evidence in found.items() if evidence}


def _lessons(attempt: Attempt, slots: Sequence[QuizSlot]) -> dict[int, EditionLesson]:
    """The lessons as the attempt's edition has them, in the attempt's language if there."""
    if not any(slot.question_version.evidence_lesson_id for slot in slots):
        return {}
    quiz = attempt.quiz_edition
    rows = _named_by_questions.all(edition=quiz.edition_id, quiz_edition=quiz.pk)
    # The attempt's own language comes last, so that it is what stays.
    in_turn = sorted(rows, key=lambda row: row.language == attempt.language)
    return {row.lesson_id: row for row in in_turn}


_named_by_questions = Prepared(
    lambda: (
        EditionLesson.objects.filter(
            edition=given("edition"),
            lesson__in=QuizSlot.objects.filter(quiz_edition=given("quiz_edition"))
            .exclude(question_version__evidence_lesson=None)
            .values("question_version__evidence_lesson"),
        )
        .select_related("version")
        .defer("version__body")
    )
)


def _evidence(
    attempt: Attempt, slot: QuizSlot, lessons: Mapping[int, EditionLesson]
) -> Evidence | None:
    version = slot.question_version
    passage = version.evidence_passage
    if passage:
        url = reverse("catalog:passage", args=[passage.report.slug, passage.key])
        return Evidence(url, passage_words(passage), _short(passage.text), is_report=True)
    lesson = version.evidence_lesson
    if lesson is None or lesson.pk not in lessons:
        return None
    text = lessons[lesson.pk].version
    url = reverse("learning:lesson", args=[attempt.quiz.course.slug, lesson.key])
    block = _block(text.blocks, version.evidence_block)
    if block is None:
        return Evidence(url, text.title)
    return Evidence(f"{url}#b-{block['key']}", text.title, _short(_said(block)), sources_of(block))


def sources_of(block: Mapping[str, Any]) -> tuple[Source, ...]:
    """As the margin of the lesson has them: the items of one list together."""
    marks = margin_marks(block.get("sources", ()))
    return tuple(Source(mark["words"], _url(mark)) for mark in marks)


def _url(source: Mapping[str, Any]) -> str:
    if not source.get("passage"):
        return ""
    return reverse("catalog:passage", args=[source["report"], source["locator"]])


def _block(blocks: Sequence[Mapping[str, Any]], key: str) -> Mapping[str, Any] | None:
    return next((block for block in blocks if block["key"] == key), None)


def _said(block: Mapping[str, Any]) -> str:
    """What may distress is only named: whoever follows the link chooses whether to open it.

    The cells of a table say nothing one after the other: the link leads to where they stand.
    """
    if block["kind"] == "table":
        return ""
    said: str = block["title"] if block["kind"] == "distressing" else block["text"]
    return said


def _short(text: str) -> str:
    if len(text) <= EXCERPT_CHARACTERS:
        return text
    return text[:EXCERPT_CHARACTERS].rsplit(" ", 1)[0] + " …"
