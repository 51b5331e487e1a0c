"""Questions whose evidence leads nowhere: a broken anchor is not published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from django.utils.translation import gettext as _

from courses.catalog.models import Course, Lesson
from courses.catalog.queries import draft_lessons, newest_versions
from courses.quizzes.models import Question, Quiz, QuizItem
from courses.quizzes.queries_draft import stem_of
from courses.quizzes.sections.freezing import bank_for, pools_in
from courses.quizzes.services.publishing import QuizProblem


def broken_evidence(course: Course) -> list[QuizProblem]:
    """Of the questions that the quizzes of a course's draft ask or draw from; three queries, and
    those of its bank where something is drawn.

    A lesson without its block is broken, a block in one language of several is not: whoever reads
    another language is led to the lesson.
    """
    asked = [*_placed(course), *_drawn(course)]
    keys = _keys(course) if asked else {}
    return [problem for quiz, one in asked if (problem := _problem(quiz, one, keys))]


def _placed(course: Course) -> list[tuple[Quiz, Question]]:
    rows = QuizItem.objects.filter(
        quiz__course=course,
        quiz__removed_at=None,
        question__current_version__evidence_lesson__isnull=False,
    ).select_related("quiz", "question__current_version")
    items = rows.order_by("quiz__position", "quiz", "position", "pk")
    return [(item.quiz, item.question) for item in items]


def _drawn(course: Course) -> list[tuple[Quiz, Question]]:
    """Each question that a draw can take, with the first quiz that may draw it."""
    rows = Quiz.objects.filter(course=course, removed_at=None, draws__isnull=False).distinct()
    quizzes = list(rows.select_related("course").prefetch_related("items", "draws"))
    bank = bank_for(quizzes)
    met: dict[int, Quiz] = {}
    for quiz in quizzes:
        for pool in pools_in(quiz, bank).values():
            for one in pool:
                met.setdefault(one.pk, quiz)
    if not met:
        return []
    proven = Question.objects.filter(
        pk__in=met, current_version__evidence_lesson__isnull=False
    ).select_related("current_version")
    return [(met[question.pk], question) for question in proven.order_by("pk")]


def _problem(quiz: Quiz, question: Question, keys: Mapping[int, set[str]]) -> QuizProblem | None:
    version = question.current_version
    assert version is not None
    here = keys.get(version.evidence_lesson_id or 0)
    if here is None:
        words = _("“%(question)s” is proven by a lesson that was removed. Choose another.")
    elif version.evidence_block and version.evidence_block not in here:
        words = _(
            "“%(question)s” is proven by a passage that its lesson has no longer. Choose another."
        )
    else:
        return None
    message = words % {"question": stem_of(question)}
    return QuizProblem(message, quiz.key, question.key, "evidence")


def _keys(course: Course) -> dict[int, set[str]]:
    """{lesson id: the keys of its blocks, in any language} of the draft."""
    lessons = Lesson.objects.filter(pk__in=draft_lessons(course).values("pk"))
    found: dict[int, set[str]] = defaultdict(set)
    for version in newest_versions(lessons).defer("body"):
        found[version.lesson_id] |= {block["key"] for block in version.blocks}
    return dict(found)
