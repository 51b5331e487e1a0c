"""Settings that every test shares; the environment is set before Django reads it."""

import os
import tempfile
from pathlib import Path

import pytest
from pytest_django.fixtures import SettingsWrapper

os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="parcours-tests-"))
os.environ.setdefault("LOG_FORMAT", "plain")


@pytest.fixture(autouse=True)
def _fast_and_private(settings: SettingsWrapper, tmp_path: Path) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MAIL_DIR = tmp_path / "mail"
