from pathlib import Path

import pytest
from django.conf import settings

from courses.catalog.errors import LibraryError
from courses.catalog.models import Course
from courses.quizzes.library import load_bank
from courses.quizzes.models import Question, QuestionVersion, Quiz
from tests.support import make

pytestmark = pytest.mark.django_db
FIRST_STEPS = Path(settings.BASE_DIR) / "content/library/organised-crime-first-steps"


def first_steps() -> Course:
    """The course with its lessons, as the catalogue would have loaded it, without their texts."""
    course = make.course(languages=["en", "fr"], slug="organised-crime-first-steps")
    within = make.module(course)
    within.key = "m1"
    within.save()
    for key in ("what-it-is", "follow-the-money", "working-together"):
        make.lesson(within, key=key)
    return course


def small(folder: Path, stem: str = "Is it so?", *, answer: str = "true") -> Path:
    (folder / "course.yaml").write_text(
        "languages: [en]\n"
        "questions: [{key: q-1, kind: true_false}]\n"
        "quizzes: [{key: final, items: [{question: q-1, points: 2}]}]\n"
    )
    (folder / "en.md").write_text(
        f"---\nquestions: {{q-1: {{stem: '{stem}', answer: {answer}}}}}\n"
        "quizzes: {final: {title: Final}}\n---\n"
    )
    return folder


def test_first_steps_are_loaded_whole() -> None:
    course = first_steps()
    load_bank(course, FIRST_STEPS)
    assert Question.objects.filter(course=course, status="ready").count() == 12
    quiz = Quiz.objects.get(course=course)
    assert (quiz.key, quiz.pass_mark, quiz.attempts_allowed) == ("final", 70, 3)
    assert (quiz.time_limit_minutes, quiz.shuffle_questions, quiz.shuffle_choices) == (
        20,
        True,
        True,
    )
    assert quiz.module is not None and quiz.module.key == "m1"
    assert quiz.items.count() == 12
    assert quiz.titles["fr"] and quiz.instructions["fr"]


def test_every_question_is_in_both_languages_with_its_evidence() -> None:
    course = first_steps()
    load_bank(course, FIRST_STEPS)
    for version in QuestionVersion.objects.filter(question__course=course):
        assert sorted(version.specs) == ["en", "fr"]
        assert version.evidence_lesson is not None and version.evidence_block


def test_loading_again_changes_nothing() -> None:
    course = first_steps()
    load_bank(course, FIRST_STEPS)
    items = list(Quiz.objects.get(course=course).items.values_list("pk", flat=True))
    load_bank(course, FIRST_STEPS)
    assert QuestionVersion.objects.filter(number__gt=1).count() == 0
    assert list(Quiz.objects.get(course=course).items.values_list("pk", flat=True)) == items


def test_changed_text_makes_a_version_of_that_question(tmp_path: Path) -> None:
    course = make.course()
    load_bank(course, small(tmp_path))
    load_bank(course, small(tmp_path, "Is it really so?"))
    versions = QuestionVersion.objects.values_list("number", "specs__en__stem")
    assert list(versions.order_by("number")) == [(1, "Is it so?"), (2, "Is it really so?")]


def test_broken_question_is_named_and_nothing_is_kept(tmp_path: Path) -> None:
    course = make.course()
    with pytest.raises(LibraryError) as caught:
        load_bank(course, small(tmp_path, answer="perhaps"))
    assert "q-1: Say whether the statement is true or false." in str(caught.value)
    assert not Question.objects.exists()


def test_evidence_in_a_lesson_that_is_not_there(tmp_path: Path) -> None:
    folder = small(tmp_path)
    text = (folder / "course.yaml").read_text()
    known = text.replace("true_false}", "true_false, evidence: {lesson: none, block: b}}")
    (folder / "course.yaml").write_text(known)
    with pytest.raises(LibraryError, match="q-1: there is no lesson 'none'"):
        load_bank(make.course(), folder)
