"""Settings that every test shares; the environment is set before Django reads it."""

import os
import tempfile
from pathlib import Path

import pytest
from pytest_django import Settings

os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="parcours-tests-"))
os.environ.setdefault("LOG_FORMAT", "plain")

pytest_plugins = ["tests.support.services"]


@pytest.fixture(autouse=True)
def _fast_and_private(settings: Settings, tmp_path: Path) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MAIL_DIR = tmp_path / "mail"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL what is marked `embedded` (SQLite's own) has nothing to show."""
    if not os.environ.get("DATABASE_URL"):
        return
    own = [item for item in items if item.get_closest_marker("embedded")]
    config.hook.pytest_deselected(items=own)
    items[:] = [item for item in items if item not in own]
