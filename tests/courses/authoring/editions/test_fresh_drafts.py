"""What was just drafted is known as what nobody changed yet; the smallest edit of it is one."""

from pathlib import Path

import pytest

from content.editions.rewrite import is_as_drafted
from content.models import Passage, Report
from content.queries import source_passage
from courses.authoring.editions.drafts import blocks_of
from courses.authoring.models import ReportUpload
from courses.authoring.plans.services import accept_plan, plan_for
from courses.catalog.models import LessonVersion
from tests.support.make import instructor
from tests.support.make_reports import stored_report

pytestmark = pytest.mark.django_db

TEXT = """# Report of the Board on couriers

## Findings

1. The Board asked States:

(a) To train border guards in *four* languages;

(b) To list crossings, see www.example.org; and

(c) To report each year.

2. The Board thanked all who wrote to it.
"""


def drafted(report: Report) -> list[tuple[str, list[int]]]:
    """Each block with the ids of its passages."""
    teacher = instructor()
    ReportUpload.objects.create(
        filename="board.md", size=1, sha256=report.sha256, uploaded_by=teacher, report=report
    )
    course = accept_plan(plan_for(report, teacher), by=teacher, revision=0)
    versions = LessonVersion.objects.filter(lesson__course=course)
    return [
        (block.text, [pk for pk in block.passages.values() if pk])
        for version in versions
        for block in blocks_of(version).values()
    ]


def is_untouched(report: Report, text: str, ids: list[int]) -> bool:
    found = Passage.objects.in_bulk(ids)
    told = [(source_passage(found[pk]), found[pk].number) for pk in ids]
    return is_as_drafted(text, told, report.slug, language=report.language)


def test_every_block_of_a_new_draft_is_untouched(tmp_path: Path) -> None:
    report = stored_report(tmp_path, TEXT)
    blocks = [(text, ids) for text, ids in drafted(report) if ids]
    assert sorted(len(ids) for _text, ids in blocks) == [1, 1, 3]
    for text, ids in blocks:
        assert is_untouched(report, text, ids)
        told = text.partition("\n{:")[0]
        assert not is_untouched(report, told[:-1], ids)
        assert not is_untouched(report, told.replace("The", "the").replace("To", "to"), ids)
