"""Reads of the bank, scoped by a course that the person may edit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q, QuerySet

from courses.catalog.models import Course, Lesson, LessonVersion
from courses.catalog.queries import draft_lessons, newest_versions
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
    rows = found_questions(course, wanted).select_related("current_version")
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
class LessonChoice:
    """A lesson of the draft with its newest blocks, to choose evidence from."""

    lesson: Lesson
    title: str
    blocks: list[dict[str, Any]]


def lessons_with_blocks(course: Course) -> list[LessonChoice]:
    """The draft's lessons in their order, each in the course's first language; two queries."""
    versions: dict[int, LessonVersion] = {}
    order = {code: -index for index, code in enumerate(course.languages)}
    found = newest_versions(draft_lessons(course)).filter(Q(language__in=course.languages))
    for version in sorted(found, key=lambda v: order[v.language]):
        versions[version.lesson_id] = version
    return [
        LessonChoice(lesson, versions[lesson.pk].title, versions[lesson.pk].blocks)
        for lesson in draft_lessons(course)
        if lesson.pk in versions
    ]
