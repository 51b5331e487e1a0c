"""Set up .venv from a locked requirements file; needs nothing but Python.

Usage: bootstrap.py requirements.txt. Every failure is one line that says what to do.
This file must be understood by old Pythons, so that they can be told that they are too old.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
LOG = os.path.join(VENV, "install.log")
# An index that does not answer just now is asked again after so many seconds.
PAUSES = (2, 8)


def stop(message):
    sys.stderr.write("parcours: " + message + "\n")
    sys.exit(1)


def check_python():
    if sys.version_info < (3, 11):
        found = ".".join(str(part) for part in sys.version_info[:3])
        stop(
            "Python 3.11 or later is needed and this is %s; name a newer one, "
            "for example: make run PYTHON=python3.12" % found
        )


def check_writable():
    if not os.access(ROOT, os.W_OK):
        stop("the folder %s cannot be written to; clone the project where you may write." % ROOT)
    if os.path.exists(VENV) and not os.access(VENV, os.W_OK):
        stop(".venv belongs to somebody else; remove it (or take it over) and run this again.")


def works(python):
    try:
        return subprocess.call([python, "-c", "import sys"], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def make_venv():
    """A venv without pip: Debian's Python makes one even where python3-venv is missing."""
    if works(PYTHON):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    command = [sys.executable, "-m", "venv", "--without-pip", VENV]
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if result.returncode or not works(PYTHON):
        stop(
            "this Python cannot make a virtual environment; install the package "
            "python%d.%d-venv (as root: apt install python3-venv) and run this again."
            % sys.version_info[:2]
        )


def installer():
    """The command that installs into .venv: its own pip, a given wheel, or the system's pip."""
    if (
        subprocess.call(
            [PYTHON, "-m", "pip", "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        == 0
    ):
        return [PYTHON, "-m", "pip"]
    wheel = os.environ.get("PIP_WHEEL")
    if wheel:
        return [PYTHON, os.path.join(wheel, "pip")]
    if (
        subprocess.call(
            [PYTHON, "-m", "ensurepip"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        == 0
    ):
        return [PYTHON, "-m", "pip"]
    if (
        subprocess.call(
            [sys.executable, "-m", "pip", "--version"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        == 0
    ):
        return [sys.executable, "-m", "pip", "--python", PYTHON]
    stop(
        "pip is missing; install the package python%d.%d-venv (as root), or without root name "
        "a pip wheel that you have: make run PIP_WHEEL=/path/to/pip.whl" % sys.version_info[:2]
    )


def install(requirements):
    path = os.path.join(ROOT, requirements)
    with open(path, "rb") as lines:
        wanted = hashlib.sha256(lines.read()).hexdigest()
    stamp = os.path.join(VENV, "installed-" + requirements)
    if os.path.exists(stamp):
        with open(stamp) as line:
            if line.read() == wanted:
                return
    print("Installing %s (the first time takes a minute) ..." % requirements)
    sys.stdout.flush()
    command = installer() + [
        "install",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--disable-pip-version-check",
        "--no-input",
        "--retries",
        "2",
        "-r",
        path,
    ]
    for pause in PAUSES + (None,):
        with open(LOG, "wb") as log:
            code = subprocess.call(command, stdout=log, stderr=subprocess.STDOUT)
        if not code:
            break
        if pause is None or is_for_good():
            explain_failure()
        time.sleep(pause)
    with open(stamp, "w") as line:
        line.write(wanted)


FULL_DISK = "No space left"
OTHER_FILE = "DO NOT MATCH THE HASHES"


def told():
    """What pip said."""
    with open(LOG, errors="replace") as log:
        return log.read()


def is_for_good():
    """Whether trying again is no use."""
    text = told()
    return FULL_DISK in text or OTHER_FILE in text


def explain_failure():
    text = told()
    if FULL_DISK in text:
        stop("the disk is full; make room and run this again.")
    if OTHER_FILE in text:
        stop("a package differs from the lock file and was refused; details in .venv/install.log.")
    if "Could not find a version" in text or "connection" in text.lower():
        stop(
            "the package index could not be reached or lacks a package; check the network or "
            "PIP_INDEX_URL and run this again (details in .venv/install.log)."
        )
    stop("installing failed; run this again, or read .venv/install.log for the reason.")


def main():
    check_python()
    check_writable()
    make_venv()
    install(sys.argv[1])


if __name__ == "__main__":
    main()
