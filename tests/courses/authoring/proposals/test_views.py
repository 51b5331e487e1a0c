from pathlib import Path

import pytest

from courses.authoring.plans.services import plan_for
from tests.support.make import client_for, instructor
from tests.support.make_reports import report_text, stored_report

pytestmark = pytest.mark.django_db


def test_a_word_of_ones_own_is_taken_with_what_it_means(tmp_path: Path) -> None:
    teacher = instructor()
    plan = plan_for(stored_report(tmp_path, report_text(words=260)), teacher)
    lesson = plan.modules[0]["lessons"][0]["id"]
    client = client_for(teacher)
    address = f"/studio/plans/{plan.pk}/lessons/{lesson}/"
    assert "A word of your own" in client.get(address).content.decode()
    sent = {
        "revision": 0,
        "own-word": [" cash  courier ", "", "unasked"],
        "own-text": ["Carries money over a border.", "A meaning without a word", "Not offered"],
    }
    assert client.post(address, sent).status_code == 302
    plan.refresh_from_db()
    assert plan.modules[0]["lessons"][0]["terms"] == [
        {"term": "cash courier", "text": "Carries money over a border.", "passage": 0}
    ]
    page = client.get(address).content.decode()
    assert "cash courier" in page and "Carries money over a border." in page


def test_a_word_without_a_meaning_is_saved_and_said_to_be_empty(tmp_path: Path) -> None:
    teacher = instructor()
    plan = plan_for(stored_report(tmp_path, report_text(words=260)), teacher)
    lesson = plan.modules[0]["lessons"][0]["id"]
    client = client_for(teacher)
    sent = {"revision": 0, "own-word": ["courier"], "own-text": [""], "own": ["Tell couriers"]}
    page = client.post(f"/studio/plans/{plan.pk}/lessons/{lesson}/", sent, follow=True)
    text = page.content.decode()
    assert "This word has no meaning yet" in text and "courier" in text
    assert "1 word, 1 objective</a>" in text
