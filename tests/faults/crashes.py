"""A test build of the site in which a process strikes itself down at a named point.

The points lie between two lines of the product, where a kill from outside hits once in a million
times. A test arms one by a file `armed-<point>` in VAR_DIR; the first process that comes by takes
the file, leaves `reached-<point>` with its process id and dies ("kill") or stands still for so
many seconds.
"""

import functools
import os
import signal
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings

# point → (module, name within it, whether it lies before or after that call)
POINTS = {
    "before_commit": ("courses.quizzes.services.answers", "_save", "after"),
    "after_commit": ("courses.quizzes.services", "save_answer", "after"),
    "before_publish": ("courses.outbox.relay_scaled", "Publisher._announce", "before"),
    "mid_grade": ("courses.quizzes.services.grades", "keep_grade", "before"),
    "after_grade": ("courses.quizzes.services", "grade_attempt", "after"),
    "after_smtp_250": ("django.core.mail.backends.smtp", "EmailBackend.send_messages", "after"),
}


def reach(point: str) -> None:
    armed = Path(settings.VAR_DIR) / f"armed-{point}"
    try:
        how = armed.read_text()
        armed.unlink()
    except FileNotFoundError:
        return
    mark = armed.with_name(f"reached-{point}.new")
    mark.write_text(str(os.getpid()))
    mark.rename(armed.with_name(f"reached-{point}"))
    if how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(float(how))


def wrapped(point: str, function: Callable[..., Any], when: str) -> Callable[..., Any]:
    @functools.wraps(function)
    def with_point(*args: Any, **kwargs: Any) -> Any:
        if when == "before":
            reach(point)
        result = function(*args, **kwargs)
        if when == "after":
            reach(point)
        return result

    return with_point


class Crashes(AppConfig):
    name = "tests.faults"
    label = "crashes"

    def ready(self) -> None:
        for point, (module, path, when) in POINTS.items():
            owner: Any = import_module(module)
            *outer, name = path.split(".")
            for part in outer:
                owner = getattr(owner, part)
            setattr(owner, name, wrapped(point, getattr(owner, name), when))
