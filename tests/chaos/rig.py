"""The whole site on private ports, each part in a process group of its own."""

import os
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Self

from elearning.env import BASE_DIR
from tests.chaos.build.points import chaos_folder
from tests.chaos.units import Caretaker, Unit, send
from tests.support.prepared import MIGRATED, migrated_postgres, migrated_sqlite
from tests.support.servers import (
    PostgresServer,
    RedisServer,
    answers,
    free_port,
    url_of,
    wait_for,
)

PYTHON = sys.executable


class Rig:
    """Embedded: web and relay on SQLite. `port` is the site's own, `line_port` the bad line's."""

    mode = "embedded"

    def __init__(self, folder: Path, *, seed: int, fault: str = "") -> None:
        self.folder, self.seed, self.fault = folder, seed, fault
        self.var = folder / "var"
        self.port, self.line_port = free_port(), free_port()
        self.units: dict[str, Unit] = {}
        self.caretaker: Caretaker | None = None
        chaos_folder(self.var).mkdir(parents=True)

    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.endswith("_URL")}
        return {
            **kept,
            "DJANGO_SETTINGS_MODULE": "tests.chaos.settings",
            "VAR_DIR": str(self.var),
            "PORT": str(self.port),
            "SITE_URL": f"http://127.0.0.1:{self.port}",
            "LOG_FORMAT": "plain",
            "PYTHONUNBUFFERED": "1",
            "WEB_WORKERS": "2",
            # A mail's claim is taken over this long (and 5 s) after its sender died.
            "JOB_SHORT_SECONDS": "10",
            "CHAOS_FAULT": self.fault,
        }

    def add(self, name: str, *command: str) -> Unit:
        unit = Unit(name, list(command), self.environment(), self.folder)
        self.units[name] = unit
        unit.start()
        return unit

    def run(self, *arguments: str, seconds: float = 180) -> str:
        """Python inside the site's environment; its output. Raises RuntimeError with its errors."""
        done = subprocess.run(
            [PYTHON, *arguments],
            cwd=BASE_DIR,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=seconds,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(arguments)}\n{done.stderr[-3000:]}")
        return done.stdout

    def start(self) -> Self:
        self.start_servers()
        self.make_database()
        self.add("web", PYTHON, "-m", "gunicorn", "-c", "elearning/gunicorn.py", "elearning.wsgi")
        self.add("relay", PYTHON, "manage.py", "relay")
        self.start_workers()
        line = [str(self.line_port), str(self.port), str(self.seed)]
        self.add("line", PYTHON, "-m", "tests.chaos.proxy", *line)
        wait_for(self.is_up, seconds=60, what="the site up")
        self.caretaker = Caretaker(list(self.units.values()))
        self.caretaker.start()
        return self

    def start_servers(self) -> None:
        """SQLite needs none."""

    def make_database(self) -> None:
        for file in migrated_sqlite().glob("db.sqlite3*"):
            shutil.copy(file, self.var / file.name)

    def start_workers(self) -> None:
        """The relay has children of its own."""

    def is_up(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/live", timeout=5):
                return answers(self.line_port)
        except (urllib.error.URLError, OSError):
            return False

    def mend_line(self) -> None:
        self.units["line"].signal_group(signal.SIGUSR1)

    def heal(self) -> None:
        """Everybody who was stopped goes on; the caretaker brings back who died."""
        for unit in self.units.values():
            for pid in unit.everyone():
                send(pid, signal.SIGCONT)
        wait_for(lambda: all(unit.pid for unit in self.units.values()), seconds=30, what="healing")
        wait_for(self.is_up, seconds=60, what="the site up again")

    def stop(self) -> None:
        if self.caretaker is not None:
            self.caretaker.let_go()
        for unit in reversed(self.units.values()):
            number = signal.SIGINT if unit.name == "postgres" else signal.SIGTERM
            unit.end(number, seconds=10 if unit.name == "postgres" else 3)


class ScaledRig(Rig):
    """PostgreSQL, Redis, a mail server, and a Celery worker for each lane."""

    mode = "scaled"

    def __init__(self, folder: Path, *, seed: int, fault: str = "") -> None:
        super().__init__(folder, seed=seed, fault=fault)
        data = migrated_postgres()
        self.postgres, self.redis = PostgresServer(data_of=data), RedisServer()
        self.mail_port = free_port()

    def environment(self) -> dict[str, str]:
        return {
            **super().environment(),
            "DATABASE_URL": url_of(self.postgres, MIGRATED),
            "REDIS_URL": self.redis.url,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mail_port}",
        }

    def start_servers(self) -> None:
        self.postgres.prepare()
        self.add("postgres", *self.postgres.command())
        self.add("redis", *self.redis.command())
        sink = [str(self.mail_port), str(chaos_folder(self.var))]
        self.add("sink", PYTHON, "-m", "tests.chaos.sink", *sink)
        wait_for(self._servers_up, seconds=30, what="PostgreSQL, Redis and the mail server up")

    def make_database(self) -> None:
        """Its data came with the server."""

    def _servers_up(self) -> bool:
        others = self.redis.is_up() and answers(self.mail_port)
        return others and self.postgres.is_up()

    def start_workers(self) -> None:
        for lane, processes in (("short", "2"), ("long", "1")):
            celery = [PYTHON, "-m", "celery", "-A", "elearning", "worker", "-Q", lane]
            options = ["-c", processes, "-n", f"{lane}@%h", "--loglevel", "warning"]
            self.add(f"worker-{lane}", *celery, *options)

    def wipe_redis(self) -> None:
        """When it starts again it knows nothing."""
        self.units["redis"].before_start.append(self._forget)

    def _forget(self) -> None:
        for path in sorted(self.redis.folder.rglob("*"), reverse=True):
            if path.is_dir():
                path.rmdir()
            elif path.name != "server.log":
                path.unlink()

    def stop(self) -> None:
        super().stop()
        self.postgres.__exit__(None, None, None)
        self.redis.__exit__(None, None, None)


RIGS: dict[str, type[Rig]] = {"scaled": ScaledRig, "embedded": Rig}
