"""A package over a draft makes it equal to its files, translations too; and there is a way back."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from courses.authoring.interchange.errors import NoWayBack
from courses.authoring.interchange.exporting import export_course
from courses.authoring.interchange.models import CoursePackage
from courses.authoring.interchange.packages import (
    check_package,
    confirm,
    import_confirmed,
    receive_package,
    take_back,
)
from courses.catalog.models import Course, LessonVersion
from courses.catalog.queries import newest_version
from courses.catalog.services import add_staff
from courses.people.models import User
from tests.content.interchange.packs import packed
from tests.courses.authoring.interchange.test_round_trip import brought_in, contents
from tests.courses.authoring.interchange.whole import whole_course
from tests.support import make

pytestmark = pytest.mark.django_db
BARE = "---\ntitle: Petit\n---\n"


@pytest.fixture
def small(tmp_path: Path) -> Course:
    course = brought_in(packed(), tmp_path).course
    assert course
    return course


def imported(course: Course, data: bytes, by: User) -> CoursePackage:
    """Over the course, as its page does it."""
    file = SimpleUploadedFile("small.zip", data)
    return went_through(receive_package(file, by=by, slug="", update=course))


def went_through(row: CoursePackage) -> CoursePackage:
    check_package(row.pk)
    confirm(row)
    import_confirmed(row.pk)
    row.refresh_from_db()
    assert row.state == "imported", row.told
    return row


def test_translations_that_went_from_the_files_go_from_the_draft(
    small: Course, tmp_path: Path
) -> None:
    data = packed({"fr.md": BARE})
    outcome = brought_in(data, tmp_path, update=small, is_trial=True)
    gone = {one.key for one in outcome.changes if one.what == "translation"}
    assert gone == {"one (fr)", "q-one (fr)", "final (fr)", "m1 (fr)"}
    assert "# lesson: one" in contents(export_course(small))["fr.md"]
    brought_in(data, tmp_path, update=small)
    small.refresh_from_db()
    assert "One" not in contents(export_course(small))["fr.md"]
    again = brought_in(data, tmp_path, update=small)
    assert {change.fate for change in again.changes} == {"kept"}


def test_what_a_translation_said_stays_in_its_history(small: Course, tmp_path: Path) -> None:
    lesson = small.lessons.get(key="one")
    said = newest_version(lesson, "fr")
    brought_in(packed({"fr.md": BARE}), tmp_path, update=small)
    assert said and LessonVersion.objects.get(pk=said.pk).body == said.body
    assert newest_version(lesson, "en") and newest_version(lesson, "fr") != said


def test_a_language_that_went_is_told_by_what_it_held(small: Course, tmp_path: Path) -> None:
    course = contents(packed())["course.yaml"].replace("[en, fr]", "[en]")
    outcome = brought_in(packed({"course.yaml": course, "fr.md": ""}), tmp_path, update=small)
    assert outcome.course and outcome.course.languages == ["en"]
    assert "one (fr)" in {one.key for one in outcome.changes if one.what == "translation"}


def test_the_draft_from_before_is_brought_back_as_it_was() -> None:
    teacher = make.instructor()
    course = whole_course(by=teacher)
    Course.objects.filter(pk=course.pk).update(two_person_rule=False)
    course.refresh_from_db()
    before = contents(export_course(course))
    files = {name: text.encode("latin-1") for name, text in before.items()} | {"fr.md": b""}
    row = imported(course, packed({**files, "ar.md": BARE}), teacher)
    assert contents(export_course(course)) != before
    went_through(take_back(row, by=teacher))
    course.refresh_from_db()
    assert contents(export_course(course)) == before


def test_one_way_back_is_kept_for_a_course(small: Course) -> None:
    teacher = make.instructor()
    add_staff(small, teacher)
    first = imported(small, packed({"fr.md": BARE}), teacher)
    second = imported(small, packed(), teacher)
    first.refresh_from_db()
    assert (first.has_way_back, second.has_way_back) == (False, True)
    with pytest.raises(NoWayBack):
        take_back(first, by=teacher)


def test_the_page_offers_the_way_back(small: Course) -> None:
    teacher = make.instructor()
    add_staff(small, teacher)
    row = imported(small, packed({"fr.md": BARE}), teacher)
    client = make.client_for(teacher)
    address = f"/studio/import/{row.pk}/"
    assert f'action="{address}back/"' in client.get(address).content.decode()
    answer = client.post(f"{address}back/")
    assert answer["Location"] == f"/studio/import/{CoursePackage.objects.latest('pk').pk}/"
    assert CoursePackage.objects.latest("pk").update == small
