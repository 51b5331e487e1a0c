"""From a question to the very passage that answers it."""

from typing import Any

import pytest
from django.utils import translation

from content.models import Passage, Report
from courses.catalog.models import Course, EditionLesson, Lesson, LessonVersion, Module
from courses.catalog.passages import passage_in_context
from courses.quizzes import services
from courses.quizzes.evidence import Evidence, Source, evidence_for
from courses.quizzes.models import Attempt
from courses.quizzes.queries import EVIDENCE, slots_of
from tests.support.make_quizzes import (
    make_attempt,
    make_course,
    make_learner,
    make_question,
    make_quiz,
    publish,
)

pytestmark = pytest.mark.django_db

BLOCK = {
    "key": "def",
    "kind": "paragraph",
    "html": "<p>Proceeds are …</p>",
    "text": "Proceeds are what a crime brings in.",
    "sources": [
        {"label": "UNTOC art. 2", "passage": None},
        {"label": "A/76/121 ¶18", "passage": 1, "report": "a-76-121", "locator": "18", "page": 6},
    ],
}


def make_lesson(course: Course) -> Lesson:
    module = Module.objects.create(course=course, key="m1")
    return Lesson.objects.create(course=course, module=module, key="what-it-is")


def attempt_with(course: Course, **evidence: Any) -> Attempt:
    """On a quiz of one question that rests on `evidence`; its lessons are pinned as they are."""
    quiz = make_quiz(course, specs=(), is_published=False)
    services.set_items(quiz, [(make_question(course, **evidence), 1)])
    edition = publish(course).current_edition
    assert edition
    for lesson in course.lessons.all():
        version = LessonVersion.objects.create(
            lesson=lesson, language="en", number=1, title="What it is", blocks=[BLOCK]
        )
        EditionLesson.objects.create(
            edition=edition,
            lesson=lesson,
            language="en",
            version=version,
            module_position=0,
            position=0,
        )
    return make_attempt(quiz)


def found(attempt: Attempt) -> Evidence | None:
    return evidence_for(attempt, slots_of(attempt, *EVIDENCE)).get(attempt.layout[0]["slot"])


def test_the_block_of_the_lesson_is_linked_with_its_sources() -> None:
    course = make_course()
    lesson = make_lesson(course)
    evidence = found(attempt_with(course, evidence_lesson=lesson, evidence_block="def"))
    assert evidence == Evidence(
        url=f"/learn/{course.slug}/what-it-is/#b-def",
        label="What it is",
        excerpt="Proceeds are what a crime brings in.",
        sources=(
            Source("UNTOC art. 2"),
            Source("A/76/121, para. 18, p. 6", "/sources/a-76-121/18/"),
        ),
    )


def test_a_block_that_is_gone_leaves_the_link_to_its_lesson() -> None:
    course = make_course()
    lesson = make_lesson(course)
    evidence = found(attempt_with(course, evidence_lesson=lesson, evidence_block="gone"))
    assert evidence == Evidence(url=f"/learn/{course.slug}/what-it-is/", label="What it is")


def test_of_a_table_only_the_link_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    course = make_course()
    lesson = make_lesson(course)
    monkeypatch.setitem(BLOCK, "kind", "table")
    evidence = found(attempt_with(course, evidence_lesson=lesson, evidence_block="def"))
    assert evidence
    assert evidence.url.endswith("#b-def")
    assert not evidence.excerpt


def test_the_passage_of_a_report_is_linked() -> None:
    report = Report.objects.create(
        slug="a-76-121", title="Report", symbol="A/76/121", language="en", sha256="0" * 64
    )
    passage = Passage.objects.create(
        report=report, position=1, key="18", kind="paragraph", number="18", text="x " * 400, page=6
    )
    evidence = found(attempt_with(make_course(), evidence_passage=passage))
    assert evidence
    assert evidence.is_report
    assert evidence.label == "A/76/121, para. 18, p. 6"
    assert evidence.url.endswith("/a-76-121/18/")
    assert len(evidence.excerpt) < 300


def test_a_passage_is_called_in_the_readers_language() -> None:
    report = Report.objects.create(slug="r", title="R", symbol="A/1", language="en", sha256="1")
    passage = Passage.objects.create(
        report=report, position=1, key="18.a", kind="item", number="a", text="x", page=6
    )
    attempt = attempt_with(make_course(), evidence_passage=passage)
    with translation.override("fr"):
        evidence = found(attempt)
    assert evidence
    assert evidence.label == "A/1, par. 18 (a), p. 6"


def test_the_report_behind_a_published_question_opens_for_who_may_take_it() -> None:
    report = Report.objects.create(slug="r", title="R", symbol="A/1", language="en", sha256="1")
    rows = (
        Passage(report=report, position=at, key=str(at), kind="paragraph", text="x")
        for at in (1, 2)
    )
    passage, _other = Passage.objects.bulk_create(rows)
    course, reader = make_course(), make_learner()
    question = make_question(course, evidence_passage=passage)
    assert passage_in_context(reader, "r", "1") is None
    services.set_items(make_quiz(course, specs=(), is_published=False), [(question, 1)])
    publish(course)
    assert passage_in_context(reader, "r", "1")


def test_a_question_without_evidence_has_none() -> None:
    assert found(attempt_with(make_course())) is None
