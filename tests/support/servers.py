"""Real servers for tests, each on a private port with data of its own, ended by their pid."""

import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.pace import Standstill, slowness

ROOT = Path(__file__).resolve().parents[2]


class Missing(RuntimeError):
    """A program that a test needs is not on this machine; the message names it."""


# Below what the kernel gives to whoever connects, so that no client sits on a port of ours.
FIRST_PORT, LAST_PORT, BLOCK = 21_000, 32_700, 100
_ports: list[int] = []
_held: list[socket.socket] = []


def free_port() -> int:
    """A port that nobody listens at. No other process of any run on this machine is given it
    while this one lives, nor this one again: between found and bound, and whenever a server that
    was killed is down, it would be free for the taking."""
    while True:
        if not _ports:
            _ports.extend(_new_block())
        port = _ports.pop()
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def _new_block() -> range:
    """Ports for this process alone: a name stands for them that the kernel takes back with it."""
    blocks = list(range(FIRST_PORT, LAST_PORT, BLOCK))
    random.SystemRandom().shuffle(blocks)
    for first in blocks:
        name = socket.socket(socket.AF_UNIX)
        try:
            name.bind(f"\0parcours-tests-ports-{first}")
        except OSError:
            name.close()
            continue
        _held.append(name)
        return range(first, first + BLOCK)
    raise RuntimeError("tests on this machine have been given all ports there are")


def find_program(name: str, *folders: str) -> str:
    found = shutil.which(name) or next(
        (str(Path(folder) / name) for folder in folders if (Path(folder) / name).exists()), None
    )
    if found is None:
        raise Missing(f"{name} is not installed")
    return found


def wait_for(condition: Callable[[], bool], *, seconds: float, what: str) -> None:
    """Waits longer where this machine is slower than usual when the time is up, or stood still."""
    if condition():
        return
    start, allowed = time.monotonic(), seconds
    with Standstill() as still:
        while not condition():
            waited = time.monotonic() - start - still.seconds()
            if waited > allowed:
                allowed = seconds * slowness()
            # A last look: what was waited for may have come while others had the cores.
            if waited > allowed and not condition():
                raise TimeoutError(f"{what} did not happen within {waited:.0f} s")
            time.sleep(0.05)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Server:
    """A child process in a group of its own, with a folder that goes when it ends."""

    seconds_to_start = 60.0

    def __init__(self, *, port: int | None = None) -> None:
        self.port = port or free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="parcours-server-"))
        self.process: subprocess.Popen[bytes] | None = None

    def command(self) -> list[str]:
        raise NotImplementedError

    def prepare(self) -> None:
        """Anything before the first start."""

    def start(self) -> Self:
        if not any(self.folder.iterdir()):
            self.prepare()
        self._spawn()
        try:
            wait_for(
                self._is_up_at_last, seconds=self.seconds_to_start, what=f"{type(self).__name__} up"
            )
        except TimeoutError as error:
            log_text = (self.folder / "server.log").read_text(errors="replace")[-2000:]
            self.kill()
            raise TimeoutError(f"{error}\n{log_text}") from None
        return self

    def _spawn(self) -> None:
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command(), stdout=log, stderr=log, start_new_session=True
            )

    def _is_up_at_last(self) -> bool:
        """After a kill the first tries may end at once, while children of its former life hold
        what it needs."""
        if self.process is None or self.process.poll() is not None:
            self._spawn()
        return self.is_up()

    def is_up(self) -> bool:
        return answers(self.port)

    def signal(self, number: int) -> None:
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, number)

    def kill(self) -> None:
        self.signal(signal.SIGKILL)
        if self.process is not None:
            self.process.wait()

    def stop(self) -> None:
        self.signal(signal.SIGTERM)
        if self.process is not None:
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


class PostgresServer(Server):
    """PostgreSQL that keeps what it acknowledges (fsync on); never runs as root.

    `data_of`: a folder that `keep_data` has filled; the server begins with what stands there.
    """

    def __init__(self, *, port: int | None = None, data_of: Path | None = None) -> None:
        super().__init__(port=port)
        self.data_of = data_of
        bins = sorted(str(path) for path in Path("/usr/lib/postgresql").glob("*/bin"))
        self.postgres = find_program("postgres", *reversed(bins))
        self.initdb = find_program("initdb", *reversed(bins))

    @property
    def url(self) -> str:
        return f"postgres://parcours@127.0.0.1:{self.port}/postgres"

    def as_owner(self, command: list[str]) -> list[str]:
        return ["runuser", "-u", "postgres", "--", *command] if os.getuid() == 0 else command

    def prepare(self) -> None:
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        if self.data_of is not None:
            copy_tree(self.data_of / "data", self.folder / "data")
            return
        options = ["-U", "parcours", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        command = [self.initdb, "-D", str(self.folder / "data"), *options]
        subprocess.run(self.as_owner(command), check=True, stdout=subprocess.DEVNULL)

    def keep_data(self, folder: Path) -> None:
        """Ends it, and keeps its data once PostgreSQL says that they are whole."""
        self.signal(signal.SIGINT)
        is_running = self.folder / "data" / "postmaster.pid"
        wait_for(lambda: not is_running.exists(), seconds=120, what="PostgreSQL's end")
        copy_tree(self.folder / "data", folder / "data")

    def settings(self) -> dict[str, str]:
        return {
            "max_connections": "100",
            "shared_buffers": "256MB",
            "listen_addresses": "127.0.0.1",
        }

    def command(self) -> list[str]:
        pairs = self.settings().items()
        options = [part for key, value in pairs for part in ("-c", f"{key}={value}")]
        data = str(self.folder / "data")
        sockets = ["-c", f"unix_socket_directories={self.folder}"]
        return self.as_owner([self.postgres, "-D", data, "-p", str(self.port), *options, *sockets])

    def is_up(self) -> bool:
        import psycopg

        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def stop(self) -> None:
        """SIGINT: a fast shutdown, whoever is still connected."""
        self.signal(signal.SIGINT)
        super().stop()


def url_of(server: PostgresServer, database: str) -> str:
    return f"{server.url.rpartition('/')[0]}/{database}"


def execute(server: PostgresServer, statement: str, *, database: str = "postgres") -> None:
    import psycopg

    with psycopg.connect(url_of(server, database), autocommit=True) as connection:
        connection.execute(statement)


def copy_tree(source: Path, target: Path) -> None:
    """With owners and modes, which PostgreSQL looks at."""
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


class RedisServer(Server):
    """Redis with AOF and noeviction, as docs/deploy.md asks for."""

    def __init__(self, *, port: int | None = None) -> None:
        super().__init__(port=port)
        self.program = find_program("redis-server")

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        return [
            self.program,
            "--port",
            str(self.port),
            "--bind",
            "127.0.0.1",
            "--dir",
            str(self.folder),
            "--appendonly",
            "yes",
            "--maxmemory-policy",
            "noeviction",
        ]


def chromium() -> str:
    """The path of Debian's Chromium; raises Missing."""
    return find_program("chromium", "/usr/bin", "/usr/lib/chromium")


# The last list of features counts: what Playwright turns off by itself stands in ours as well
# (tests/e2e/test_browser.py compares them).
OF_PLAYWRIGHT = (
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,"
    "ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,TcpPortRandomizationWin,"
    "OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,"
    "msForceBrowserSignIn,msEdgeUpdateLaunchServicesPreferredVersion"
)
# What drops down from the address bar is a page of its own, made for each new context: it takes
# longer than the pages that are looked at, and nobody sees it.
ADDRESS_BAR = "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup"

CHROMIUM_FLAGS = [
    f"--disable-features={OF_PLAYWRIGHT},{ADDRESS_BAR}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
