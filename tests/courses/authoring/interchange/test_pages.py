"""The pages: a package is uploaded, checked by a job, looked at, confirmed, imported by a job."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from courses.authoring.interchange.models import CoursePackage
from courses.authoring.interchange.packages import import_confirmed
from courses.catalog.models import Course, CourseStaff
from courses.catalog.services import save_lesson
from tests.content.interchange.packs import FILES, changed, packed
from tests.courses.authoring.interchange.test_round_trip import contents
from tests.support import make
from tests.support.jobs import run_jobs
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db
NEW = "/studio/import/"


@pytest.fixture
def client() -> Client:
    return make.client_for(make.instructor())


def brought(client: Client, data: bytes, **fields: str) -> str:
    """The address of the package's page, once it is checked."""
    answer = client.post(NEW, {"file": SimpleUploadedFile("small.zip", data), **fields})
    assert answer.status_code == 302
    assert b"The files are being checked" in client.get(answer.headers["Location"]).content
    run_jobs()
    return str(answer.headers["Location"])


def shown(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_package_is_looked_at_and_confirmed(client: Client) -> None:
    address = brought(client, packed())
    page = shown(client, address)
    assert "A new course at “small”" in page and "1 lesson" in page
    assert not Course.objects.exists()
    client.post(f"{address}confirm/")
    client.post(f"{address}confirm/")
    run_jobs()
    course = Course.objects.get()
    assert (course.slug, course.status) == ("small", Course.Status.DRAFT)
    assert CourseStaff.objects.filter(course=course).count() == 1
    assert 'href="/studio/courses/small/"' in shown(client, address)
    row = CoursePackage.objects.get()
    assert (row.state, row.file.name) == ("imported", "")


def test_errors_stand_by_line_and_nothing_can_be_confirmed(client: Client) -> None:
    address = brought(client, changed("course.yaml", "licence:", "license:"))
    page = shown(client, address)
    assert "<bdi>course.yaml</bdi> line 3:" in page and "Did you mean “licence”?" in page
    client.post(f"{address}confirm/")
    run_jobs()
    assert not Course.objects.exists()


def test_what_is_wrong_is_shown_as_text(client: Client) -> None:
    wrong = changed("course.yaml", "licence:", "<script>alert(1)</script>:")
    assert "<script>alert(1)" not in shown(client, brought(client, wrong))


def test_an_update_shows_what_changes(client: Client) -> None:
    client.post(f"{brought(client, packed())}confirm/")
    run_jobs()
    text = FILES["en.md"].replace("A sentence.", "Another sentence.")
    address = brought(client, packed({"en.md": text}), update="small")
    page = shown(client, address)
    assert "What changes in the draft of “Small”" in page and "<summary>1 lesson</summary>" in page
    client.post(f"{address}confirm/")
    run_jobs()
    assert "Another" in Course.objects.get().lessons.get().versions.get(number=2).body


def test_a_course_changed_meanwhile_is_shown_again(client: Client) -> None:
    client.post(f"{brought(client, packed())}confirm/")
    run_jobs()
    address = brought(client, packed(), update="small")
    lesson = Course.objects.get().lessons.get()
    save_lesson(lesson, language="en", title="One", body="Mine.\n{: #first}")
    client.post(f"{address}confirm/")
    run_jobs()
    assert "The course was changed meanwhile" in shown(client, address)
    assert lesson.versions.filter(language="en").order_by("-number")[0].body.startswith("Mine.")
    client.post(f"{address}confirm/")
    run_jobs()
    assert lesson.versions.filter(language="en").order_by("-number")[0].body.startswith("A sen")


def test_a_job_that_runs_twice_imports_once(client: Client) -> None:
    address = brought(client, packed())
    client.post(f"{address}confirm/")
    run_jobs()
    import_confirmed(CoursePackage.objects.get().pk)
    assert Course.objects.count() == 1


def test_only_ones_own_courses_can_be_updated(client: Client) -> None:
    make.course(slug="theirs")
    file = SimpleUploadedFile("small.zip", packed())
    assert client.post(NEW, {"file": file, "update": "theirs"}).status_code == 422


def test_who_is_no_longer_staff_cannot_update(client: Client) -> None:
    client.post(f"{brought(client, packed())}confirm/")
    run_jobs()
    address = brought(client, packed(), update="small")
    CourseStaff.objects.all().delete()
    client.post(f"{address}confirm/")
    run_jobs()
    assert "You no longer teach the course" in shown(client, address)


@pytest.mark.parametrize("data", [b"", b"no zip"])
def test_what_is_no_package_is_told(data: bytes, client: Client) -> None:
    answer = client.post(NEW, {"file": SimpleUploadedFile("a.zip", data)})
    run_jobs()
    page = client.get(str(answer.headers["Location"])).content.decode()
    assert "Nothing was changed." in page


def test_another_upload_takes_the_place_of_one_that_was_left(client: Client) -> None:
    brought(client, b"no zip")
    brought(client, packed())
    assert [row.state for row in CoursePackage.objects.all()] == ["checked"]


def test_the_export_is_a_zip_of_the_draft(client: Client) -> None:
    teacher = make.instructor()
    course = make.course(slug="mine", by=teacher)
    answer = make.client_for(teacher).get(f"/studio/courses/{course.slug}/export/")
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="mine.zip"'
    assert set(contents(answer.content)) == {"course.yaml", "en.md"}
    assert client.get(f"/studio/courses/{course.slug}/export/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_an_export_asks_as_often_however_much_there_is(count: int) -> None:
    teacher = make.instructor()
    course = make.course(slug="mine", by=teacher)
    for number in range(count):
        make.lesson(course, key=f"lesson-{number}")
    signed_in = make.client_for(teacher)
    signed_in.get("/studio/courses/mine/export/")
    with assert_queries(EXPORT_QUERIES):
        signed_in.get("/studio/courses/mine/export/")


# Two of them weigh the course: a large one becomes a job.
EXPORT_QUERIES = 16
