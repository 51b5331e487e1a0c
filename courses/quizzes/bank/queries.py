"""Reads of the bank, scoped by a course that the person may edit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, QuerySet

from courses.catalog.models import Course, Lesson
from courses.catalog.queries import draft_outline, newest_versions
from courses.quizzes.bank.search import fold
from courses.quizzes.models import Question, QuestionVersion, QuizItem

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the bank is asked for; empty texts ask for all but what is retired."""

    words: str = ""
    kind: str = ""
    status: str = ""
    page: str = "1"


def bank_page(course: Course, wanted: Wanted) -> Page[Any]:
    """Questions with their current version and `used_in`, newest first; three queries."""
    items = QuizItem.objects.filter(quiz__removed_at=None).select_related("quiz")
    rows = found_questions(course, wanted).select_related("current_version").defer("search_text")
    rows = rows.prefetch_related(Prefetch("items", queryset=items, to_attr="used_in"))
    return Paginator(rows.order_by("-updated_at", "-pk"), PER_PAGE).get_page(wanted.page)


def found_questions(course: Course, wanted: Wanted) -> QuerySet[Question]:
    rows = Question.objects.filter(course=course)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.status:
        rows = rows.filter(status=wanted.status)
    else:
        rows = rows.exclude(status=Question.Status.RETIRED)
    for word in fold(wanted.words).split():
        rows = rows.filter(search_text__contains=word)
    return rows


def question_of(course: Course, key: str) -> QuerySet[Question]:
    """The question, with what its page shows."""
    return Question.objects.filter(course=course, key=key).select_related(
        "current_version__evidence_lesson", "current_version__evidence_passage__report"
    )


def history(question: Question) -> QuerySet[QuestionVersion]:
    """Its versions, newest first, each with `taken`: how many published quizzes pin it."""
    pinned = Count("slots__quiz_edition__quiz", distinct=True)
    return question.versions.select_related("author").annotate(taken=pinned).order_by("-number")


def where_used(question: Question) -> QuerySet[QuizItem]:
    """Its places in the drafts of quizzes."""
    items = question.items.filter(quiz__removed_at=None)
    return items.select_related("quiz").order_by("quiz__position", "quiz_id")


def languages_missing(version: QuestionVersion, languages: Sequence[str]) -> list[str]:
    """The languages of the course in which the question is not written yet."""
    return [language for language in languages if language not in version.specs]


@dataclass(frozen=True, slots=True)
class LessonTitle:
    """A lesson of the draft, to choose evidence from."""

    id: int
    key: str
    title: str


def lesson_titles(course: Course) -> list[LessonTitle]:
    """The draft's lessons in their order, named in the course's first language; three queries."""
    outline = draft_outline(course, course.languages[0])
    return [
        LessonTitle(lesson.id, lesson.key, lesson.title)
        for module in outline.modules
        for lesson in module.lessons
    ]


def blocks_of(lesson: LessonTitle | None, languages: Sequence[str]) -> list[dict[str, Any]]:
    """The newest blocks of a lesson in the first of `languages` that it has; one query."""
    if lesson is None:
        return []
    versions = newest_versions(Lesson.objects.filter(pk=lesson.id)).defer("body")
    found = {version.language: version.blocks for version in versions}
    blocks: list[dict[str, Any]] = next((found[code] for code in languages if code in found), [])
    return [block for block in blocks if block.get("text") and block.get("kind") != "heading"]
