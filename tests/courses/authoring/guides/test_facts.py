"""What of a module its teaching guide is made of."""

from pathlib import Path
from typing import Any

import pytest

from content.guides.values import OTHER, PARAGRAPH, Cited
from courses.authoring.guides.facts import facts_of
from courses.authoring.guides.queries import guide_of, guides_of
from courses.catalog.aids.services import set_glossary
from courses.catalog.models import Course, Module
from courses.catalog.services import save_lesson
from courses.quizzes.models import Question, Quiz
from tests.support import make, make_quizzes, make_reports
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db

SOURCES = {"untoc": {"title": {"en": "The Palermo Convention"}, "short": "Palermo", "treaty": True}}
WORDS = [
    {"key": "group", "terms": {"en": "group"}, "texts": {"en": "Three or more."}},
    {"key": "other", "terms": {"en": "layering"}, "texts": {"en": "Hiding."}},
]


def taught(folder: Path, **fields: Any) -> tuple[Course, Module]:
    """A course of one lesson that rests on paragraphs 1, 2 and 4 of a report and on a treaty."""
    report = make_reports.stored_report(folder)
    keys = {one.number: one.key for one in report.passages.all()}
    course = make.course(sources=SOURCES, **fields)
    set_glossary(course, WORDS)
    module = make.module(course)
    parts = [f'Groups. {n}\n{{: src="{report.slug}/{keys[n]}"}}' for n in ("1", "2", "4")]
    body = "## What it is\n\n" + "\n\n".join(parts) + '\n\n### More\n\nSo.\n{: src="untoc/art._6"}'
    make.lesson(module, body=body, key="one")
    return course, module


def test_places_words_and_headings_are_those_of_its_lessons(tmp_path: Path) -> None:
    course, module = taught(tmp_path)
    found = facts_of(course, [module])[module.pk, "en"]
    name = "Report of the Board on asset recovery"
    assert [(one.name, one.locator) for one in found.cited if one.kind == PARAGRAPH] == [
        (name, "1"),
        (name, "2"),
        (name, "4"),
    ]
    assert found.cited[0].title == ""
    assert found.cited[-1] == Cited("Palermo", "The Palermo Convention", OTHER, "art. 6")
    assert found.terms == (("group", "Three or more."),)
    assert found.lessons[0].headings == ("What it is",)


def test_ready_questions_that_carry_evidence_come_along(tmp_path: Path) -> None:
    course, module = taught(tmp_path)
    lesson = course.lessons.get()
    spec = {"stem": "Who returns it?", "choices": [{"text": "A"}, {"text": "B"}], "key": [0]}
    question = make_quizzes.make_question(course)
    assert question.current_version is not None
    version = question.current_version
    version.specs = {"en": spec}
    version.evidence_lesson = lesson
    version.save()
    [asked] = facts_of(course, [module])[module.pk, "en"].asked
    assert (asked.stem, asked.choices) == ("Who returns it?", ("A", "B"))
    Question.objects.filter(pk=question.pk).update(status=Question.Status.DRAFT)
    assert facts_of(course, [module])[module.pk, "en"].asked == ()


def test_quizzes_of_the_module_with_their_length(tmp_path: Path) -> None:
    course, module = taught(tmp_path)
    quiz = make_quizzes.make_quiz(course, is_published=False, time_limit_minutes=20)
    quiz.module = module
    quiz.save()
    found = facts_of(course, [module])[module.pk, "en"].quizzes
    assert [(one.questions, one.minutes) for one in found] == [(quiz.items.count(), 20)]
    quiz.is_practice = True
    quiz.save()
    assert facts_of(course, [module])[module.pk, "en"].quizzes == ()


def test_a_language_without_texts_has_no_proposal(tmp_path: Path) -> None:
    course, module = taught(tmp_path)
    course.languages = ["en", "fr"]
    course.save()
    assert guide_of(course, module, "fr").state == "empty"
    assert guide_of(course, module, "fr").text == ""
    save_lesson(course.lessons.get(), language="fr", title="Un groupe", body="Texte.")
    french = guide_of(course, module, "fr")
    assert french.state == "proposed" and french.text.startswith("## Déroulement")


@pytest.mark.parametrize("modules", [1, 3])
def test_all_guides_take_eight_queries(modules: int) -> None:
    course = make.course(languages=["en", "fr"])
    for _ in range(modules):
        within = make.module(course)
        make.lesson(within)
        make.lesson(within)
    quiz = make_quizzes.make_quiz(course, is_published=False)
    Quiz.objects.filter(pk=quiz.pk).update(module=within)
    with assert_queries(8):
        assert len(guides_of(course, "en")) == modules


def test_each_text_is_asked_about_with_its_place(tmp_path: Path) -> None:
    course, module = taught(tmp_path)
    lesson = course.lessons.get()
    body = 'To watch the ships by night, the harbour pays.2\n{: src="untoc/art._6"}'
    save_lesson(lesson, language="en", title="Watch", body=body)
    [found] = facts_of(course, [module])[module.pk, "en"].lessons
    assert {one.stem for one in found.asked} >= {
        "What would it take, where you work, to watch the ships by night?"
    }
    assert {(one.lesson, one.cited[0].locator) for one in found.asked} == {("Watch", "art. 6")}
