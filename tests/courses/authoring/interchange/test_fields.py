"""Every field that an instructor sets is in the format; a new one fails here until it is."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Model

from content.interchange.schema import SETTINGS
from content.interchange.shapes import Record
from content.interchange.specs import DERIVED, KINDS
from courses.authoring.interchange.exporting import export_course
from courses.catalog.aids.models import Diagram, ModuleGuide, TeachingGuide, Term
from courses.catalog.models import Course, Lesson, LessonVersion, Module, Picture
from courses.quizzes import services
from courses.quizzes.library_quizzes import IN_LANGUAGES, PLACED, PLAIN
from courses.quizzes.models import Question, QuestionVersion, Quiz, QuizItem
from courses.quizzes.quiz_settings import QuizSettings
from courses.quizzes.sections.models import QuizDraw, QuizSection
from courses.quizzes.types.base import authored
from courses.quizzes.types.registry import all_kinds
from tests.courses.authoring.interchange.test_round_trip import brought_in
from tests.courses.quizzes.types.ladder import ladder_of
from tests.support import make

pytestmark = pytest.mark.django_db

# A value for each setting that is not what a quiz has by itself. Each fits all the others.
OTHER: dict[str, Any] = {
    "titles": {"en": "Quiz"},
    "instructions": {"en": "Read first.\n\nThen answer."},
    "honour": {"en": "I answer by myself."},
    "position": 0,
    "pass_mark": 55,
    "grade_method": "average",
    "attempts_allowed": 4,
    "wait_minutes": 90,
    "time_limit_minutes": 45,
    "grace_seconds": 33,
    "shuffle_questions": True,
    "shuffle_choices": True,
    "order": "sequential",
    "per_page": 2,
    "feedback": "adaptive",
    "try_penalty": 50,
    "review": {"open": ["points"], "closed": ["points", "correctness", "key"], "just_after": []},
    "opens_at": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    "closes_at": datetime(2027, 1, 2, 3, 4, tzinfo=UTC),
    "required": False,
    "is_practice": False,
    "before_lessons": True,
    "requires": [{"lessons": "m1"}],
    "access_code": "0815: no",
}
LEAVES_OUT = {"is_practice", "position"}  # tried apart: practice contradicts much of the rest

# What stands in a package of each model's fields, by whatever name, and what does not, and why.
GIVEN: dict[type[Model], set[str]] = {
    Course: {
        *("slug", "languages", "titles", "summaries", "objectives", "sources", "level", "hours"),
        *("cover", "cover_alt", "licence", "evidence_required", "two_person_rule"),
        "prerequisites",
    },
    Module: {"key", "position", "titles", "summaries"},
    Lesson: {"key", "position", "module"},
    LessonVersion: {"language", "title", "body", "objectives", "minutes", "notice", "lesson"},
    Picture: {"file", "alt"},
    Term: {"key", "position", "terms", "texts", "sources"},
    Diagram: {"key", "svg", "is_mirrored", "titles", "texts", "labels"},
    TeachingGuide: {"texts"},
    ModuleGuide: {"module", "language", "text"},
    Question: {"key", "kind", "status", "stimulus", "topic", "objective", "difficulty"},
    QuestionVersion: {"specs", "evidence_lesson", "evidence_block", "evidence_passage"},
    QuizItem: {"question", "section", "position", "points"},
    QuizSection: {"key", "titles", "instructions", "position"},
    QuizDraw: {"key", "section", "take", "filters", "position", "points"},
}
ALWAYS = {"id", "course", "quiz", "created_at", "updated_at", "removed_at"}
LEFT: dict[type[Model], set[str]] = {
    # What a site makes of it, and what became of it there.
    Course: {"status", "from_library", "has_guide", "current_edition"},
    # Made when the text is saved; history and people stay behind.
    LessonVersion: {"number", "blocks", "words", "author", "autosaved"},
    Picture: {"key", "for_questions", "width", "height", "uploaded_at"},
    TeachingGuide: {"html"},
    Term: {"revision"},
    # What it was made of there, and what was given up.
    ModuleGuide: {"html", "made_of", "before", "revision"},
    Question: {
        *("current_version", "ready_version", "search_text", "author", "languages", "looked"),
        *("open_findings", "open_comments", "open_raised"),
    },
    QuestionVersion: {"question", "number", "kind", "author"},
}


@pytest.mark.parametrize("model", GIVEN, ids=lambda model: model.__name__)
def test_each_field_is_in_the_format_or_left_out_on_purpose(model: type[Model]) -> None:
    fields = {field.name for field in model._meta.get_fields() if not field.auto_created}
    assert fields - GIVEN[model] - LEFT.get(model, set()) - ALWAYS == set()


def test_each_setting_of_a_quiz_is_in_the_format() -> None:
    fields = {field.name for field in QuizSettings._meta.get_fields()}
    assert set(PLAIN) | set(IN_LANGUAGES) | set(PLACED) == fields
    assert set(PLAIN.values()) | {"requires"} == set(SETTINGS)


def test_each_setting_of_a_quiz_comes_back(tmp_path: Path) -> None:
    assert set(OTHER) == {field.name for field in QuizSettings._meta.get_fields()}
    course = make.course(slug="set")
    make.lesson(course, key="one")
    module = course.modules.get()
    services.create_quiz(course, key="quiz", module=module, **OTHER)
    practice: dict[str, Any] = {"is_practice": True, "required": False, "titles": {"en": "Again"}}
    services.create_quiz(course, key="practice", **practice)
    data = export_course(course)
    Course.objects.filter(slug="set").update(slug="gone")
    outcome = brought_in(data, tmp_path)
    assert outcome.errors == []
    quiz = Quiz.objects.get(course__slug="set", key="quiz")
    assert {name: getattr(quiz, name) for name in OTHER} == OTHER
    default = Quiz()
    same = {name for name in OTHER if getattr(default, name) == OTHER[name]}
    assert same == LEAVES_OUT
    assert Quiz.objects.get(course__slug="set", key="practice").is_practice


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.name)
def test_each_part_of_a_question_is_in_the_format(kind: Any) -> None:
    spec = authored(kind.prepare(ladder_of(kind.name).spec, language="en", salt="x"))
    record = KINDS[kind.name]
    assert isinstance(record, Record)
    assert set(spec) - set(record.fields) - set(DERIVED.get(kind.name, ())) == set()


def test_the_kinds_of_the_format_are_those_of_the_bank() -> None:
    assert set(KINDS) == {kind.name for kind in all_kinds()}
