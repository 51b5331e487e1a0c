"""Reads of the bank, scoped by a course that the person may edit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q, QuerySet

from courses.catalog.models import Course, Lesson
from courses.catalog.queries import draft_outline, newest_versions
from courses.people.models import User
from courses.quizzes.bank.found import Wanted, found_questions
from courses.quizzes.bank.models import (
    BankRecord,
    BulkEdit,
    Finding,
    Label,
    Likeness,
    QuestionComment,
    QuestionTag,
    Waiver,
)
from courses.quizzes.models import Question, QuestionVersion, QuizEdition, QuizItem

PER_PAGE = 25
MOST_LABELS = 500  # offered for completion


def bank_page(course: Course, wanted: Wanted) -> Page[Any]:
    """Questions with their current version, `used_in` and `tags`, newest first; five queries.

    Which they are is asked before what they hold: a late page would sort the texts of all.
    """
    ids = (
        found_questions(course, wanted).order_by("-updated_at", "-pk").values_list("pk", flat=True)
    )
    page: Page[Any] = Paginator(ids, PER_PAGE).get_page(wanted.page)
    items = QuizItem.objects.filter(quiz__removed_at=None).select_related("quiz")
    tags = QuestionTag.objects.select_related("label").order_by("label__folded")
    rows = Question.objects.filter(pk__in=list(page)).order_by("-updated_at", "-pk")
    rows = rows.select_related("current_version", "topic").defer("search_text")
    page.object_list = rows.prefetch_related(
        Prefetch("items", queryset=items, to_attr="used_in"),
        Prefetch("tagged", queryset=tags, to_attr="tags"),
    )
    return page


def question_of(course: Course, key: str) -> QuerySet[Question]:
    """The question, with what its page shows."""
    return Question.objects.filter(course=course, key=key).select_related(
        "course",
        "topic",
        "objective",
        "stimulus",
        "current_version__author",
        "current_version__evidence_lesson",
        "current_version__evidence_passage__report",
    )


def history(question: Question) -> QuerySet[QuestionVersion]:
    """Its versions, newest first, each with `taken`: how many published quizzes pin it."""
    pinned = Count("slots__quiz_edition__quiz", distinct=True)
    return question.versions.select_related("author").annotate(taken=pinned).order_by("-number")


def where_used(question: Question) -> QuerySet[QuizItem]:
    """Its places in the drafts of quizzes."""
    items = question.items.filter(quiz__removed_at=None)
    return items.select_related("quiz").order_by("quiz__position", "quiz_id")


def where_published(question: Question) -> QuerySet[QuizEdition]:
    """The quizzes of published editions that pin one of its versions, the newest first."""
    rows = QuizEdition.objects.filter(slots__question_version__question=question).distinct()
    return rows.select_related("edition").order_by("-edition__number", "position")


def languages_missing(version: QuestionVersion, languages: Sequence[str]) -> list[str]:
    """The languages of the course in which the question is not written yet."""
    return [language for language in languages if language not in version.specs]


class KnownLabel(NamedTuple):
    """A label as it is offered; of some hundred, models would cost a tenth of the bank's page."""

    pk: int
    name: str


def labels_in(course: Course) -> dict[str, list[KnownLabel]]:
    """{sort: labels} of the course, by name; one query."""
    found: dict[str, list[KnownLabel]] = {sort: [] for sort in Label.Sort.values}
    rows = Label.objects.filter(course=course).values_list("sort", "pk", "name")
    for sort, pk, name in rows[: MOST_LABELS * len(found)]:
        found[sort].append(KnownLabel(pk, name))
    return found


def staff_of(course: Course) -> QuerySet[User]:
    """Those who write and review its questions."""
    return User.objects.filter(teaches__course=course).order_by("name", "pk")


def comments_on(question: Question) -> QuerySet[QuestionComment]:
    rows = QuestionComment.objects.filter(question=question)
    return rows.select_related("by", "resolved_by", "version")


def records_of(question: Question) -> QuerySet[BankRecord]:
    """What was done with it, the newest first."""
    rows = BankRecord.objects.filter(question=question).select_related("by", "version")
    return rows.order_by("-pk")


@dataclass(frozen=True, slots=True)
class Found:
    """One rule's findings in a question; `waiver` where somebody accepted them."""

    code: str
    languages: list[str]
    waiver: Waiver | None


def findings_on(question: Question) -> list[Found]:
    """Two queries."""
    rows = Finding.objects.filter(question=question)
    waivers = Waiver.objects.filter(question=question).select_related("by")
    return gathered(rows, waivers)


def gathered(rows: "QuerySet[Finding]", waivers: "QuerySet[Waiver]") -> list[Found]:
    """Findings of one question, each rule once, the open ones first."""
    accepted = {waiver.code: waiver for waiver in waivers}
    languages: dict[str, list[str]] = {}
    for row in rows:
        said = languages.setdefault(row.code, [])
        if row.language and row.language not in said:
            said.append(row.language)
    found = [Found(code, said, accepted.get(code)) for code, said in languages.items()]
    return sorted(found, key=lambda one: one.waiver is not None)


def likenesses(course: Course) -> QuerySet[Likeness]:
    """Pairs that ask nearly the same and are both in use; the likest first."""
    retired = Question.Status.RETIRED
    rows = Likeness.objects.filter(course=course, settled_at=None)
    rows = rows.exclude(first__status=retired).exclude(second__status=retired)
    versions = ("first__current_version", "second__current_version")
    return rows.select_related(*versions).order_by("-percent", "pk")


def like(question: Question) -> list[Question]:
    """Questions that ask nearly the same, unless somebody said that both are wanted."""
    pairs = likenesses(question.course).filter(Q(first=question) | Q(second=question))
    return [pair.second if pair.first_id == question.pk else pair.first for pair in pairs]


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


def bulk_edits(course: Course) -> QuerySet[BulkEdit]:
    """Changes of many questions, the newest first; without what they changed."""
    rows = BulkEdit.objects.filter(course=course).select_related("by", "undone_by")
    return rows.defer("changes")


def rule_records(course: Course) -> QuerySet[BankRecord]:
    """Who changed the bank's rules, the newest first."""
    rows = BankRecord.objects.filter(course=course, what=BankRecord.What.RULES)
    return rows.select_related("by").order_by("-pk")[:20]
