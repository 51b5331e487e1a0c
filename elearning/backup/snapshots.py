"""A consistent picture of the database while others go on writing: asked, then dumped."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from django.apps import apps
from django.db import connection
from django.db.models import FileField, Model

from elearning.backup.archive import Tell


class Snapshot(Protocol):
    """One moment of the database. `member` is the name of its dump in the archive."""

    member: str
    taken_at: datetime

    def ask(self, statement: str) -> Sequence[tuple[Any, ...]]: ...

    def dump(self) -> Iterator[bytes]: ...


def snapshot(scratch: Path, tell: Tell) -> AbstractContextManager[Snapshot]:
    """Of the site's database; `scratch` is a folder with room for a copy."""
    if connection.vendor == "sqlite":
        from elearning.backup.sqlite import sqlite_snapshot

        return sqlite_snapshot(scratch, tell)
    from elearning.backup.postgres import postgres_snapshot

    return postgres_snapshot(tell)


def our_models() -> list[type[Model]]:
    """Those whose rows are counted: all of the two apps, many-to-many tables with them."""
    configs = [apps.get_app_config(label) for label in ("content", "courses")]
    return [model for config in configs for model in config.get_models(include_auto_created=True)]


def tables_of(taken: Snapshot) -> set[str]:
    """What there is, which is less than the models say before a migration."""
    listing = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
        "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
    }
    return {str(name) for (name,) in taken.ask(listing[connection.vendor])}


def count_rows(taken: Snapshot, tables: set[str]) -> dict[str, int]:
    names = sorted(model._meta.db_table for model in our_models())
    return {
        name: taken.ask(f"SELECT count(*) FROM {quoted(name)}")[0][0]
        for name in names
        if name in tables
    }


def files_named(taken: Snapshot, tables: set[str]) -> set[str]:
    """Every file below MEDIA_ROOT that a row names."""
    named: set[str] = set()
    for model in our_models():
        table = model._meta.db_table
        columns = [str(f.column) for f in model._meta.fields if isinstance(f, FileField)]
        for column in columns if table in tables else []:
            asked = f"SELECT {quoted(column)} FROM {quoted(table)} WHERE {quoted(column)} <> ''"
            named |= {str(name) for (name,) in taken.ask(asked)}
    return named


def migrations_of(taken: Snapshot, tables: set[str]) -> list[str]:
    if "django_migrations" not in tables:
        return []
    rows = taken.ask("SELECT app, name FROM django_migrations ORDER BY id")
    return [f"{app}.{name}" for app, name in rows]


def site_name(taken: Snapshot, tables: set[str]) -> str:
    if "courses_sitesettings" not in tables:
        return "Parcours"
    rows = taken.ask("SELECT name FROM courses_sitesettings")
    return str(rows[0][0]) if rows else "Parcours"


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)
