"""The whole site as it runs in life: embedded by `make run`'s script, scaled with real servers."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from tests.e2e.warm import WarmManage
from tests.support import prepared
from tests.support.mail_sink import MailSink
from tests.support.servers import (
    ROOT,
    PostgresServer,
    RedisServer,
    copy_tree,
    execute,
    free_port,
    wait_for,
)


class Site:
    """A running site. `mails()` are those it has sent so far, oldest first."""

    name = "site"

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.var = Path(tempfile.mkdtemp(prefix="parcours-site-"))
        self.children: list[subprocess.Popen[bytes]] = []
        self.warm: WarmManage | None = None

    def environment(self) -> dict[str, str]:
        kept = {
            key: value
            for key, value in os.environ.items()
            if key not in {"DATABASE_URL", "REDIS_URL", "EMAIL_URL", "DJANGO_SETTINGS_MODULE"}
        }
        return {
            **kept,
            "PORT": str(self.port),
            "VAR_DIR": str(self.var),
            "SITE_URL": self.url,
            "LOG_FORMAT": "json",
            "PYTHONUNBUFFERED": "1",
        }

    def begin_as(self, var: Path) -> None:
        """With the files of a site that was made before."""
        self.var.rmdir()
        copy_tree(var, self.var)

    def spawn(self, *command: str) -> subprocess.Popen[bytes]:
        with (self.var / "log.txt").open("ab") as log:
            child = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.children.append(child)
        return child

    def manage(self, *arguments: str) -> str:
        if arguments[0] == "shell":
            self.warm = self.warm or WarmManage(self.environment())
            return self.warm(*arguments)
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment(), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(arguments)}: {done.stderr[-2000:]}")
        return done.stdout

    def health(self) -> dict[str, Any] | None:
        """What a ready site says of itself."""
        try:
            with urllib.request.urlopen(f"{self.url}/health/ready", timeout=5) as answer:
                said: dict[str, Any] = json.load(answer)
                return said
        except (urllib.error.URLError, OSError):
            return None

    def is_ready(self) -> bool:
        return self.health() is not None

    def wait_until_ready(self) -> None:
        try:
            wait_for(self.is_ready, seconds=180, what=f"{self.name} site ready")
        except TimeoutError as error:
            raise TimeoutError(f"{error}\n{self.log()[-4000:]}") from None

    def log(self) -> str:
        return (self.var / "log.txt").read_text(errors="replace")

    def accounts(self) -> dict[str, tuple[str, str]]:
        """role → (address, password) of the demo people."""
        lines = (self.var / "demo-accounts.txt").read_text().split("\n")
        rows = [line.split() for line in lines if line.strip()]
        return {role: (address, password) for role, address, password in rows}

    def mails(self) -> list[EmailMessage]:
        raise NotImplementedError

    def mail_to(self, address: str, *, about: str, seconds: float = 20) -> EmailMessage:
        """The newest mail to `address` with `about` in its subject; waits for it."""
        found: list[EmailMessage] = []

        def arrived() -> bool:
            found[:] = [
                mail
                for mail in self.mails()
                if address in str(mail["To"])
                and about.casefold() in str(mail["Subject"]).casefold()
            ]
            return bool(found)

        wait_for(arrived, seconds=seconds, what=f"a mail to {address} about {about!r}")
        return found[-1]

    def stop(self) -> None:
        if self.warm is not None:
            self.warm.stop()
        for child in reversed(self.children):
            if child.poll() is None:
                child.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + 30
        for child in self.children:
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
        shutil.rmtree(self.var, ignore_errors=True)


class EmbeddedSite(Site):
    """What `make run` starts: SQLite, the embedded relay, mail as files."""

    name = "embedded"

    def start(self) -> None:
        self.spawn(sys.executable, "scripts/run.py")
        self.wait_until_ready()

    def mails(self) -> list[EmailMessage]:
        files = sorted((self.var / "mail").glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        return [parse(path.read_bytes()) for path in files]


class ScaledSite(Site):
    """PostgreSQL, Redis, a Celery worker for each lane, the relay, gunicorn, a real SMTP sink."""

    name = "scaled"

    def __init__(self, postgres: PostgresServer, redis: RedisServer, sink: MailSink) -> None:
        super().__init__()
        self.postgres, self.redis, self.sink = postgres, redis, sink

    def environment(self) -> dict[str, str]:
        return {
            **super().environment(),
            "DATABASE_URL": self.postgres.url,
            "REDIS_URL": self.redis.url,
            "EMAIL_URL": self.sink.url,
        }

    def prepare(self) -> None:
        for command in ("migrate -v0", "collectstatic -v0 --noinput", "load_library", "load_demo"):
            self.manage(*command.split())

    def start(self) -> None:
        if not (self.var / "demo-accounts.txt").exists():
            self.prepare()
        python = sys.executable
        self.spawn(python, "-m", "gunicorn", "-c", "elearning/gunicorn.py", "elearning.wsgi")
        self.spawn(python, "manage.py", "relay")
        for lane in ("short", "long"):
            self.spawn(
                python,
                "-m",
                "celery",
                "-A",
                "elearning",
                "worker",
                "-Q",
                lane,
                "-c",
                "1",
                "-n",
                f"{lane}@%h",
                "--loglevel",
                "warning",
            )
        self.wait_until_ready()

    def is_ready(self) -> bool:
        """Its workers too: on a busy machine they come up long after the web."""
        said = self.health()
        return said is not None and said["canary_age"] is not None

    def mails(self) -> list[EmailMessage]:
        return list(self.sink.messages)


def parse(raw: bytes) -> EmailMessage:
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


@contextmanager
def embedded_site() -> Iterator[EmbeddedSite]:
    site = EmbeddedSite()
    try:
        site.begin_as(prepared_embedded())
        site.start()
        yield site
    finally:
        site.stop()


@contextmanager
def scaled_site() -> Iterator[ScaledSite]:
    with ExitStack() as stack:
        made = prepared_scaled()
        postgres = stack.enter_context(PostgresServer(data_of=made))
        redis = stack.enter_context(RedisServer())
        sink = stack.enter_context(MailSink())
        site = ScaledSite(postgres, redis, sink)
        try:
            site.begin_as(made / "var")
            site.start()
            yield site
        finally:
            site.stop()


def prepared_embedded() -> Path:
    """What the first `make run` leaves under var/ before it serves."""
    return prepared.prepared("embedded-site", _prepare_embedded)


def _prepare_embedded(var: Path) -> None:
    shutil.copy(prepared.migrated_sqlite() / "db.sqlite3", var)
    code = "from scripts import run; run.prepare_environment(); run.prepare_site()"
    prepared.run(["-c", code], {**prepared.NO_SERVERS, "VAR_DIR": str(var)})


def prepared_scaled() -> Path:
    """The data of PostgreSQL, and var/ beside it."""
    return prepared.prepared("scaled-site", _prepare_scaled)


def _prepare_scaled(folder: Path) -> None:
    with (
        PostgresServer(data_of=prepared.migrated_postgres()) as postgres,
        RedisServer() as redis,
        MailSink() as sink,
    ):
        execute(postgres, "DROP DATABASE postgres", database="template1")
        copy = f"CREATE DATABASE postgres TEMPLATE {prepared.MIGRATED}"
        execute(postgres, copy, database="template1")
        site = ScaledSite(postgres, redis, sink)
        site.prepare()
        postgres.keep_data(folder)
        site.var.rename(folder / "var")
