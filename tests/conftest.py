"""What every test shares."""

import os
from pathlib import Path

import pytest
from pytest_django import Settings

from scripts.messages import compile_catalogues

pytest_plugins = ["tests.support.services"]


@pytest.fixture(autouse=True)
def _private_files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MAIL_DIR = tmp_path / "mail"


def pytest_configure(config: pytest.Config) -> None:
    """Once, before the workers of pytest-xdist start: French pages need their catalogue."""
    if not hasattr(config, "workerinput"):
        compile_catalogues()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL what is marked `embedded` (SQLite's own) has nothing to show."""
    if not os.environ.get("DATABASE_URL"):
        return
    own = [item for item in items if item.get_closest_marker("embedded")]
    config.hook.pytest_deselected(items=own)
    items[:] = [item for item in items if item not in own]
