import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from courses.people.models import Cohort, Membership, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("email,name\nana@example.org,Ana\n")
    return path


def run(path: Path, *options: str) -> str:
    out = StringIO()
    call_command("import_cohort", str(path), "--cohort", "Spring", *options, stdout=out)
    return out.getvalue()


def test_people_come_into_a_cohort_made_for_them(file: Path) -> None:
    assert "2: ana@example.org: new account, invited, added" in run(file)
    assert Membership.objects.get().cohort.name == "Spring"


def test_the_same_file_twice_changes_nothing_and_says_so(file: Path) -> None:
    run(file)
    assert "nothing changes" in run(file)
    assert (User.objects.count(), Membership.objects.count()) == (1, 1)


def test_a_dry_run_writes_nothing(file: Path) -> None:
    assert "dry run" in run(file, "--dry-run")
    assert not (Cohort.objects.exists() or User.objects.exists())


def test_json_is_one_document(file: Path) -> None:
    told = json.loads(run(file, "--json"))
    assert told["rows"] == [{"line": 2, "email": "ana@example.org", "action": "create"}]
    assert (told["applied"], told["summary"]["create"]) == (True, 1)


def test_one_bad_row_stops_all(file: Path) -> None:
    file.write_text("email\nana@example.org\nnobody\n")
    with pytest.raises(CommandError, match="Nothing was changed"):
        run(file)
    assert not (Cohort.objects.exists() or User.objects.exists())


def test_a_missing_file_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        run(tmp_path / "none.csv")
