"""`make test`: installs what the tests need (as root), then runs every step and sums up.

Usage: test.py [STEP ...]. A step that fails does not stop the others; the exit code tells.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

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


# Neighbouring tests stay in one process, which then starts what they share only once.
AT_ONCE = ("-n", "2", "--dist", "worksteal")


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
    quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "check": False}
    subprocess.run(["apt-get", "update", "-q"], stdout=subprocess.DEVNULL, **quiet)
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", "fontconfig", *missing]
    subprocess.run(command, stdout=subprocess.DEVNULL, **quiet)


def run(*command: str, **environment: str) -> bool:
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}).returncode == 0


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


def sqlite() -> bool:
    return pytest(*AT_ONCE, "-m", "not browser and not chaos")


def postgres() -> bool:
    """What asks the database once more, on PostgreSQL, in a server of its own."""
    from tests.support.servers import Missing, PostgresServer

    try:
        server = PostgresServer()
    except Missing as missing:
        print(f"skipped: the tests on PostgreSQL ({missing})")
        return os.environ.get("CI") != "true"
    with server:
        return pytest(
            *AT_ONCE, "-m", "not browser and not embedded and not chaos", DATABASE_URL=server.url
        )


def browser() -> bool:
    return pytest(*AT_ONCE, "-m", "browser")


def chaos() -> bool:
    """Whole sites under kills, two at a time: much of it is waiting for what comes back."""
    return pytest("-n", "2", "--dist", "load", "-m", "chaos", "tests/chaos")


def pytest(*arguments: str, **environment: str) -> bool:
    return run(PYTHON, "-m", "pytest", "-q", *arguments, **environment)


STEPS: dict[str, Callable[[], bool]] = {
    step.__name__: step
    for step in (
        *(lint, types, imports, templates, migrations, messages),
        *(sqlite, postgres, browser, chaos),
    )
}


def main(names: list[str]) -> int:
    unknown = set(names) - set(STEPS)
    if unknown:
        sys.exit(f"parcours: no such step: {', '.join(unknown)}; there are {', '.join(STEPS)}")
    install_packages()
    from scripts.messages import compile_catalogues

    compile_catalogues()
    results = {}
    for name in names or STEPS:
        print(f"\n=== {name}", flush=True)
        start = time.monotonic()
        passed = STEPS[name]()
        results[name] = (passed, time.monotonic() - start)
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
