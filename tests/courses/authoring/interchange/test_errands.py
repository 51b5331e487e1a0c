"""A large course is exported and copied by a job, which may be killed and run again."""

import pytest
from django.test import Client

from courses.authoring.interchange import errands
from courses.authoring.interchange.errands import order, run_errand
from courses.authoring.interchange.exporting import export_course
from courses.authoring.interchange.models import CourseErrand
from courses.catalog.models import Course, CourseStaff
from courses.home.privacy import erase
from courses.outbox.models import Job
from courses.people.models import User
from tests.courses.authoring.interchange.test_round_trip import contents
from tests.support import make
from tests.support.jobs import run_jobs

pytestmark = pytest.mark.django_db
What = errands.What


class Desk:
    """A course that counts as a large one, its teacher and their browser."""

    def __init__(self) -> None:
        self.teacher: User = make.instructor()
        self.course: Course = make.course(title="Large", by=self.teacher)
        make.lesson(self.course, key="one", body="A sentence.")
        self.client: Client = make.client_for(self.teacher)
        self.address = f"/studio/courses/{self.course.slug}/"

    def page(self, address: str) -> str:
        return self.client.get(address).content.decode()


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(errands, "AT_ONCE", {What.EXPORT: 0, What.COPY: 0})
    return Desk()


def test_the_zip_is_made_by_a_job_and_downloaded(desk: Desk) -> None:
    assert "Make the zip" in desk.page(f"{desk.address}export/")
    assert not CourseErrand.objects.exists()
    waiting = desk.client.post(f"{desk.address}export/")["Location"]
    page = desk.page(waiting)
    assert "It is being made" in page and 'http-equiv="refresh"' in page
    assert desk.client.get(f"{waiting}file/").status_code == 404
    run_jobs()
    page = desk.page(waiting)
    assert "The zip is ready" in page and 'http-equiv="refresh"' not in page
    answer = desk.client.get(f"{waiting}file/")
    data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert contents(data) == contents(export_course(desk.course))


def test_the_copy_is_made_by_a_job_and_opened(desk: Desk) -> None:
    waiting = desk.client.post(f"{desk.address}duplicate/")["Location"]
    run_jobs()
    copy = Course.objects.exclude(pk=desk.course.pk).get()
    assert f"/studio/courses/{copy.slug}/" in desk.page(waiting)
    assert copy.title("en") == "Large (copy)"


@pytest.mark.parametrize("what", [What.EXPORT, What.COPY])
def test_a_job_that_runs_twice_does_it_once(desk: Desk, what: str) -> None:
    errand = order(desk.course, what, by=desk.teacher, title="Copy")
    for _again in range(2):
        run_errand(errand.pk)
    errand.refresh_from_db()
    assert errand.done_at
    assert Course.objects.count() == (2 if what == What.COPY else 1)


def test_asked_for_twice_it_is_made_once_and_anew_when_it_is_done(desk: Desk) -> None:
    first = order(desk.course, What.EXPORT, by=desk.teacher)
    assert order(desk.course, What.EXPORT, by=desk.teacher) == first
    run_jobs()
    again = order(desk.course, What.EXPORT, by=desk.teacher)
    assert again != first
    assert CourseErrand.objects.get() == again


def test_a_job_that_gave_up_says_so_and_can_be_asked_for_again(desk: Desk) -> None:
    errand = order(desk.course, What.EXPORT, by=desk.teacher)
    Job.objects.update(state=Job.State.DEAD)
    assert "This stopped before its end" in desk.page(f"/studio/errands/{errand.pk}/")
    assert order(desk.course, What.EXPORT, by=desk.teacher) != errand


def test_who_teaches_it_no_longer_gets_nothing(desk: Desk) -> None:
    errand = order(desk.course, What.EXPORT, by=desk.teacher)
    CourseStaff.objects.filter(user=desk.teacher).delete()
    run_errand(errand.pk)
    assert not CourseErrand.objects.exists()
    assert desk.client.get(f"/studio/errands/{errand.pk}/").status_code == 404


def test_a_colleague_finds_ones_zip_not(desk: Desk) -> None:
    errand = order(desk.course, What.EXPORT, by=desk.teacher)
    run_jobs()
    colleague = make.instructor()
    CourseStaff.objects.create(course=desk.course, user=colleague)
    other = make.client_for(colleague)
    for address in (f"/studio/errands/{errand.pk}/", f"/studio/errands/{errand.pk}/file/"):
        assert other.get(address).status_code == 404


def test_a_picture_that_is_gone_is_said(desk: Desk) -> None:
    desk.course.cover = "covers/gone.png"
    desk.course.save()
    errand = order(desk.course, What.EXPORT, by=desk.teacher)
    run_jobs()
    assert "is no longer on the server" in desk.page(f"/studio/errands/{errand.pk}/")


def test_they_go_with_whoever_is_erased(desk: Desk) -> None:
    order(desk.course, What.EXPORT, by=desk.teacher)
    run_jobs()
    erase(desk.teacher)
    assert not CourseErrand.objects.exists()
