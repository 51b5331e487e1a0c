"""Export, import into a site without the course, export: byte for byte the same."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.interchange.problems import Found
from content.interchange.reading import read_package
from courses.authoring.interchange.exporting import export_course
from courses.authoring.interchange.services import Outcome, import_package, import_read
from courses.authoring.library import LIBRARY
from courses.catalog.library import load_course
from courses.catalog.models import Course, Module
from courses.catalog.services import save_lesson
from courses.quizzes.library import load_bank
from tests.courses.authoring.interchange.whole import whole_course
from tests.support import make

pytestmark = pytest.mark.django_db

FOLDERS = sorted(path.parent.name for path in LIBRARY.glob("*/course.yaml"))


def brought_in(data: bytes, folder: Path, **how: object) -> Outcome:
    path = folder / "course.zip"
    path.write_bytes(data)
    return import_package(path, by=None, **how)  # type: ignore[arg-type]


def there_and_back(
    course: Course, folder: Path | None = None
) -> tuple[dict[str, str], dict[str, str]]:
    """What the two exports hold. Without a folder it is read in this very process."""
    first = export_course(course)
    slug = course.slug
    Course.objects.filter(pk=course.pk).update(slug="set-by")
    outcome = brought_in(first, folder) if folder else _here(first)
    assert outcome.errors == []
    assert outcome.course and outcome.course.slug == slug
    second = export_course(Course.objects.get(slug=slug))
    return contents(first), contents(second)


def _here(data: bytes) -> Outcome:
    package, problems = read_package(data)
    assert problems == []
    return import_read(package, Found(), by=None)


def contents(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("latin-1") for name in archive.namelist()}


def test_a_course_with_something_of_everything_comes_back_the_same(tmp_path: Path) -> None:
    first, second = there_and_back(whole_course(), tmp_path)
    assert second == first


@pytest.mark.parametrize("slug", FOLDERS)
def test_a_library_course_comes_back_the_same(slug: str, tmp_path: Path) -> None:
    course = load_course(LIBRARY / slug)
    load_bank(course, LIBRARY / slug)
    first, second = there_and_back(Course.objects.get(slug=slug), tmp_path)
    assert second == first


def test_the_same_course_gives_the_same_bytes() -> None:
    course = whole_course()
    assert export_course(course) == export_course(Course.objects.get(pk=course.pk))


def test_another_address_is_all_that_differs(tmp_path: Path) -> None:
    first = export_course(whole_course())
    outcome = brought_in(first, tmp_path, slug="elsewhere")
    assert outcome.errors == [] and outcome.course
    second = contents(export_course(outcome.course))
    second["course.yaml"] = second["course.yaml"].replace("slug: elsewhere", "slug: whole")
    assert second == contents(first)


def test_an_update_with_what_was_exported_changes_nothing(tmp_path: Path) -> None:
    course = whole_course()
    data = export_course(course)
    outcome = brought_in(data, tmp_path, update=course)
    assert {change.fate for change in outcome.changes} == {"kept"}
    assert export_course(course) == data
    assert set(course.questions.values_list("versions__number", flat=True)) == {1}
    again = brought_in(data, tmp_path, update=course)
    assert {change.fate for change in again.changes} == {"kept"}
    assert course.pictures.count() == 1


def test_a_folder_of_the_library_is_a_package(tmp_path: Path) -> None:
    out = io.BytesIO()
    folder = LIBRARY / "money-laundering"
    with zipfile.ZipFile(out, "w") as archive:
        for path in folder.rglob("*"):
            archive.write(path, path.relative_to(folder.parent))
    outcome = brought_in(out.getvalue(), tmp_path)
    assert outcome.errors == []
    assert outcome.course and outcome.course.questions.count() > 50


TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t#:-'\"\\`{}[]!&*|>%@~"),
    max_size=60,
)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(texts=st.lists(TEXT, min_size=8, max_size=8), body=st.lists(TEXT, max_size=4))
def test_whatever_the_texts_hold(texts: list[str], body: list[str]) -> None:
    Course.objects.filter(slug__in=("made", "set-by")).delete()
    course = make.course(title=texts[0] or "x", slug="made", licence=texts[1][:60])
    course.summaries, course.objectives = {"en": texts[2]}, {"en": texts[3:5]}
    course.save()
    lesson = make.lesson(Module.objects.create(course=course, key="m", titles={"en": texts[5]}))
    save_lesson(
        lesson,
        language="en",
        title=texts[6] or "x",
        body="\n\n".join(body),
        objectives=texts[3:5],
        notice=texts[7],
    )
    Course.objects.filter(titles={"en": ""}).update(titles={"en": "x"})
    first, second = there_and_back(Course.objects.get(pk=course.pk))
    assert second == first
