"""The typed environment."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from elearning.env import read_environment


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SITE_URL", "SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))


def test_nothing_set_is_embedded_on_loopback(tmp_path: Path) -> None:
    read = read_environment()
    assert (read.scaled, read.debug, read.email) == (False, False, None)
    assert read.database["NAME"] == str(tmp_path / "db.sqlite3")


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first, second = read_environment(), read_environment()
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_a_redis_address_makes_the_site_scaled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:6379/0")
    assert read_environment().scaled


def test_a_database_address_names_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://one@127.0.0.1/parcours")
    assert read_environment().database["ENGINE"] == "django.db.backends.postgresql"


@pytest.mark.parametrize("text", ["soon", "-1", "0", "1.5"])
def test_a_time_limit_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("JOB_SHORT_SECONDS", text)
    with pytest.raises(ImproperlyConfigured, match="JOB_SHORT_SECONDS is"):
        read_environment()


def test_a_database_address_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "my database")
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL should look like"):
        read_environment()
