"""Hosts of real processes for the backup's tests: a site that works, and a bare one beside it."""

import json
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from elearning.env import BASE_DIR
from tests.support import prepared
from tests.support.servers import PostgresServer, RedisServer, execute, url_of
from tests.support.stand import Stand, copy_sqlite, database_config, speaking_to


class Hosts:
    """Makes hosts of one mode. Inside a host's `with`, the test's ORM speaks to its database."""

    def __init__(
        self, folder: Path, postgres: PostgresServer | None, redis: RedisServer | None
    ) -> None:
        self.folder, self.postgres, self.redis = folder, postgres, redis

    @contextmanager
    def host(self, name: str, *, is_migrated: bool = False, **env: str) -> Iterator["Host"]:
        """A bare machine: no database file, or an empty database; with the schema if asked."""
        folder = self.folder / name
        folder.mkdir()
        urls, config = self._database(name, folder, is_migrated)
        with Host(folder, **urls, **env) as host, speaking_to(config):
            yield host

    def _database(
        self, name: str, folder: Path, is_migrated: bool
    ) -> tuple[dict[str, str], dict[str, Any]]:
        if self.postgres is None or self.redis is None:
            if is_migrated:
                copy_sqlite(prepared.migrated_sqlite(), folder)
            return {}, database_config({"VAR_DIR": str(folder), "SECRET_KEY": "unused"})
        database = f"{name}_{secrets.token_hex(4)}"
        like = prepared.MIGRATED if is_migrated else "template1"
        execute(self.postgres, f"CREATE DATABASE {database} TEMPLATE {like}")
        urls = {"DATABASE_URL": url_of(self.postgres, database), "REDIS_URL": self.redis.url}
        config = database_config({"VAR_DIR": str(folder), "SECRET_KEY": "unused", **urls})
        return urls, {**config, "OPTIONS": {}}


class Host(Stand):
    """A stand whose commands can be waited for, and which can be switched on and off."""

    def command(self, *words: str) -> str:
        """What the command prints; it must do well."""
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(
            command, env=self.env, cwd=BASE_DIR, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{' '.join(words)}: {done.stderr}"
        return done.stdout

    def told(self, *words: str) -> dict[str, Any]:
        """The one JSON document that the command prints."""
        document: dict[str, Any] = json.loads(self.command(*words, "--json"))
        return document

    def switch_on(self) -> None:
        self.relay()
        if "REDIS_URL" in self.env:
            self.worker("short,long")
        self.web(workers=2)

    def switch_off(self) -> None:
        for process in self.processes:
            process.end()
        self.processes.clear()
