"""The units under docs/deploy, as systemd reads them, and the page that speaks of them."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.conf import settings

from courses.outbox.publishing import LAST_SECONDS
from courses.outbox.relay_embedded import STOP_SECONDS
from elearning.env import BASE_DIR
from tests.deploy.places import DOCS, Places
from tests.deploy.site import UNITS
from tests.deploy.units import read_environment_file, read_unit
from tests.support.services import not_here

PAGE = (DOCS.parent / "deploy.md").read_text()
# Read, not imported: as gunicorn's settings it would count our requests in a folder of its own.
GUNICORN = (BASE_DIR / "elearning" / "gunicorn.py").read_text()
GRACEFUL_SECONDS = int(GUNICORN.partition("\ngraceful_timeout = ")[2].split()[0])
# systemd's own scale: from 0 (shut in) to 10 (no sandbox at all).
EXPOSURE = re.compile(r"exposure level for \S+: ([\d.]+)")
LONGEST_EXPOSURE = 2.0


@pytest.fixture
def installed() -> Iterator[Path]:
    """Every unit in a folder that systemd looks into, with the places of this machine.

    Not pytest's own folder: a socket's whole path has 107 bytes at most.
    """
    if not shutil.which("systemd-analyze"):
        not_here("systemd-analyze is not installed")
    with TemporaryDirectory(prefix="units-") as made:
        folder = Path(made)
        places = Places(folder)
        for path in [*DOCS.glob("parcours*.*"), *DOCS.glob("parcours*.d/*")]:
            if path.is_file():
                copy = folder / path.relative_to(DOCS)
                copy.parent.mkdir(exist_ok=True)
                copy.write_text(places.here(path.read_text()))
        yield folder


def names() -> list[str]:
    """Of all units, a template as one of its instances."""
    kinds = (".service", ".socket", ".target", ".timer")
    found = [path.name for path in DOCS.glob("parcours*") if path.suffix in kinds]
    return sorted(name.replace("@.", "@short.") for name in found)


def analyze(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["systemd-analyze", *words],
        env={"PATH": "/usr/bin:/bin", "SYSTEMD_UNIT_PATH": f"{folder}:"},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("name", names())
def test_systemd_finds_nothing_to_say_about_a_unit(installed: Path, name: str) -> None:
    said = analyze(installed, "verify", "--man=no", name)
    assert (said.returncode, said.stdout + said.stderr) == (0, "")


@pytest.mark.parametrize("name", [*UNITS, "parcours-backup.service"])
def test_a_service_is_shut_in(installed: Path, name: str) -> None:
    said = analyze(installed, "security", "--offline=true", "--no-pager", name)
    found = EXPOSURE.search(said.stdout)
    assert found is not None, said.stderr
    assert float(found[1]) <= LONGEST_EXPOSURE


@pytest.mark.parametrize("name", UNITS)
def test_a_service_comes_back_a_second_after_it_died_however_often(
    tmp_path: Path, name: str
) -> None:
    unit = read_unit(name, Places(tmp_path))
    assert unit.one("Service", "Restart") == "always"
    assert unit.one("Service", "RestartSec") == "1"
    assert unit.one("Unit", "StartLimitIntervalSec") == "0"


@pytest.mark.parametrize(
    ("name", "seconds"),
    [
        ("parcours-web.service", GRACEFUL_SECONDS),
        ("parcours-relay.service", STOP_SECONDS),
        ("parcours-worker@long.service", settings.JOB_LONG_SECONDS + LAST_SECONDS),
    ],
)
def test_a_service_is_given_the_time_that_its_work_in_hand_may_take(
    tmp_path: Path, name: str, seconds: float
) -> None:
    unit = read_unit(name, Places(tmp_path))
    assert float(unit.one("Service", "TimeoutStopSec")) > seconds
    assert unit.one("Service", "KillMode") == "mixed"


def test_nginx_waits_longer_than_a_request_may_take_to_end() -> None:
    wait = re.search(r"proxy_read_timeout (\d+)s", (DOCS / "nginx.conf").read_text())
    assert wait is not None
    assert int(wait[1]) > GRACEFUL_SECONDS


def test_the_target_wants_every_unit() -> None:
    wanted = set(re.findall(r"\bparcours-\S+", (DOCS / "parcours.target").read_text()))
    started_by_timer = {"parcours-backup.service"}
    others = {name for name in names() if name.startswith("parcours-")} - started_by_timer
    assert wanted == others | {"parcours-worker@long.service"}


def test_the_pages_table_names_every_variable_that_is_read() -> None:
    rows = re.findall(r"^\| (`[^|]+`) \|", PAGE.partition("## Environment")[2], re.MULTILINE)
    told = {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}
    read = set(read_environment_file(DOCS / "parcours.env.example"))
    for file in ("elearning/env.py", "elearning/gunicorn.py"):
        text = (BASE_DIR / file).read_text()
        read |= set(re.findall(r'env(?:\.\w+|iron\.get|iron)?\(\s*"([A-Z_]+)"', text))
        read |= set(re.findall(r'_seconds\(env, "([A-Z_]+)"', text))
    assert read - told == set()
