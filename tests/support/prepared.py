"""What takes long to make and is the same for every test: made once a run, copied ever after.

The run's folder is named in the environment, so the processes of pytest-xdist and the steps of
`make test` share it. It goes when the process ends that made it; nothing outlives a run, for
what is prepared depends on nearly every file of the project.
"""

import atexit
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.support.servers import ROOT, PostgresServer, execute, url_of

VARIABLE = "PARCOURS_TESTS_PREPARED"
MIGRATED = "migrated"
"""The database of `migrated_postgres` that others are made from."""


def run_folder() -> Path:
    if VARIABLE not in os.environ:
        made = tempfile.mkdtemp(prefix="parcours-prepared-")
        os.environ[VARIABLE] = made
        atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(os.environ[VARIABLE])


def prepared(name: str, make: Callable[[Path], None]) -> Path:
    """The folder that `make` has filled, in this process or in another of this run."""
    done = run_folder() / name
    with (run_folder() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            new = run_folder() / f"{name}.new"
            shutil.rmtree(new, ignore_errors=True)
            new.mkdir()
            make(new)
            new.rename(done)
    return done


def migrated_sqlite() -> Path:
    """A VAR_DIR with the schema and the cache table."""
    return prepared("sqlite", lambda folder: migrate({"VAR_DIR": str(folder), **NO_SERVERS}))


def migrated_postgres() -> Path:
    """The data of a server that has the schema and the cache table in a database MIGRATED."""
    return prepared("postgres", _migrate_postgres)


def _migrate_postgres(folder: Path) -> None:
    with PostgresServer() as server:
        execute(server, f"CREATE DATABASE {MIGRATED}")
        url = url_of(server, MIGRATED)
        migrate({**NO_SERVERS, "VAR_DIR": str(folder), "DATABASE_URL": url})
        server.keep_data(folder)


NO_SERVERS = {"DATABASE_URL": "", "REDIS_URL": "", "EMAIL_URL": ""}


def migrate(env: dict[str, str]) -> None:
    """The schema and the cache table, by the commands that people use."""
    for command in (["migrate", "-v0"], ["createcachetable"]):
        run(["manage.py", *command], env)


def run(arguments: list[str], env: dict[str, str]) -> None:
    """Python in the project's folder, with the product's settings. Fails with what it said."""
    kept = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(
        [sys.executable, *arguments],
        env={**kept, **env},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"{' '.join(arguments)}: {done.stderr[-4000:]}"
