"""A report's title and symbol corrected by whoever brought it; the marks that name it follow."""

from pathlib import Path
from typing import Any

import pytest

from content.models import Report
from courses.authoring.models import ImportPlan, ReportUpload
from courses.catalog.aids.models import EditionGlossary, Term
from courses.catalog.aids.services import set_glossary
from courses.catalog.models import Course, CourseStaff, LessonVersion
from tests.support import make, make_reports

pytestmark = pytest.mark.django_db


class Desk:
    """A published course that rests on a report, and whoever brought that."""

    def __init__(self, folder: Path) -> None:
        self.teacher = make.instructor()
        self.report: Report = make_reports.stored_report(folder)
        ReportUpload.objects.create(
            report=self.report,
            uploaded_by=self.teacher,
            filename="board.md",
            size=1,
            sha256="0" * 64,
        )
        self.course: Course = make.course()
        CourseStaff.objects.create(course=self.course, user=self.teacher)
        self.token = f"{self.report.slug}/1"
        make.lesson(self.course, key="one", body=f'Groups.\n{{: src="{self.token}"}}')
        source = LessonVersion.objects.get().blocks[0]["sources"][0]
        word = {"key": "w", "terms": {"en": "w"}, "texts": {"en": "It."}, "sources": [source]}
        set_glossary(self.course, [word])
        make.publish(self.course)
        self.address = f"/studio/reports/of/{self.report.slug}/"

    def send(self, **data: str) -> Any:
        return make.client_for(self.teacher).post(f"{self.address}name/", data)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_what_rests_on_a_report_shows_its_new_name_at_once(desk: Desk) -> None:
    plan = ImportPlan.objects.create(report=desk.report, owner=desk.teacher, title="x")
    ImportPlan.objects.filter(pk=plan.pk).update(title=desk.report.title)
    before = LessonVersion.objects.get()
    assert desk.send(title="  Return of  assets ", symbol="A/76/121").status_code == 302
    report = Report.objects.get()
    assert (report.title, report.symbol) == ("Return of assets", "A/76/121")
    version = LessonVersion.objects.get()
    assert version.blocks[0]["sources"][0]["label"] == "A/76/121 ¶1"
    assert version.blocks[0]["html"] == before.blocks[0]["html"]
    assert Term.objects.get().sources[0]["label"] == "A/76/121 ¶1"
    assert EditionGlossary.objects.get().entries[0]["sources"][0]["label"] == "A/76/121 ¶1"
    assert ImportPlan.objects.get().title == "Return of assets"
    learner = make.enrolled(desk.course).user
    page = make.client_for(learner).get(f"/learn/{desk.course.slug}/one/").content.decode()
    assert "A/76/121, para. 1" in page


def test_its_page_and_the_upload_say_how_sources_read_and_the_short_name_changes_that(
    desk: Desk,
) -> None:
    title = "Results of the Interregional Institute"
    desk.send(title=title, symbol="")
    client = make.client_for(desk.teacher)
    upload = ReportUpload.objects.get(report=desk.report)
    ReportUpload.objects.update(state=ReportUpload.State.READ)
    for address in (desk.address, f"/studio/reports/{upload.pk}/"):
        page = client.get(address).content.decode()
        assert "Results of the…, para. 1" in page, address
        assert f"{desk.address}#name" in page or 'name="symbol"' in page
    desk.send(title=title, symbol="UNICRI 2020")
    page = client.get(desk.address).content.decode()
    assert "Sources read now: UNICRI 2020, para. 1" in page
    assert LessonVersion.objects.get().blocks[0]["sources"][0]["label"] == "UNICRI 2020 ¶1"


def test_a_label_that_an_earlier_rule_cut_elsewhere_follows_too(desk: Desk) -> None:
    version = LessonVersion.objects.get()
    version.blocks[0]["sources"][0]["label"] = "Return of… ¶1"
    version.save()
    desk.send(title=desk.report.title, symbol="UNICRI 2020")
    assert LessonVersion.objects.get().blocks[0]["sources"][0]["label"] == "UNICRI 2020 ¶1"


def test_the_glossary_says_the_new_name_though_it_was_read_before(desk: Desk) -> None:
    client = make.client_for(make.enrolled(desk.course).user)
    address = f"/courses/{desk.course.slug}/glossary/"
    assert client.get(address).status_code == 200
    desk.send(title="Return of assets", symbol="A/76/121")
    assert "A/76/121, para. 1" in client.get(address).content.decode()


def test_it_is_kept_who_called_it_otherwise_and_what_it_was(desk: Desk) -> None:
    called = desk.report.title
    desk.send(title=called, symbol="")
    client = make.client_for(desk.teacher)
    assert "How it was called before" not in client.get(desk.address).content.decode()
    desk.send(title="Return of assets", symbol="A/76/121")
    page = client.get(desk.address).content.decode()
    assert "How it was called before" in page
    assert called in page and str(desk.teacher) in page


def test_a_title_is_asked_for_at_its_field(desk: Desk) -> None:
    answer = desk.send(title=" ", symbol="A/1")
    page = answer.content.decode()
    assert answer.status_code == 422 and 'aria-invalid="true"' in page
    assert 'value="A/1"' in page and '<details class="disclosure" id="name" open>' in page
    assert Report.objects.get().symbol == ""


def test_others_who_cite_it_cannot_rename_it(desk: Desk) -> None:
    colleague = make.instructor()
    CourseStaff.objects.create(course=desk.course, user=colleague)
    client = make.client_for(colleague)
    assert "Its title, and what" not in client.get(desk.address).content.decode()
    assert client.post(f"{desk.address}name/", {"title": "Mine"}).status_code == 403
    assert "Its title, and what" in make.client_for(desk.teacher).get(desk.address).content.decode()
