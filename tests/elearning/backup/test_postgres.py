"""What is PostgreSQL's own: one transaction for all of a restore, and tools that may be missing."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker, Settings

from courses.people.models import User
from courses.people.site import forget_site_settings
from elearning.backup import postgres_tools, restoring
from elearning.backup.errors import BackupError, ToolMissing
from elearning.backup.restoring import Consent, Restored, restore_backup
from elearning.backup.taking import take_backup
from tests.support import make
from tests.support.servers import PostgresServer, execute, url_of
from tests.support.stand import database_config, speaking_to

pytestmark = pytest.mark.postgres


@pytest.fixture
def site(
    tmp_path: Path,
    settings: Settings,
    postgres_server: PostgresServer,
    migrated_postgres: str,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Path]:
    """The folder of a site with one person, whose database is Django's."""
    name = f"site_{secrets.token_hex(4)}"
    execute(postgres_server, f"CREATE DATABASE {name} TEMPLATE {migrated_postgres}")
    settings.VAR_DIR = tmp_path
    config = database_config(
        {"VAR_DIR": str(tmp_path), "DATABASE_URL": url_of(postgres_server, name)}
    )
    with django_db_blocker.unblock(), speaking_to({**config, "OPTIONS": {}}):
        make.person(email="ana@example.org", name="Ana Ruiz")
        yield tmp_path
    forget_site_settings()
    execute(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


def quiet(words: str) -> None:
    """Nobody is told."""


def restore(path: Path) -> Restored:
    consent = Consent(replace=True, while_running=False, confirm=lambda *_: True)
    return restore_backup(path, consent, tell=quiet)


def test_what_fails_at_the_last_moment_is_rolled_back(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = take_backup(site / "site.backup", tell=quiet).path
    later = make.person(email="later@example.org")

    def fail(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(restoring.Swap, "do", fail)
    with pytest.raises(BackupError, match="Nothing was restored: No space left"):
        restore(path)
    assert User.objects.get(pk=later.pk).email == "later@example.org"
    assert User.objects.count() == 2


def test_tables_that_a_newer_release_made_are_gone_after_going_back(site: Path) -> None:
    path = take_backup(site / "site.backup", tell=quiet).path
    make.person(email="later@example.org")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE courses_future (user_id bigint REFERENCES courses_user)")
    restore(path)
    assert [user.email for user in User.objects.all()] == ["ana@example.org"]
    assert "courses_future" not in connection.introspection.table_names()
    assert make.person().pk > 1_000_000


def test_a_missing_pg_dump_is_named(
    site: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(postgres_tools, "FOLDERS", str(tmp_path / "nowhere"))
    monkeypatch.setenv("PATH", str(tmp_path))
    postgres_tools.program.cache_clear()
    with pytest.raises(ToolMissing, match=r"pg_dump is not installed.*postgresql-client"):
        take_backup(site / "site.backup", tell=quiet)
    postgres_tools.program.cache_clear()
    assert not (site / "site.backup").exists()


def test_a_pg_dump_older_than_the_server_is_refused() -> None:
    with pytest.raises(ToolMissing, match="postgresql-client-99"):
        postgres_tools.check_dump_is_new_enough(99)


def test_the_password_is_on_no_command_line(site: Path) -> None:
    connection.settings_dict["PASSWORD"] = "a secret"
    environment = postgres_tools.environment()
    connection.settings_dict["PASSWORD"] = ""
    assert environment["PGPASSWORD"] == "a secret"
