from pathlib import Path

import pytest
from django.db import transaction

from content.models import PassageTopic, Report
from courses.authoring.topics.services import TAG_TASK, order_tagging
from courses.outbox.models import Job
from courses.outbox.services import enqueue
from tests.support.jobs import run_jobs
from tests.support.make_topics import ABOUT, MENTION, report_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return report_of(tmp_path, ABOUT, MENTION, title="First")


def test_reports_read_before_there_were_topics_get_theirs(report: Report) -> None:
    told = PassageTopic.objects.count()
    PassageTopic.objects.all().delete()
    Report.objects.update(topics_edition="")
    with transaction.atomic():
        enqueue("authoring.tag_reports", lane="long")
    run_jobs()
    run_jobs()
    assert told == PassageTopic.objects.count() > 0


def test_a_report_is_ordered_once_for_a_list(report: Report) -> None:
    order_tagging()
    assert not Job.objects.exists()
    Report.objects.update(topics_edition="")
    order_tagging()
    order_tagging()
    assert Job.objects.filter(task=TAG_TASK).count() == 1
