"""A deployed site without systemd: the units' own command lines, a process group each."""

import contextlib
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.deploy import socket_holder
from tests.deploy.browsers import Visitor
from tests.deploy.nginx import Nginx
from tests.deploy.places import DOCS, Places
from tests.deploy.units import read_environment_file, read_unit
from tests.support.servers import free_port, wait_for

UNITS = (
    "parcours-web.service",
    "parcours-relay.service",
    "parcours-worker@short.service",
    "parcours-worker@long.service",
)
FIRST_START = re.compile(r"<!-- first start -->\n```sh\n(.*?)```", re.DOTALL)
BACKLOG = 4096


class DeployedSite:
    """`more` is set over the example's environment file."""

    def __init__(self, **more: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="parcours-deploy-"))
        self.folder.chmod(0o711)
        self.places = Places(self.folder, https_port=free_port(), http_port=free_port())
        self.port = self.places.https_port
        self.url = f"https://127.0.0.1:{self.port}"
        self.nginx = Nginx(self.places)
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self._write_environment(more)
        self.socket = self._open_socket()

    @property
    def var(self) -> Path:
        return self.folder / "var"

    def _write_environment(self, more: dict[str, str]) -> None:
        example = read_environment_file(DOCS / "parcours.env.example")
        ours = {
            "SITE_URL": self.url,
            "ALLOWED_HOSTS": "127.0.0.1,localhost",
            "SECRET_KEY": "only-for-this-test-" * 4,
            "VAR_DIR": str(self.var),
            "WEB_WORKERS": "2",
        }
        self.values = {**example, **ours, **more}
        lines = [f"{key}={shlex.quote(value)}" for key, value in self.values.items()]
        for name in ("etc", "run", "backups"):
            (self.folder / name).mkdir()
        for name, mode in (("", 0o711), ("static", 0o755), ("media", 0o700)):
            (self.var / name).mkdir()
            (self.var / name).chmod(mode)
        self.environment_file.write_text("\n".join(lines))

    @property
    def environment_file(self) -> Path:
        return self.folder / "etc" / "parcours.env"

    def bare_environment(self) -> dict[str, str]:
        """What systemd or a shell gives, and nothing of the tests'."""
        return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}

    def _open_socket(self) -> socket.socket:
        """As parcours-web.socket says; kept open whatever becomes of the web process."""
        unit = read_unit("parcours-web.socket", self.places)
        path = unit.one("Socket", "ListenStream")
        holder = socket.socket(socket.AF_UNIX)
        holder.bind(path)
        Path(path).chmod(0o666)  # nginx is in no group of ours here
        holder.listen(int(unit.one("Socket", "Backlog")))
        return holder

    def first_start(self) -> list[str]:
        """The commands of docs/deploy.md, one by one; what each said."""
        block = FIRST_START.search((DOCS.parent / "deploy.md").read_text())
        assert block is not None
        return [self.command(line) for line in block[1].splitlines()]

    def command(self, line: str) -> str:
        """`parcours WORDS`, by the script of that name."""
        words = shlex.split(line, comments=True)
        assert words[0] == "parcours", line
        script = self.places.here((DOCS / "parcours").read_text())
        done = subprocess.run(
            ["sh", "-c", script, *words],
            env=self.bare_environment(),
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"{line}: {done.stderr[-2000:]}")
        return done.stdout + done.stderr

    def start(self, name: str, **more: str) -> subprocess.Popen[bytes]:
        """What `systemctl start NAME` runs; `more` is set besides."""
        unit = read_unit(name, self.places)
        env = {**self.bare_environment(), **unit.environment(), **more}
        command = unit.command(env)
        if name == "parcours-web.service":
            given = str(self.socket.fileno())
            command = [sys.executable, socket_holder.__file__, given, *command]
        with self.log_of(name).open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command,
                cwd=unit.one("Service", "WorkingDirectory"),
                env=env,
                stdout=log,
                stderr=log,
                start_new_session=True,
                pass_fds=[self.socket.fileno()] if name == "parcours-web.service" else [],
            )
        return self.processes[name]

    def stop(self, name: str) -> float:
        """As KillMode=mixed: SIGTERM to the main process, SIGKILL to what is left at the end.

        Returns the seconds it took; a unit that does not end in its TimeoutStopSec fails.
        """
        unit, process = read_unit(name, self.places), self.processes[name]
        assert unit.one("Service", "KillMode") == "mixed"
        start = time.monotonic()
        process.send_signal(signal.SIGTERM)
        try:
            longest = float(unit.one("Service", "TimeoutStopSec"))
            wait_for(lambda: process.poll() is not None, seconds=longest, what=f"the end of {name}")
        finally:
            kill_group(process)
        return time.monotonic() - start

    def restart(self, name: str, **more: str) -> float:
        """`systemctl restart NAME`: the seconds that stopping took."""
        seconds = self.stop(name)
        self.start(name, **more)
        return seconds

    def log_of(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def logs(self) -> str:
        return "\n".join(
            f"--- {path.name}\n{path.read_text(errors='replace')[-3000:]}"
            for path in (*self.folder.glob("*.log"), *(self.folder / "nginx").glob("error.log"))
        )

    def start_all(self) -> Self:
        for name in UNITS:
            self.start(name)
        self.nginx.start()
        return self

    def wait(self, condition: Callable[[], bool], *, seconds: float, what: str) -> None:
        """Raises TimeoutError with what the processes said."""
        try:
            wait_for(condition, seconds=seconds, what=what)
        except TimeoutError as error:
            raise TimeoutError(f"{error}\n{self.logs()}") from None

    def start_missing(self) -> None:
        for name in UNITS:
            if self.processes[name].poll() is not None:
                self.start(name)

    def is_ready(self) -> bool:
        try:
            return Visitor(self.port).get("/health/ready").status == 200
        except OSError:
            return False

    @contextlib.contextmanager
    def away(self) -> Iterator[None]:
        """As after `systemctl stop parcours.target`: nobody listens for nginx."""
        path = Path(read_unit("parcours-web.socket", self.places).one("Socket", "ListenStream"))
        aside = path.with_suffix(".aside")
        path.rename(aside)
        try:
            yield
        finally:
            aside.rename(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.nginx.__exit__(kind, error, trace)
        for process in self.processes.values():
            if process.poll() is None:
                process.terminate()
        for process in self.processes.values():
            kill_group(process, after=10)
        self.socket.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def kill_group(process: subprocess.Popen[bytes], *, after: float = 0) -> None:
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(after)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
