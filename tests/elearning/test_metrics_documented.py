"""docs/metrics.md names each figure and each finding, and none that there is not."""

import re
from pathlib import Path

import pytest
from django.test import Client

from courses.outbox import outages, upkeep
from elearning.env import BASE_DIR
from tests.support.make_quizzes import make_graded

DOCUMENT = BASE_DIR / "docs/metrics.md"
SELF_CHECKS = BASE_DIR / "elearning/selfcheck"


@pytest.mark.django_db
def test_each_figure_is_documented_and_each_documented_one_is_there(client: Client) -> None:
    make_graded()
    outages.beat()
    upkeep.beat(upkeep.RELAY)
    upkeep.sing("short")
    client.get("/health/live")
    text = client.get("/metrics").content.decode()
    told = set(re.findall(r"^# TYPE (\w+) (?:gauge|counter|histogram)$", text, re.MULTILINE))
    documented = set(re.findall(r"^\| `(parcours_\w+)", DOCUMENT.read_text(), re.MULTILINE))
    assert {name for name in told if not name.endswith("_created")} == documented


def test_each_finding_is_documented() -> None:
    found = {name for file in SELF_CHECKS.glob("*.py") for name in ids(file)}
    listed = set(re.findall(r"[EW]00\d", DOCUMENT.read_text()))
    assert found | {"E001", "E002", "E003"} == listed


def ids(file: Path) -> set[str]:
    return set(re.findall(r"parcours\.([EW]\d{3})", file.read_text()))
