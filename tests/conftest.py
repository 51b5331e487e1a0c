"""What every test shares."""

import os
from pathlib import Path

import pytest
from pytest_django import Settings

from scripts.messages import compile_catalogues

pytest_plugins = ["tests.support.services", "tests.support.stands"]


@pytest.fixture(autouse=True)
def _private_files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MAIL_DIR = tmp_path / "mail"


def pytest_configure(config: pytest.Config) -> None:
    """Once, before the workers of pytest-xdist start: French pages need their catalogue."""
    if not hasattr(config, "workerinput"):
        compile_catalogues()


DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what asks Django's database has anything new to show: not what is pure,
    brings servers of its own, or is marked `embedded` (SQLite's own)."""
    if not os.environ.get("DATABASE_URL"):
        return
    ours = [item for item in items if asks_database(item)]
    kept = [item for item in ours if not item.get_closest_marker("embedded")]
    staying = set(kept)
    config.hook.pytest_deselected(items=[item for item in items if item not in staying])
    items[:] = kept


def asks_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & DATABASE_FIXTURES)
