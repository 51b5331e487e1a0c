import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from courses.authoring.library import LIBRARY, load_library
from courses.catalog.errors import LibraryError
from courses.catalog.models import Course, Edition, LessonVersion
from courses.quizzes.models import QuestionVersion, QuizEdition

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Course]]:
    """The whole library, brought in once for all tests; what each does to it is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_library()
        transaction.set_rollback(True)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    return root


def test_every_course_of_the_library_is_published_with_its_quizzes(loaded: list[Course]) -> None:
    folders = {path.parent.name for path in LIBRARY.glob("*/course.yaml")}
    drafts = {path.parent.name for path in LIBRARY.glob("*/DRAFT")}
    assert {course.slug for course in loaded} == folders - drafts
    assert all(course.status == "published" for course in loaded)
    assert QuizEdition.objects.filter(edition__course__in=loaded).exists()


@pytest.mark.usefixtures("loaded")
def test_loading_again_changes_nothing() -> None:
    assert load_library() == []
    assert Edition.objects.count() == Course.objects.count() > 0


def test_a_changed_text_makes_the_next_edition(loaded: list[Course], copy: Path) -> None:
    course = loaded[0]
    path = copy / course.slug / "en.md"
    path.write_text(path.read_text() + "\nOne more paragraph.\n")
    assert load_library(copy) == [course]
    found = Course.objects.get(pk=course.pk)
    assert found.current_edition is not None and found.current_edition.number == 2


@pytest.mark.usefixtures("loaded")
def test_a_changed_comment_makes_an_edition_of_the_same_texts(copy: Path) -> None:
    texts, questions = LessonVersion.objects.count(), QuestionVersion.objects.count()
    for path in copy.glob("*/course.yaml"):
        path.write_text(path.read_text() + "\n# A comment.\n")
    assert load_library(copy)
    assert LessonVersion.objects.count() == texts > 0
    assert QuestionVersion.objects.count() == questions > 0


@pytest.mark.usefixtures("loaded")
def test_what_is_still_being_written_is_not_loaded_until_it_is_whole(copy: Path) -> None:
    folder = copy / "organised-crime-first-steps"
    path = folder / "course.yaml"
    path.write_text(path.read_text() + "\n# A comment.\n")
    mark = folder / "DRAFT"
    mark.touch()
    assert load_library(copy) == []
    mark.unlink()
    assert [course.slug for course in load_library(copy)] == [folder.name]


def test_a_broken_file_changes_nothing(loaded: list[Course], copy: Path) -> None:
    course = loaded[0]
    (copy / course.slug / "en.md").write_text("no front matter")
    with pytest.raises(LibraryError):
        load_library(copy)
    assert Edition.objects.filter(course=course).count() == 1


@pytest.mark.usefixtures("loaded")
def test_the_command_is_quiet_the_second_time(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_library")
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("loaded")
def test_the_command_says_a_library_error_in_one_line() -> None:
    Course.objects.update(from_library="")
    with pytest.raises(CommandError):
        call_command("load_library")
