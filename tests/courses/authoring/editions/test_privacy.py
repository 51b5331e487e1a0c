"""Who decided about an edition, or called a report withdrawn, is told and forgotten."""

from pathlib import Path

import pytest

from courses.authoring.editions.accepting import settle_question
from courses.authoring.editions.undoing import undo_act
from courses.authoring.privacy import erase, export_for
from courses.catalog import privacy as catalog
from courses.catalog.withdrawn.services import withdraw
from tests.support.make_editions import renewed

pytestmark = pytest.mark.django_db


def test_decisions_are_exported_and_lose_the_person_when_erased(tmp_path: Path) -> None:
    made = renewed(tmp_path)
    act = settle_question(made.compared(), made.about_two, is_right=True, by=made.teacher)
    undo_act(act, by=made.teacher)
    (told,) = export_for(made.teacher)["editions"]
    assert (told["what"], told["course"]) == ("right", made.course.slug)
    erase(made.teacher)
    act.refresh_from_db()
    assert (act.by, act.undone_by) == (None, None)
    assert export_for(made.teacher)["editions"] == []


def test_who_called_a_report_withdrawn_is_forgotten(tmp_path: Path) -> None:
    made = renewed(tmp_path)
    row = withdraw(made.older, by=made.teacher)
    assert catalog.export_for(made.teacher)["withdrew"] == [made.older.slug]
    catalog.erase(made.teacher)
    row.refresh_from_db()
    assert row.by is None
