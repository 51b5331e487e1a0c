"""One way of writing a name, chosen in a plan: a step like others, and in the draft."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.models import Report
from courses.authoring.models import ImportPlan, ReportUpload
from courses.authoring.plans.services import plan_for, plan_for_passages, undo_step
from courses.catalog.models import LessonVersion
from courses.people.models import User
from tests.support.make import client_for, instructor
from tests.support.make_reports import stored_report

pytestmark = pytest.mark.django_db

TEXT = """# Report of the Office

## Work of the Office

1. The United Nations Office on Drugs and Crime (UNODC) helps States. UNODC trains judges there.

2. In 2019 UN ODC and UNODD trained judges. Later UNODC and UN ODC met them again in the field.
"""


@pytest.fixture
def owner() -> User:
    return instructor()


@pytest.fixture
def report(tmp_path: Path, owner: User) -> Report:
    found = stored_report(tmp_path, TEXT)
    ReportUpload.objects.create(
        filename="o.md", size=1, sha256=found.sha256, uploaded_by=owner, report=found
    )
    return found


def of_passages(report: Report, owner: User) -> ImportPlan:
    ids = list(report.passages.values_list("pk", flat=True))
    return plan_for_passages("drugs", ids, title="Drugs", language="en", owner=owner)


@pytest.mark.parametrize("makes", [plan_for, of_passages])
def test_a_name_is_written_in_one_way_in_the_draft_and_not_in_the_report(
    report: Report, owner: User, makes: type
) -> None:
    plan: ImportPlan = makes(report, owner)
    browser = client_for(owner)
    page = browser.get(f"/studio/plans/{plan.pk}/").content.decode()
    form = page[page.index('id="steps"') :]
    assert 'value="spell:0"' in form[: form.index("</form>")]
    browser.post(f"/studio/plans/{plan.pk}/step/", {"step": "spell:0", "revision": "0"})
    browser.post(f"/studio/plans/{plan.pk}/accept/", {"revision": "1"})
    [version] = LessonVersion.objects.all()
    assert "In 2019 UNODC and UNODC trained judges." in version.body
    assert report.passages.get(key="2").text.startswith("In 2019 UN ODC and UNODD")


def test_the_choice_is_undone_like_any_step(report: Report, owner: User) -> None:
    plan = plan_for(report, owner)
    address = f"/studio/plans/{plan.pk}/step/"
    client_for(owner).post(address, {"step": "spell:0", "revision": "0"})
    plan.refresh_from_db()
    assert plan.modules[0]["spelled"] == {"UN ODC": "UNODC", "UNODD": "UNODC"}
    assert "spelled" not in undo_step(plan, revision=1).modules[0]


def test_a_name_that_is_not_there_is_refused(report: Report, owner: User) -> None:
    plan = plan_for(report, owner)
    address = f"/studio/plans/{plan.pk}/step/"
    assert client_for(owner).post(address, {"step": "spell:7", "revision": "0"}).status_code == 422


def test_a_lesson_is_read_as_the_draft_will_have_it_with_what_the_report_has(
    report: Report, owner: User
) -> None:
    plan = plan_for(report, owner)
    browser = client_for(owner)
    lesson = f"/studio/plans/{plan.pk}/?of={plan.modules[0]['lessons'][0]['id']}"
    before = browser.get(f"{lesson}&panel=read").content.decode()
    assert "In 2019 UN ODC and UNODD trained" in before and "The report has:" not in before
    browser.post(f"/studio/plans/{plan.pk}/step/", {"step": "spell:0", "revision": "0"})
    page = browser.get(f"{lesson}&panel=read").content.decode()
    assert "In 2019 UNODC and UNODC trained" in page
    told = page[page.index("The report has:") :]
    assert '<bdi lang="en">UN ODC</bdi>, <bdi lang="en">UNODD</bdi></p>' in told
    assert page.count("The report has:") == 1, "of the passage that it was changed in alone"
