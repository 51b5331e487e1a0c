"""`manage.py` in a process that has everything loaded: each call is run in a child of its own.

    python -m tests.e2e.warm

reads calls as lines of JSON, {"arguments": […], "out": file, "errors": file}, and answers each
with its exit code. A call finds what a fresh process has, without the seconds of its start.
"""

import gc
import json
import os
import subprocess
import sys
import tempfile
import traceback
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from tests.e2e.passwords import USUAL

ROOT = Path(__file__).resolve().parents[2]


class WarmManage:
    """The side that calls. The process starts with the first call and ends with `stop`."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.warm"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def __call__(self, *arguments: str) -> str:
        """What it printed. Raises RuntimeError with its errors."""
        assert self.process.stdin is not None and self.process.stdout is not None
        with tempfile.NamedTemporaryFile("r") as out, tempfile.NamedTemporaryFile("r") as errors:
            call = {"arguments": arguments, "out": out.name, "errors": errors.name}
            self.process.stdin.write(json.dumps(call) + "\n")
            self.process.stdin.flush()
            code = self.process.stdout.readline().strip()
            if code != "0":
                raise RuntimeError(f"{' '.join(arguments)}: {code} {errors.read()[-2000:]}")
            return out.read()

    def stop(self) -> None:
        """It ends when nobody can call any more."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(30)


def serve() -> None:
    load()
    for line in sys.stdin:
        call = json.loads(line)
        child = os.fork()
        if child == 0:
            carry_out(**call)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


# What the calls of journeys import.
LOADED = (
    "courses.quizzes.bank.services",
    "courses.quizzes.raised.services",
    "tests.courses.quizzes.practice.support",
    "tests.support.learner",
    "tests.support.make_cohorts",
    "tests.support.make_marking",
    "tests.support.make_quizzes",
)


def load() -> None:
    """Whatever a call would have to do anew each time, and no connection to anything."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearning.settings")
    import django
    from django.conf import settings
    from django.contrib.auth.hashers import make_password
    from django.contrib.auth.password_validation import get_default_password_validators
    from django.urls import get_resolver

    django.setup()
    settings.PASSWORD_HASHERS = ["tests.e2e.passwords.HashedOnce"]
    make_password(USUAL)
    assert get_default_password_validators()
    assert get_resolver().url_patterns
    for name in LOADED:
        import_module(name)
    from courses.quizzes.types.registry import all_kinds
    from tests.courses.quizzes.types.ladder import ladder_of

    for kind in all_kinds():
        ladder_of(kind.name)
    gc.freeze()


def carry_out(arguments: list[str], out: str, errors: str) -> NoReturn:
    """In the child, which ends here: with 1 and a traceback if that raises. To take everything
    down that was loaded would take longer than most calls."""
    from django.core.management import execute_from_command_line
    from django.db import connections

    for place, (name, mode) in enumerate(
        [(os.devnull, os.O_RDONLY), (out, os.O_WRONLY), (errors, os.O_WRONLY)]
    ):
        os.dup2(os.open(name, mode), place)
    code = 0
    try:
        execute_from_command_line(["manage.py", *arguments])
    except BaseException:
        traceback.print_exc()
        code = 1
    connections.close_all()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    serve()
