"""A site that is measured: the deployed processes, with the floor's pages added."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.e2e.sites import EmbeddedSite, ScaledSite, Site, prepared_embedded, prepared_scaled
from tests.support.mail_sink import MailSink
from tests.support.servers import ROOT, PostgresServer, RedisServer

TICKS = os.sysconf("SC_CLK_TCK")
# The site's processes by a word of their command lines.
PARTS = {
    "web": ("gunicorn",),
    "relay": ("manage.py\0relay",),
    "workers": ("celery", "courses.outbox.child"),
}


class Measured(Site):
    """Adds to a site: Python inside it, and the CPU that it has used."""

    def environment(self) -> dict[str, str]:
        return {
            **super().environment(),
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
            "LOG_FORMAT": "plain",
            "WEB_WORKERS": "2",
        }

    def run_python(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stderr[-3000:])
        return done.stdout

    def cpu_seconds(self, *, only: str = "gunicorn") -> float:
        """User and system time of the site's processes whose command line holds `only`."""
        return (
            sum(
                _ticks(pid)
                for pid in _descendants({child.pid for child in self.children})
                if only in _command(pid)
            )
            / TICKS
        )

    def cpu_of_parts(self) -> dict[str, float]:
        """User and system seconds so far: web, relay, workers."""
        commands = {
            pid: _command(pid) for pid in _descendants({child.pid for child in self.children})
        }
        return {
            part: sum(
                _ticks(pid)
                for pid, command in commands.items()
                if any(word in command for word in words)
            )
            / TICKS
            for part, words in PARTS.items()
        }


class MeasuredEmbedded(Measured, EmbeddedSite):
    """`make run` as it is, measured."""


class MeasuredScaled(Measured, ScaledSite):
    """The scaled site, measured; PostgreSQL told apart."""

    def cpu_of_parts(self) -> dict[str, float]:
        server = self.postgres.process
        assert server is not None
        ticks = sum(_ticks(pid) for pid in _descendants({server.pid}))
        return {**super().cpu_of_parts(), "PostgreSQL": ticks / TICKS}


@contextmanager
def measured_site(name: str) -> Iterator[Measured]:
    with ExitStack() as stack:
        site: MeasuredEmbedded | MeasuredScaled
        if name == "embedded":
            site, var = MeasuredEmbedded(), prepared_embedded()
        else:
            made = prepared_scaled()
            site, var = (
                MeasuredScaled(
                    stack.enter_context(PostgresServer(data_of=made)),
                    stack.enter_context(RedisServer()),
                    stack.enter_context(MailSink()),
                ),
                made / "var",
            )
        stack.callback(site.stop)
        site.begin_as(var)
        site.start()
        yield site


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _ticks(pid: int) -> int:
    """Own time and that of children that have ended."""
    stat = _stat(pid)
    return sum(int(value) for value in stat[11:15]) if stat else 0


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


def _descendants(roots: set[int]) -> set[int]:
    parents = {
        int(folder.name): int(stat[1])
        for folder in Path("/proc").iterdir()
        if folder.name.isdigit() and (stat := _stat(int(folder.name)))
    }
    found = set(roots)
    while True:
        more = {pid for pid, parent in parents.items() if parent in found} - found
        if not more:
            return found
        found |= more
