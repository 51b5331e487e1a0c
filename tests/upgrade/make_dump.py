"""`python -m tests.upgrade.make_dump`: dumps of a site of this release, for later ones to upgrade.

Makes `data/<release>.sqlite.sql.gz`, `data/<release>.postgresql.sql.gz` and, beside each, the
ledger `….json` of what the release had acknowledged. Run it once for each release, at its tag; the
tests remind. Needs PostgreSQL.
"""

import gzip
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import tomllib
from contextlib import closing
from pathlib import Path

from tests.support.servers import PostgresServer, find_program

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(__file__).resolve().parent / "data"


def this_release() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])


def filled(folder: Path, **urls: str) -> str:
    """Migrates and fills the database of this environment; the ledger as JSON."""
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    env = {**kept, "VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "tests.settings", **urls}
    for command in (["migrate", "-v0"], ["createcachetable"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=True)
    scene = [sys.executable, "-m", "tests.upgrade.scene", str(folder)]
    done = subprocess.run(scene, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return json.dumps(json.loads(done.stdout.splitlines()[-1]), indent=1) + "\n"


def dump_sqlite(folder: Path) -> tuple[str, str]:
    ledger = filled(folder)
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
        return "\n".join(database.iterdump()) + "\n", ledger


def dump_postgres(folder: Path) -> tuple[str, str]:
    with PostgresServer() as server:
        ledger = filled(folder, DATABASE_URL=server.url)
        command = [find_program("pg_dump"), "--no-owner", "--no-privileges", server.url]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout, ledger


def write(name: str, dump: str, ledger: str) -> None:
    path = DATA / f"{name}.sql.gz"
    path.write_bytes(gzip.compress(dump.encode(), 9, mtime=0))
    (DATA / f"{name}.json").write_text(ledger)
    print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


def main() -> None:
    DATA.mkdir(exist_ok=True)
    makers = {"sqlite": dump_sqlite, "postgresql": dump_postgres}
    for database, make in makers.items():
        with tempfile.TemporaryDirectory() as folder:
            write(f"{this_release()}.{database}", *make(Path(folder)))


if __name__ == "__main__":
    main()
