import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from courses.authoring.library import LIBRARY, load_library
from courses.catalog.errors import LibraryError
from courses.catalog.models import Course, Edition, LessonVersion
from courses.quizzes.models import QuestionVersion, QuizEdition

pytestmark = pytest.mark.django_db


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    return root


def test_every_course_of_the_library_is_published_with_its_quizzes() -> None:
    loaded = load_library()
    folders = {path.parent.name for path in LIBRARY.glob("*/course.yaml")}
    drafts = {path.parent.name for path in LIBRARY.glob("*/DRAFT")}
    assert {course.slug for course in loaded} == folders - drafts
    assert all(course.status == "published" for course in loaded)
    assert QuizEdition.objects.filter(edition__course__in=loaded).exists()


def test_loading_again_changes_nothing() -> None:
    load_library()
    assert load_library() == []
    assert Edition.objects.count() == Course.objects.count()


def test_a_changed_text_makes_the_next_edition(copy: Path) -> None:
    [course, *_] = load_library(copy)
    path = copy / course.slug / "en.md"
    path.write_text(path.read_text() + "\nOne more paragraph.\n")
    load_library(copy)
    course.refresh_from_db()
    assert course.current_edition is not None and course.current_edition.number == 2


def test_a_changed_comment_makes_an_edition_of_the_same_texts(copy: Path) -> None:
    load_library(copy)
    texts, questions = LessonVersion.objects.count(), QuestionVersion.objects.count()
    for path in copy.glob("*/course.yaml"):
        path.write_text(path.read_text() + "\n# A comment.\n")
    assert load_library(copy)
    assert LessonVersion.objects.count() == texts
    assert QuestionVersion.objects.count() == questions


def test_what_is_still_being_written_is_not_loaded_until_it_is_whole(copy: Path) -> None:
    mark = copy / "organised-crime-first-steps" / "DRAFT"
    mark.touch()
    assert mark.parent.name not in {course.slug for course in load_library(copy)}
    mark.unlink()
    assert mark.parent.name in {course.slug for course in load_library(copy)}


def test_a_broken_file_changes_nothing(copy: Path) -> None:
    [course, *_] = load_library(copy)
    (copy / course.slug / "en.md").write_text("no front matter")
    with pytest.raises(LibraryError):
        load_library(copy)
    assert Edition.objects.filter(course=course).count() == 1


def test_the_command_is_quiet_the_second_time(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_library")
    capsys.readouterr()
    call_command("load_library")
    assert capsys.readouterr().out == ""


def test_the_command_says_a_library_error_in_one_line() -> None:
    call_command("load_library")
    Course.objects.update(from_library="")
    with pytest.raises(CommandError):
        call_command("load_library")
