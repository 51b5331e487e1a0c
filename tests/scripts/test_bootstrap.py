"""Setting up from nothing, with one small package in place of all of them."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with the script and a lock file of one package, taken from ours."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/bootstrap.py", tmp_path / "scripts")
    lock = (ROOT / "requirements.txt").read_text()
    entry = re.search(r"^vine==.*?(?=^\S)", lock, re.MULTILINE | re.DOTALL)
    assert entry is not None
    (tmp_path / "requirements.txt").write_text(entry.group())
    return tmp_path


def bootstrap(clone: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    python = str(Path(sys.base_prefix) / "bin/python3")
    return subprocess.run(
        [python, str(clone / "scripts/bootstrap.py"), "requirements.txt"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def imports_vine(clone: Path) -> bool:
    python = clone / ".venv/bin/python"
    return subprocess.run([python, "-c", "import vine"], check=False).returncode == 0


def test_a_fresh_clone_is_set_up_once(clone: Path) -> None:
    first, second = bootstrap(clone), bootstrap(clone)
    assert (first.returncode, second.returncode, second.stdout) == (0, 0, "")
    assert imports_vine(clone)


def test_a_half_finished_installation_is_done_again(clone: Path) -> None:
    bootstrap(clone)
    (clone / ".venv/installed-requirements.txt").unlink()
    (clone / ".venv/bin/python").unlink()
    again = bootstrap(clone)
    assert again.returncode == 0, again.stderr
    assert imports_vine(clone)


def test_a_python_without_ensurepip_uses_the_pip_it_has(clone: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "ensurepip.py").write_text("raise SystemExit(1)")
    done = bootstrap(clone, PYTHONPATH=str(broken))
    assert done.returncode == 0, done.stderr
    assert imports_vine(clone)


def test_no_pip_at_all_names_the_package_and_a_way_without_it(clone: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    for name in ("ensurepip.py", "pip.py"):
        (broken / name).write_text("raise SystemExit(1)")
    done = bootstrap(clone, PYTHONPATH=str(broken))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "-venv" in done.stderr
    assert "PIP_WHEEL" in done.stderr


def test_no_index_is_said_in_one_line(clone: Path) -> None:
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0"}
    done = bootstrap(
        clone,
        **nowhere,
        PIP_CONFIG_FILE=os.devnull,
        PIP_FIND_LINKS="",
        PIP_NO_CACHE_DIR="1",
        PIP_EXTRA_INDEX_URL="",
    )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "the package index could not be reached" in done.stderr


def test_a_file_that_differs_from_the_lock_is_refused(clone: Path) -> None:
    lock = (clone / "requirements.txt").read_text()
    (clone / "requirements.txt").write_text(re.sub(r"sha256:\w{8}", "sha256:00000000", lock))
    done = bootstrap(clone)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "differs from the lock file" in done.stderr


PIP = """
import sys
from pathlib import Path

if "install" in sys.argv:
    tries = Path(__file__).with_name("tries")
    tries.write_text(tries.read_text() + "x" if tries.exists() else "x")
    print({said!r})
    sys.exit(len(tries.read_text()) == 1)
"""


@pytest.mark.parametrize(
    ("said", "code", "tries"),
    [("connection reset", 0, 2), ("No space left", 1, 1), ("DO NOT MATCH THE HASHES", 1, 1)],
)
def test_an_index_that_hiccups_is_asked_again(
    clone: Path, tmp_path: Path, said: str, code: int, tries: int
) -> None:
    """Unless that is no use."""
    stub = tmp_path / "stub"
    stub.mkdir()
    (stub / "pip.py").write_text(PIP.format(said=said))
    done = bootstrap(clone, PYTHONPATH=str(stub))
    assert (done.returncode, len((stub / "tries").read_text())) == (code, tries)


def test_an_old_python_is_told_which_one_is_needed(clone: Path) -> None:
    code = (
        "import sys, runpy; sys.version_info = (3, 9, 2, 'final', 0);"
        f"sys.argv = ['bootstrap.py', 'requirements.txt'];"
        f"runpy.run_path({str(clone / 'scripts/bootstrap.py')!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "Python 3.11 or later is needed and this is 3.9.2" in done.stderr


@pytest.mark.skipif(os.getuid() != 0, reason="needs root to become somebody who may not write")
def test_an_unwritable_folder_is_said_in_one_line(clone: Path) -> None:
    script = (ROOT / "scripts/bootstrap.py").read_text()
    code = f"import os; os.setuid(65534); __file__ = '/usr/scripts/bootstrap.py'\n{script}"
    done = subprocess.run(
        ["/usr/bin/python3", "-c", code, "requirements.txt"],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
    )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "cannot be written to" in done.stderr
