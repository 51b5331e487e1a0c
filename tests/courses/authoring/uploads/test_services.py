import pytest

from content.models import Report
from courses.authoring.models import ImportPlan, ReportUpload
from courses.authoring.uploads import services
from courses.authoring.uploads.services import read_upload, receive_report
from tests.support.make import instructor
from tests.support.make_reports import report_file

pytestmark = pytest.mark.django_db


def received() -> ReportUpload:
    return receive_report(report_file(), by=instructor())


def test_reading_twice_is_reading_once() -> None:
    upload = received()
    read_upload(upload.pk)
    read_upload(upload.pk)
    assert (Report.objects.count(), ImportPlan.objects.count()) == (1, 1)


class Killed(BaseException):
    """What a kill is to the code: nothing after it runs, nothing catches it."""


def test_a_reading_killed_at_any_point_is_done_by_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def die(*args: object, **kwargs: object) -> None:
        raise Killed

    upload = received()
    for step in ("read_report", "plan_for"):
        with monkeypatch.context() as patch:
            patch.setattr(services, step, die)
            with pytest.raises(Killed):
                read_upload(upload.pk)
        upload.refresh_from_db()
        assert upload.state == "reading"
    read_upload(upload.pk)
    upload.refresh_from_db()
    assert (upload.state, Report.objects.count(), ImportPlan.objects.count()) == ("read", 1, 1)


def test_two_instructors_with_the_same_bytes_share_the_report_and_plan_apart() -> None:
    first, second = received(), received()
    read_upload(first.pk)
    read_upload(second.pk)
    assert (Report.objects.count(), ImportPlan.objects.count()) == (1, 2)


def test_a_file_that_is_gone_fails_with_its_own_code() -> None:
    upload = received()
    upload.file.delete(save=False)
    read_upload(upload.pk)
    upload.refresh_from_db()
    assert (upload.state, upload.problem) == ("failed", "gone")
