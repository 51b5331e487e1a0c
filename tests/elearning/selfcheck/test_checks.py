"""The self-checks as `manage.py check` asks them."""

import pytest
from django.core.checks import CheckMessage, Error, Warning, run_checks
from pytest_django import Settings

from elearning.selfcheck import checks
from elearning.selfcheck.findings import Finding

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _careless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database and a Redis with a refusal each."""
    database = Finding("parcours.E001", "fsync is off.", "Run: it.", is_refusal=True)
    redis = Finding("parcours.E004", "Redis evicts.", "Run: it.", is_refusal=True)
    monkeypatch.setattr(checks, "database_findings", lambda: [database])
    monkeypatch.setattr(checks, "redis_findings", lambda: [redis])


def told(*, deploy: bool, databases: list[str] | None) -> list[CheckMessage]:
    found = run_checks(include_deployment_checks=deploy, databases=databases)
    return [message for message in found if str(message.id).startswith("parcours.")]


@pytest.mark.parametrize(
    ("deploy", "databases", "ids"),
    [
        (False, None, []),
        (False, ["default"], ["parcours.E001"]),
        (True, None, ["parcours.E001", "parcours.E004"]),
        (True, ["default"], ["parcours.E001", "parcours.E004"]),
    ],
)
def test_each_server_is_asked_once_by_whoever_asks_for_it(
    deploy: bool, databases: list[str] | None, ids: list[str]
) -> None:
    found = told(deploy=deploy, databases=databases)
    assert sorted(str(message.id) for message in found) == ids
    assert {type(message) for message in found} <= {Error}


def test_allowed_they_are_warnings(settings: Settings) -> None:
    settings.ALLOW_DATA_LOSS = True
    found = told(deploy=True, databases=None)
    assert [type(message) for message in found] == [Warning, Warning]
    assert found[0].hint == "Run: it."
