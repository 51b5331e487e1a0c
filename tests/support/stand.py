"""A test stand: real processes of Parcours on a database of their own, driven by the test's ORM."""

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connections, transaction
from django.db.utils import ConnectionHandler
from environ import Env

from courses.outbox.models import Job
from courses.outbox.services import enqueue
from elearning.env import BASE_DIR
from tests.support.servers import free_port, wait_for


class Process:
    """One of ours in a process group of its own, its output kept, ended by its pid."""

    def __init__(self, command: list[str], env: dict[str, str], log: Path) -> None:
        self.log = log
        with log.open("ab") as out:
            self.popen = subprocess.Popen(
                command, env=env, cwd=BASE_DIR, stdout=out, stderr=out, start_new_session=True
            )

    def kill(self) -> None:
        """SIGKILL to this process alone; its children are left to notice."""
        self.popen.kill()
        self.popen.wait()

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Ask it to end; its exit code."""
        if self.popen.poll() is None:
            self.popen.send_signal(number)
        wait_for(lambda: self.popen.poll() is not None, seconds=20, what="the end of a process")
        return self.popen.wait()

    def end(self) -> None:
        """Whatever is left of its group is killed."""
        try:
            os.killpg(self.popen.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        self.popen.wait()


class Stand:
    """Processes of Parcours with `env`; inside `with`, the test's ORM speaks to their database."""

    def __init__(self, folder: Path, **env: str) -> None:
        self.folder = folder
        self.trace = folder / "trace.txt"
        kept = {k: v for k, v in os.environ.items() if not k.endswith("_URL")}
        self.env = {
            **kept,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "VAR_DIR": str(folder),
            "LOG_FORMAT": "plain",
            "SECRET_KEY": settings.SECRET_KEY,  # a session made by the test is good there
            **env,
        }
        self.processes: list[Process] = []
        self.port = 0

    def manage(self, *words: str) -> Process:
        return self.run(sys.executable, "manage.py", *words)

    def run(self, *command: str, **env: str) -> Process:
        log = self.folder / f"process-{len(self.processes)}.log"
        process = Process(list(command), {**self.env, **env}, log)
        self.processes.append(process)
        return process

    def relay(self) -> Process:
        return self.manage("relay")

    def web(self, *, port: int = 0, workers: int = 1, **env: str) -> Process:
        """gunicorn on `self.port`, once it answers."""
        self.port = port or free_port()
        gunicorn = [sys.executable, "-m", "gunicorn", "-c", "elearning/gunicorn.py"]
        env = {"PORT": str(self.port), "WEB_WORKERS": str(workers), **env}
        process = self.run(*gunicorn, "elearning.wsgi", **env)
        self.wait(self.is_live, what="the web process")
        return process

    def is_live(self) -> bool:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            line.request("GET", "/health/live")
            return line.getresponse().status == 200
        except (http.client.HTTPException, OSError):
            return False
        finally:
            line.close()

    def worker(
        self,
        lane: str,
        *,
        name: str = "w",
        concurrency: int = 1,
        more: tuple[str, ...] = (),
        env: Mapping[str, str] | None = None,
    ) -> Process:
        celery = [sys.executable, "-m", "celery", "-A", "elearning", "worker", "-Q", lane]
        options = ["-c", str(concurrency), "-n", f"{name}-{lane}@%h", "-l", "INFO"]
        quiet = ("--without-gossip", "--without-mingle")
        return self.run(*celery, *options, *quiet, *more, **(env or {}))

    def announce(self, jobs: list[int], *, times: int) -> None:
        """Over Redis, each so often, as a relay gone mad would."""
        code = (
            "import sys, django; django.setup();"
            "from courses.outbox.publishing import Broker; broker = Broker();"
            "[broker.announce(int(job), 'short')"
            " for _ in range(int(sys.argv[1])) for job in sys.argv[2:]]"
        )
        done = self.run(sys.executable, "-c", code, str(times), *map(str, jobs))
        assert self.ended(done) == 0, done.log.read_text()

    def enqueue(self, task: str, **ids: Any) -> Job:
        with transaction.atomic():
            return enqueue(task, trace=str(self.trace), **ids)

    def traced(self) -> list[str]:
        return self.trace.read_text().splitlines() if self.trace.exists() else []

    def wait_for_trace(self, words: str, *, seconds: float = 90) -> str:
        """The first line that starts with these words."""
        self.wait(lambda: bool(self._lines(words)), seconds=seconds, what=repr(words))
        return self._lines(words)[0]

    def _lines(self, words: str) -> list[str]:
        return [line for line in self.traced() if line.startswith(words)]

    def wait_until_done(self, *jobs: Job, seconds: float = 90) -> None:
        ids = [job.pk for job in jobs]
        wanted = Job.objects.filter(pk__in=ids, state=Job.State.DONE)
        self.wait(lambda: wanted.count() == len(ids), seconds=seconds, what="done")

    def wait(self, condition: Callable[[], bool], *, seconds: float = 90, what: str) -> None:
        """Raises TimeoutError with what the processes said."""
        try:
            wait_for(condition, seconds=seconds, what=what)
        except TimeoutError as error:
            raise TimeoutError(f"{error}\n{self.logs()}") from None

    def ended(self, process: Process) -> int:
        """Its exit code, once it has ended by itself."""
        self.wait(lambda: process.popen.poll() is not None, what="the end of a process")
        return process.popen.wait()

    def logs(self) -> str:
        return "\n".join(process.log.read_text()[-3000:] for process in self.processes)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in self.processes:
            process.end()


def seconds_taken(job: Job) -> float:
    """From its commit until it was done."""
    job.refresh_from_db()
    assert job.finished_at is not None
    return (job.finished_at - job.created_at).total_seconds()


def state_of(job: Job) -> tuple[str, int]:
    """(state, attempts) now."""
    job.refresh_from_db()
    return job.state, job.attempts


@contextmanager
def speaking_to(config: dict[str, Any]) -> Iterator[None]:
    """Django's default connection is to this database meanwhile.

    The numbers of content types, which Django remembers and the record of changes (auditlog)
    stores, differ between databases: a test that empties its own gives them new ones.
    """
    ours = ConnectionHandler({"default": config})["default"]
    before = connections["default"]
    connections["default"] = ours
    remembered: dict[str, Any] = ContentType.objects._cache  # type: ignore[attr-defined]
    of_before = dict(remembered)
    remembered.clear()
    try:
        yield
    finally:
        ours.close()
        connections["default"] = before
        remembered.clear()
        remembered.update(of_before)


def database_config(env: dict[str, str]) -> dict[str, Any]:
    """The database of settings.py in this environment, asked from a process that has it."""
    url = env.get("DATABASE_URL", "")
    folder = str(Path(env.get("VAR_DIR", ELSEWHERE)).resolve())
    config: dict[str, Any] = json.loads(_said_of(bool(url)).replace(ELSEWHERE, folder))
    server = Env.db_url_config(url) if url else {}
    return {**config, **server, "ENGINE": config["ENGINE"]}


ELSEWHERE = "/nowhere/var"


@cache
def _said_of(postgres: bool) -> str:
    """Each way of running is asked once, with a folder and a server that are not there."""
    code = "import json; from elearning.settings import DATABASES; print(json.dumps(DATABASES))"
    kept = {k: v for k, v in os.environ.items() if not k.endswith("_URL")}
    urls = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing"} if postgres else {}
    said = subprocess.run(
        [sys.executable, "-c", code],
        env={**kept, **urls, "VAR_DIR": ELSEWHERE, "SECRET_KEY": "unused"},
        cwd=BASE_DIR,
        check=True,
        capture_output=True,
        text=True,
    )
    return json.dumps(json.loads(said.stdout)["default"])


def copy_sqlite(source: Path, target: Path) -> None:
    for file in source.glob("db.sqlite3*"):
        shutil.copy(file, target / file.name)
