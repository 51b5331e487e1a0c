"""What the commands print: progress for a person, and the outcome in words or as JSON."""

import json
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self

from elearning.backup.manifest import Manifest
from elearning.backup.restoring import Restored
from elearning.backup.taking import Taken
from elearning.backup.target import Here, place

SHOWN = ("courses_user", "courses_attempt", "courses_answer", "courses_certificate")


class Writes(Protocol):
    def write(self, msg: str) -> None: ...


class Progress:
    """Tells each stage as it begins, and where it is at most once a second."""

    def __init__(self, out: Writes) -> None:
        self.out = out
        self.start = self.last = time.monotonic()
        self.stage = ""

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.start

    def tell(self, words: str) -> None:
        now, stage = time.monotonic(), words.partition(":")[0]
        if stage != self.stage or now - self.last >= 1.0:
            self.out.write(f"{words} ({now - self.start:.0f} s)")
            self.last, self.stage = now, stage

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing is held."""


def asking(yes: bool) -> Callable[[Here, Manifest], bool]:
    """Whether to replace what is here: told, or asked for by the site's name."""

    def ask(here: Here, manifest: Manifest) -> bool:
        if yes:
            return True
        if not sys.stdin.isatty():
            return False
        sys.stderr.write(
            f"Everything in {place()} ({here.people} people) is replaced by the backup of"
            f" {manifest.site}, {manifest.taken_at}.\n"
            f"To go on, type this site's name ({here.name}): "
        )
        sys.stderr.flush()
        return sys.stdin.readline().strip() == here.name

    return ask


def of_backup(taken: Taken, seconds: float, *, as_json: bool) -> str:
    manifest = taken.manifest
    facts = {
        "file": str(taken.path),
        "bytes": taken.size,
        "seconds": round(seconds, 2),
        **facts_of(manifest),
        "missing": manifest.missing,
    }
    if as_json:
        return json.dumps(facts, ensure_ascii=False)
    lines = [
        f"{taken.path}: {taken.size / 1e6:.1f} MB, whole, in {seconds:.1f} s.",
        summary(manifest),
    ]
    if manifest.missing:
        lines.append(f"Missing files that rows name: {', '.join(manifest.missing[:10])}")
    return "\n".join(lines)


def of_restore(restored: Restored, seconds: float, *, as_json: bool) -> str:
    facts = {
        "into": place(),
        "seconds": round(seconds, 2),
        **facts_of(restored.manifest),
        "held_mails": restored.held,
        "kept": restored.kept,
        "warnings": restored.warnings,
    }
    if as_json:
        return json.dumps(facts, ensure_ascii=False)
    lines = [
        f"Restored into {place()} in {seconds:.1f} s.",
        summary(restored.manifest),
        *restored.warnings,
    ]
    lines += [
        f"What was here before lies in {path}; remove it when all is well."
        for path in restored.kept
    ]
    lines.append(
        f"Mail is on hold ({restored.held} waiting): start the site, sign in as an administrator,"
        " and decide under Administer, Mail."
    )
    return "\n".join(lines)


def facts_of(manifest: Manifest) -> dict[str, object]:
    return {
        "site": manifest.site,
        "release": manifest.release,
        "taken_at": manifest.taken_at,
        "database": manifest.database,
        "mode": manifest.mode,
        "rows": manifest.rows,
        "files": sum(name.startswith("media/") for name in manifest.members),
    }


def summary(manifest: Manifest) -> str:
    counts = ", ".join(
        f"{manifest.rows[table]} {table.removeprefix('courses_')}s"
        for table in SHOWN
        if table in manifest.rows
    )
    return f"{manifest.site}, release {manifest.release}, {manifest.taken_at}: {counts}."
