"""Reads of quizzes as instructors work on them."""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from courses.catalog.models import Course
from courses.quizzes.models import Question, Quiz, QuizEdition, QuizItem
from courses.quizzes.stimuli.groups import together
from courses.quizzes.types.registry import all_kinds

STEM_CHARACTERS = 140


@dataclass(frozen=True, slots=True)
class DraftItem:
    """A question in a draft quiz, with the beginning of its text."""

    item: QuizItem
    stem: str
    refers_to: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that may be added."""

    question: Question
    stem: str
    tags: list[str]


def draft_quizzes(course: Course) -> QuerySet[Quiz]:
    """In their order."""
    return Quiz.objects.filter(course=course, removed_at=None).select_related("module")


def listed_quizzes(course: Course) -> QuerySet[Quiz]:
    """As `draft_quizzes`, each with `is_published`: whether learners have it now. One query."""
    now = QuizEdition.objects.filter(quiz=OuterRef("pk"), edition=course.current_edition_id)
    return draft_quizzes(course).annotate(is_published=Exists(now))


@dataclass(frozen=True, slots=True)
class Untitled:
    """A quiz whose own title or a section's is missing in `languages`, codes of its course."""

    quiz: Quiz
    languages: list[str]


def untitled_in(course: Course) -> list[Untitled]:
    """Learners read these titles in another language. Two queries."""
    found = []
    for quiz in draft_quizzes(course).prefetch_related("sections"):
        titles = [quiz.titles, *(section.titles for section in quiz.sections.all())]
        written = [{code for code, text in one.items() if text.strip()} for one in titles]
        missing = [code for code in course.languages if any(code not in one for one in written)]
        if missing:
            found.append(Untitled(quiz, missing))
    return found


def draft_items(quiz: Quiz) -> list[DraftItem]:
    rows = items_to_show(quiz)
    return [DraftItem(item, stem_of(item.question), _refers_to(item.question)) for item in rows]


def items_to_show(quiz: Quiz) -> list[QuizItem]:
    """In the order in which learners meet them: those on one stimulus together. One query."""
    rows = quiz.items.select_related(
        "question__current_version", "question__stimulus__current_version"
    )
    return together(rows, on_one_stimulus)


def on_one_stimulus(item: QuizItem) -> tuple[int | None, int] | None:
    """What items stand together for: their section and the stimulus they refer to."""
    stimulus = item.question.stimulus_id
    return None if stimulus is None else (item.section_id, stimulus)


def _refers_to(question: Question) -> str:
    return title_of(question.stimulus) if question.stimulus else ""


def questions_to_add(quiz: Quiz) -> list[Candidate]:
    """Questions of the course, ready and not in the quiz, the oldest first. Three queries."""
    rows = Question.objects.filter(course_id=quiz.course_id, status=Question.Status.READY)
    read_only = [member.name for member in all_kinds() if not member.is_answered]
    rows = (
        rows.exclude(items__quiz=quiz)
        .exclude(kind__in=read_only)
        .select_related("current_version")
        .prefetch_related("tagged__label")
        .order_by("pk")
    )
    return [Candidate(question, stem_of(question), _tags_of(question)) for question in rows]


def not_ready_yet(course: Course) -> tuple[int, int]:
    """How many questions no quiz can take yet: drafts, and those in review. One query."""
    rows = Question.objects.filter(course=course)
    read_only = [member.name for member in all_kinds() if not member.is_answered]
    of = Question.Status
    found = rows.exclude(kind__in=read_only).aggregate(
        drafts=Count("pk", filter=Q(status=of.DRAFT)),
        review=Count("pk", filter=Q(status=of.REVIEW)),
    )
    return found["drafts"], found["review"]


def _tags_of(question: Question) -> list[str]:
    return sorted(tag.label.name for tag in question.tagged.all())


def title_of(stimulus: Question) -> str:
    """What a stimulus is called, in the language that comes first."""
    version = stimulus.current_version
    specs: dict[str, Any] = version.specs if version else {}
    return str(next((spec.get("title", "") for spec in specs.values()), "")) or stimulus.key


def stem_of(question: Question) -> str:
    """The beginning of the question's text in the language that comes first, as plain text; of a
    stimulus, its title."""
    version = question.current_version
    specs: dict[str, Any] = version.specs if version else {}
    stem = next((_named(spec) for spec in specs.values()), "") or question.key
    plain = " ".join(re.sub(r"[*_`#>\[\]]", "", stem).split())
    return plain if len(plain) <= STEM_CHARACTERS else plain[: STEM_CHARACTERS - 1] + "…"


def _named(spec: dict[str, Any]) -> str:
    return str(spec.get("title") or spec.get("stem", ""))
