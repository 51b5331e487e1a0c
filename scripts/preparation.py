"""What a site needs before it serves: run by `make run`, each step only where it is missing."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def prepare(*, demo: bool) -> None:
    migrate()
    collect_static()
    if is_empty():
        print("Loading the library of courses ...", flush=True)
        load(demo=demo)


def migrate() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Preparing the database ...", flush=True)
        call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def collect_static() -> None:
    """Again only when a file of ours changed, so that a second start is quick."""
    stamp = settings.VAR_DIR / "static.stamp"
    state = fingerprint(
        Path(settings.BASE_DIR) / "static", Path(settings.BASE_DIR) / "requirements.txt"
    )
    if stamp.exists() and stamp.read_text() == state:
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(state)


def fingerprint(*roots: Path) -> str:
    seen = hashlib.sha256()
    for root in roots:
        for path in sorted([root, *root.rglob("*")]):
            if path.is_file():
                state = path.stat()
                seen.update(f"{path}:{state.st_size}:{state.st_mtime_ns};".encode())
    return seen.hexdigest()


def load(*, demo: bool) -> None:
    from courses.authoring.library import load_library
    from courses.home.demo import load_demo

    load_library()
    if demo:
        load_demo()


def is_empty() -> bool:
    from courses.models import Course, User

    return not Course.objects.exists() and not User.objects.exists()
