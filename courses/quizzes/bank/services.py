"""Writes to the bank. A version never changes: every edit makes the next one."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify

from content.models import Passage
from courses.catalog.models import Course, Lesson
from courses.people.models import User
from courses.quizzes.bank.errors import ChangedMeanwhile
from courses.quizzes.bank.labels import Labels, labels_of, set_labels
from courses.quizzes.bank.looking import look_at
from courses.quizzes.bank.rules import state_when_saved
from courses.quizzes.bank.search import search_text
from courses.quizzes.bank.states import (
    ask_again_of_sharers,
    locked,
    move,
    restore_question,
    retire_question,
)
from courses.quizzes.bank.variants import Specs, prepared_specs
from courses.quizzes.media.pictures import keep_pictures
from courses.quizzes.models import Question, QuestionVersion
from courses.quizzes.stimuli.referring import set_stimulus
from courses.quizzes.types.base import authored
from courses.quizzes.types.registry import kind as kind_named

__all__ = [
    "Evidence",
    "add_version",
    "create_question",
    "create_question_once",
    "duplicate_question",
    "edit_question",
    "evidence_of",
    "restore_question",
    "retire_question",
]

SENT_TWICE_WITHIN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the answer stands: a block of one of the course's lessons, or a passage."""

    lesson: Lesson | None = None
    block: str = ""
    passage: Passage | None = None


NO_EVIDENCE = Evidence()


@transaction.atomic
def create_question(
    course: Course,
    *,
    kind: str,
    specs: Specs,
    key: str = "",
    evidence: Evidence = NO_EVIDENCE,
    author: User | None = None,
    status: str = Question.Status.READY,
    labels: Labels | None = None,
) -> Question:
    """A question with its first version. Raises NotValid, and LookupError for no such kind.

    By the two-person rule what should be ready is sent to review.
    """
    course = Course.objects.select_for_update().get(pk=course.pk)
    key = key or _free_key(course, specs)
    status = state_when_saved(course, status, author)
    prepared = prepared_specs(
        kind_named(kind),
        specs,
        course=course,
        salt=f"{course.slug}/{key}",
        is_draft=status == Question.Status.DRAFT,
    )
    question = Question.objects.create(course=course, key=key, kind=kind, status=status)
    add_version(question, prepared, evidence, author)
    move(question, status, by=author)
    if labels is not None:
        set_labels(question, labels)
    return question


@transaction.atomic
def create_question_once(
    course: Course, *, kind: str, specs: Specs, author: User, **content: Any
) -> Question:
    """As create_question; a form that its author sent twice makes one question."""
    Course.objects.select_for_update().get(pk=course.pk)
    just_now = timezone.now() - SENT_TWICE_WITHIN
    rows = course.questions.filter(
        kind=kind, created_at__gte=just_now, current_version__author=author
    )
    for question in rows.select_related("current_version"):
        salt = f"{course.slug}/{question.key}"
        prepared = prepared_specs(kind_named(kind), specs, course=course, salt=salt, is_draft=True)
        if question.current_version and _written(question.current_version.specs) == _written(
            prepared
        ):
            return question
    return create_question(course, kind=kind, specs=specs, author=author, **content)


@transaction.atomic
def edit_question(
    question: Question,
    *,
    specs: Specs,
    evidence: Evidence = NO_EVIDENCE,
    author: User | None = None,
    status: str = "",
    seen: int | None = None,
    labels: Labels | None = None,
) -> QuestionVersion:
    """The next version, or the current one when nothing changed. Raises NotValid.

    By the two-person rule a new text of what is, or should be, ready is sent to review.

    `seen` is the number of the version the author started from: ChangedMeanwhile is raised
    when it is no longer the current one.
    """
    question = locked(question)
    current = question.current_version
    prepared = prepared_specs(
        kind_named(question.kind),
        specs,
        course=question.course,
        salt=f"{question.course.slug}/{question.key}",
        is_draft=(status or question.status) == Question.Status.DRAFT,
    )
    is_same = current is not None and _is_same(current, prepared, evidence)
    if seen is not None and current and current.number != seen and not is_same:
        raise ChangedMeanwhile
    was, asked = question.status, status or question.status
    if not (is_same and asked == was):
        asked = state_when_saved(question.course, asked, author)
    if not is_same or current is None:
        if was == Question.Status.READY:
            question.ready_version = current
        current = add_version(question, prepared, evidence, author)
        ask_again_of_sharers(question, by=author)
    if asked != was or (asked == Question.Status.READY and not is_same):
        move(question, asked, by=author)
    if labels is not None:
        set_labels(question, labels)
    return current


@transaction.atomic
def duplicate_question(question: Question, *, author: User | None = None) -> Question:
    """A draft with the same text, to be changed into another question."""
    version = question.current_version
    if version is None:
        raise ValueError(f"Question {question.pk} has no version")
    copy = create_question(
        question.course,
        kind=question.kind,
        specs=_written(version.specs),
        evidence=evidence_of(version),
        author=author,
        status=Question.Status.DRAFT,
        labels=labels_of(question),
    )
    return set_stimulus(copy, question.stimulus, by=author)


def evidence_of(version: QuestionVersion) -> Evidence:
    return Evidence(version.evidence_lesson, version.evidence_block, version.evidence_passage)


def add_version(
    question: Question, prepared: Specs, evidence: Evidence, author: User | None
) -> QuestionVersion:
    """The next version, which becomes the current one; of a question locked by the caller."""
    newest = question.versions.aggregate(newest=Max("number"))["newest"] or 0
    version = QuestionVersion.objects.create(
        question=question,
        number=newest + 1,
        kind=question.kind,
        specs=dict(prepared),
        evidence_lesson=evidence.lesson,
        evidence_block=evidence.block,
        evidence_passage=evidence.passage,
        author=author,
    )
    keep_pictures(version)
    question.current_version = version
    question.search_text = search_text(question.key, prepared)
    question.save(update_fields=["current_version", "ready_version", "search_text", "updated_at"])
    look_at(question, version)
    return version


def _is_same(version: QuestionVersion, prepared: Specs, evidence: Evidence) -> bool:
    """What was written is the same; HTML that a later release renders anew is no edit."""
    same = _written(version.specs) == _written(prepared)
    return same and evidence_of(version) == evidence


def _written(specs: Specs) -> dict[str, dict[str, Any]]:
    return {language: authored(spec) for language, spec in specs.items()}


def _free_key(course: Course, specs: Specs) -> str:
    """A key out of the question's first words; a number where they cannot be spelled so."""
    stem = str(next(iter(specs.values()), {}).get("stem") or "")
    start = f"q-{slugify(stem)[:40].strip('-')}".rstrip("-")
    taken = set(course.questions.filter(key__startswith=start).values_list("key", flat=True))
    numbered = (f"{start}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (start, *numbered) if key not in taken and key != "q")
