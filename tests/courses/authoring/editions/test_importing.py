"""The command with a new edition: it says what went stale, and changes nothing."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from courses.catalog.models import Course, LessonVersion
from tests.support.make_editions import CHANGED, edition_text

pytestmark = pytest.mark.django_db


def run(folder: Path, changes: dict[int, str] | None = None, **options: object) -> str:
    path = folder / "couriers.md"
    path.write_text(edition_text(changes))
    out = StringIO()
    call_command("import_report", str(path), stdout=out, **options)
    return out.getvalue().strip()


def test_a_new_edition_is_compared_and_no_course_is_touched(tmp_path: Path) -> None:
    run(tmp_path, symbol="A/9/1")
    before = (Course.objects.count(), LessonVersion.objects.count())
    told = json.loads(run(tmp_path, CHANGED, symbol="A/9/1", json=True))
    assert told["changes"] == {"changed": 1}
    assert told["stale"] == {"blocks": 1, "questions": 0}
    assert (Course.objects.count(), LessonVersion.objects.count()) == before
    assert "1 blocks of lessons" in run(tmp_path, CHANGED, symbol="A/9/1")


def test_without_a_symbol_it_is_a_report_of_its_own(tmp_path: Path) -> None:
    run(tmp_path)
    run(tmp_path, CHANGED)
    assert Course.objects.count() == 2


def test_the_older_file_over_the_newer_edition_changes_nothing(tmp_path: Path) -> None:
    run(tmp_path, symbol="A/9/1")
    run(tmp_path, CHANGED, symbol="A/9/1")
    assert run(tmp_path).endswith("nothing changed.")


def test_a_lower_revision_over_a_higher_one_is_refused(tmp_path: Path) -> None:
    run(tmp_path, symbol="A/9/1/Rev.2")
    with pytest.raises(CommandError, match="is the older of the two"):
        run(tmp_path, CHANGED, symbol="A/9/1/Rev.1")
    assert Course.objects.count() == 1
