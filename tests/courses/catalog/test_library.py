"""Library courses: loaded from their folders, quietly a second time."""

from pathlib import Path

import pytest

from courses.catalog.errors import LibraryError
from courses.catalog.library import load_course
from courses.catalog.models import Course, LessonVersion
from courses.catalog.queries import draft_outline
from courses.catalog.services import problems_before_publishing
from tests.support import make

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).parents[3] / "content/library/organised-crime-first-steps"

YAML = """
slug: small
languages: [en]
modules: [{key: m1, lessons: [one, two]}]
"""
ENGLISH = """---
title: Small
lessons: {one: {title: One}, two: {title: Two, minutes: 9}}
modules: {m1: {title: First}}
---
# lesson: one
Text of one.

# lesson: two
Text of two.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "course.yaml").write_text(YAML)
    (tmp_path / "en.md").write_text(ENGLISH)
    return tmp_path


def test_the_course_that_ships_can_be_published_as_it_is() -> None:
    course = load_course(FOLDER)
    assert problems_before_publishing(course) == []
    assert len(draft_outline(course, "fr").lessons) == 3


def test_blocks_of_its_languages_stand_side_by_side() -> None:
    load_course(FOLDER)
    versions = LessonVersion.objects.filter(lesson__key="what-it-is")
    keys = [[b["key"] for b in v.blocks if b["kind"] != "heading"] for v in versions]
    assert keys[0] == keys[1]


def test_loading_again_changes_nothing(folder: Path) -> None:
    load_course(folder)
    load_course(folder)
    assert (Course.objects.count(), LessonVersion.objects.count()) == (1, 2)


def test_a_changed_text_becomes_a_version(folder: Path) -> None:
    load_course(folder)
    (folder / "en.md").write_text(ENGLISH.replace("Text of one", "Other text"))
    load_course(folder)
    assert LessonVersion.objects.count() == 3


def test_what_the_files_no_longer_have_leaves_the_draft(folder: Path) -> None:
    load_course(folder)
    (folder / "course.yaml").write_text(YAML.replace("[one, two]", "[two]"))
    outline = draft_outline(load_course(folder), "en")
    assert [(x.key, x.title, x.minutes) for x in outline.lessons] == [("two", "Two", 9)]


def test_a_course_of_somebody_with_that_address_is_left_alone(folder: Path) -> None:
    make.course(title="Small")
    with pytest.raises(LibraryError):
        load_course(folder)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("course.yaml", "- a list"),
        ("course.yaml", "a: [b"),
        ("en.md", "# lesson: one"),
        ("en.md", "---\ntitle: [\n---\n"),
        ("en.md", ENGLISH.replace("# lesson: two", "")),
    ],
)
def test_files_that_cannot_be_used_are_named(folder: Path, file: str, text: str) -> None:
    (folder / file).write_text(text)
    with pytest.raises(LibraryError):
        load_course(folder)
    assert not Course.objects.exists()
