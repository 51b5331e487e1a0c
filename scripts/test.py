"""`make test`: installs what the tests need (as root), then runs every step and sums up.

Usage: test.py [STEP ...]. A step that fails does not stop the others; the exit code tells.
Steps that leave a core idle run beside each other; what they said comes when they have ended.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
PYTHON = sys.executable
BIN = Path(PYTHON).parent

PACKAGES = {
    "postgres": "postgresql",
    "redis-server": "redis-server",
    "faketime": "faketime",
    "chromium": "chromium",
    "xgettext": "gettext",
    "nginx": "nginx",
    "openssl": "openssl",
    "systemd-analyze": "systemd",
    "fc-list:Noto Naskh Arabic": "fonts-noto-core",
    "fc-list:Noto Sans CJK": "fonts-noto-cjk",
}

# Seconds before a mirror that did not give everything is asked again.
APT_PAUSES = (5, 20)

# Neighbouring tests stay in one process, which then starts what they share only once.
AT_ONCE = ("--dist", "worksteal", "-n")
# One more than there are cores, where tests wait for processes of their own as often as they work.
CORES = 2
# Where a step that runs beside others says what it has to say.
SAYS: ContextVar[IO[bytes] | None] = ContextVar("SAYS", default=None)


# Memory that looks like a disk, and how much of it there should be: a run fills one gigabyte.
MEMORY = Path("/dev/shm")
ROOM_BYTES = 6 << 30
LIMITS = ("memory.max", "memory/memory.limit_in_bytes")


def room() -> int:
    """Bytes of memory that are free for files: of this machine, and of what this run may have."""
    if not MEMORY.is_dir() or os.statvfs(MEMORY).f_flag & os.ST_NOEXEC:
        return 0
    said = Path("/proc/meminfo").read_text().partition("MemAvailable:")[2].split()[0]
    limits = [Path("/sys/fs/cgroup", name) for name in LIMITS]
    allowed = [limit.read_text().strip() for limit in limits if limit.exists()]
    bounds = [int(bound) for bound in allowed if bound.isdecimal()]
    return min(shutil.disk_usage(MEMORY).free, int(said) * 1024, *bounds)


def use_memory() -> None:
    """Files of tests lie in memory where there is plenty: none waits for a disk that is busy."""
    if "TMPDIR" in os.environ or room() < ROOM_BYTES:
        return
    made = tempfile.mkdtemp(prefix="parcours-tests-", dir=MEMORY)
    Path(made).chmod(0o1777)  # servers run as users of their own
    os.environ["TMPDIR"] = tempfile.tempdir = made
    atexit.register(shutil.rmtree, made, ignore_errors=True)


def keep_bytecode() -> None:
    """Images of containers like to say that none is written. Hundreds of processes load the same
    modules here, and each would compile them again: a fourth of a start."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def is_here(probe: str) -> bool:
    if probe.startswith("fc-list:"):
        if not shutil.which("fc-list"):
            return False
        listed = subprocess.run(["fc-list"], capture_output=True, text=True, check=False).stdout
        return probe.partition(":")[2] in listed
    if probe == "postgres" and any(Path("/usr/lib/postgresql").glob("*/bin/postgres")):
        return True
    return shutil.which(probe) is not None


def install_packages() -> None:
    """What Debian has and pip has not; without root the tests that need it say so by name."""
    missing = [package for probe, package in PACKAGES.items() if not is_here(probe)]
    if not missing or not shutil.which("apt-get") or os.getuid() != 0:
        return
    print(f"Installing {', '.join(missing)} ...", flush=True)
    for pause in (*APT_PAUSES, None):
        apt_get("update", "-q")
        options = ("-y", "-q", "--no-install-recommends", "fontconfig")
        if apt_get("install", *options, *missing) or pause is None:
            return
        time.sleep(pause)


def apt_get(*words: str) -> bool:
    """Whether it did; a mirror that hiccups is asked again, another apt-get is waited for."""
    command = ["apt-get", "-o", "Acquire::Retries=3", "-o", "DPkg::Lock::Timeout=120", *words]
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=env, stdout=subprocess.DEVNULL).returncode == 0


def run(*command: str, **environment: str) -> bool:
    environment = {**os.environ, **environment}
    out = SAYS.get()
    errors = None if out is None else subprocess.STDOUT
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=out, stderr=errors)
    return done.returncode == 0


def tool(name: str, *arguments: str) -> bool:
    return run(str(BIN / name), *arguments)


def lint() -> bool:
    return all([tool("ruff", "check", "-q"), tool("ruff", "format", "--check", "-q")])


def types() -> bool:
    return tool("mypy", "--no-error-summary")


def imports() -> bool:
    return tool("lint-imports")


def templates() -> bool:
    return tool("djlint", "--lint", "--quiet", "templates", "courses")


def migrations() -> bool:
    return run(PYTHON, "manage.py", "makemigrations", "--check", "--dry-run", "-v0")


def messages() -> bool:
    return run(PYTHON, "scripts/messages.py", "check")


def prepare() -> bool:
    """What the tests start from: they would make it themselves, but while others wait for it."""
    from tests.e2e.sites import prepared_embedded, prepared_scaled
    from tests.support.prepared import migrated_sqlite
    from tests.support.servers import Missing

    migrated_sqlite()
    prepared_embedded()
    try:
        prepared_scaled()
    except Missing as missing:
        print(f"not prepared: the scaled site ({missing})")
        return os.environ.get("CI") != "true"
    return True


def sqlite() -> bool:
    return pytest(*AT_ONCE, str(CORES + 1), "-m", "not browser and not chaos")


def postgres() -> bool:
    """What asks the database once more, on PostgreSQL, in a server of its own."""
    from tests.support.prepared import MIGRATED, migrated_postgres
    from tests.support.servers import Missing, PostgresServer

    try:
        server = PostgresServer(data_of=migrated_postgres())
    except Missing as missing:
        print(f"skipped: the tests on PostgreSQL ({missing})")
        return os.environ.get("CI") != "true"
    # Chaos beside it counts seconds; this does not.
    quiet = ("nice", "-n", "5") if shutil.which("nice") else ()
    arguments = (*AT_ONCE, str(CORES), "-m", "not browser and not embedded and not chaos")
    with server:
        urls = {"DATABASE_URL": server.url, "TEST_TEMPLATE": MIGRATED}
        return run(*quiet, *PYTEST, *arguments, **urls)


def browser() -> bool:
    """No more at once than there are cores: some of these start three browsers of their own."""
    return pytest(*AT_ONCE, str(CORES), "-m", "browser", *files_with("browser"))


def chaos() -> bool:
    """Whole sites under kills, two at a time: much of it is waiting for what comes back."""
    return pytest("-n", "2", "--dist", "load", "-m", "chaos", *files_with("chaos"))


def files_with(marker: str) -> list[str]:
    """Each worker reads all files that it is given before it begins: not those without."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return [str(file) for file in files if f"mark.{marker}" in file.read_text("utf-8")]


PYTEST = (PYTHON, "-m", "pytest", "-q")


def pytest(*arguments: str, **environment: str) -> bool:
    return run(*PYTEST, *arguments, **environment)


# Those of a row run beside each other, as many as there are cores, in this order.
ROWS: tuple[tuple[Callable[[], bool], ...], ...] = (
    (types, prepare, lint, imports, templates, migrations, messages),
    (sqlite,),
    (chaos, postgres),
    (browser,),
)
STEPS = {step.__name__: step for row in ROWS for step in row}
Result = tuple[bool, float]


def timed(name: str) -> Result:
    start = time.monotonic()
    passed = STEPS[name]()
    return passed, time.monotonic() - start


def alone(name: str) -> Result:
    print(f"\n=== {name}", flush=True)
    return timed(name)


def beside(name: str) -> Result:
    with tempfile.TemporaryFile() as said:
        SAYS.set(said)
        result = timed(name)
        said.seek(0)
        text = said.read().decode(errors="replace")
    print(f"\n=== {name}\n{text}", end="", flush=True)
    return result


def run_row(names: list[str]) -> dict[str, Result]:
    if len(names) < 2:
        return {name: alone(name) for name in names}
    with ThreadPoolExecutor(CORES) as threads:
        return dict(zip(names, threads.map(beside, names), strict=True))


def main(names: list[str]) -> int:
    unknown = set(names) - set(STEPS)
    if unknown:
        sys.exit(f"parcours: no such step: {', '.join(unknown)}; there are {', '.join(STEPS)}")
    install_packages()
    use_memory()
    keep_bytecode()
    from scripts.messages import compile_catalogues
    from tests.support.prepared import run_folder

    compile_catalogues()
    run_folder()
    results: dict[str, Result] = {}
    for row in ROWS:
        wanted = [step.__name__ for step in row if not names or step.__name__ in names]
        results |= run_row(wanted)
    print(
        "\n"
        + "\n".join(
            f"{'ok    ' if passed else 'FAILED'} {name:<12}{seconds:6.0f} s"
            for name, (passed, seconds) in results.items()
        )
    )
    return 0 if all(passed for passed, _ in results.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
