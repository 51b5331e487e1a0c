"""Message catalogues: compiled by Babel; gathered anew by `make messages` (needs gettext)."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ["fr", "es", "ar", "ru", "zh_Hans"]
SOURCES = ["content", "courses", "elearning", "templates"]


def catalogue_of(language: str, root: Path = ROOT) -> Path:
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def compile_catalogues() -> None:
    """Writes each .mo that is missing or older than its .po; whole, since others may be reading."""
    for source in ROOT.glob("locale/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as lines:
            catalogue = read_po(lines)
        fresh = target.with_suffix(f".{os.getpid()}.tmp")
        with fresh.open("wb") as out:
            write_mo(out, catalogue)
        fresh.replace(target)


def gather(languages: Sequence[str], room: Path) -> None:
    """The catalogues with every text of today, under `room`.

    On a copy, because makemessages writes a file beside each template while it works.
    """
    for name in SOURCES:
        shutil.copytree(ROOT / name, room / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "manage.py", room)
    for language in languages:
        catalogue_of(language, room).parent.mkdir(parents=True)
        if catalogue_of(language).exists():
            shutil.copy(catalogue_of(language), catalogue_of(language, room))
    names = [part for language in languages for part in ("-l", language)]
    options = ["--no-location", "--no-wrap", "--no-obsolete", "-v0"]
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", *names, *options],
        cwd=room,
        env={**os.environ, "VAR_DIR": str(room / "var")},
        check=True,
    )
    for language in languages:
        drop_date(catalogue_of(language, room))


def drop_date(path: Path) -> None:
    """The day of gathering would change a catalogue in which no text has changed."""
    path.write_text(re.sub(r'"POT-Creation-Date: .*\n', "", path.read_text("utf-8")), "utf-8")


def write() -> None:
    with tempfile.TemporaryDirectory() as room:
        gather(LANGUAGES, Path(room))
        for language in LANGUAGES:
            catalogue_of(language).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(catalogue_of(language, Path(room)), catalogue_of(language))
    compile_catalogues()


def problems(language: str = "fr", root: Path = ROOT) -> list[str]:
    """What is missing or fuzzy in a language that is promised complete."""
    with catalogue_of(language, root).open("rb") as lines:
        catalogue = read_po(lines)
    return [
        f"{'fuzzy' if message.fuzzy else 'not translated'}: {message.id}"
        for message in catalogue
        if message.id and (message.fuzzy or not all(strings(message)))
    ]


def strings(message: Message) -> Sequence[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or [""])


def check() -> int:
    """Gathers aside, and compares: the catalogue must hold every text, translated."""
    if shutil.which("xgettext") is None:
        print("skipped: whether the catalogue holds every text (xgettext is not installed)")
        found = problems()
        failed = bool(found) or os.environ.get("CI") == "true"
    else:
        with tempfile.TemporaryDirectory() as room:
            gather(["fr"], Path(room))
            found = problems(root=Path(room))
        failed = bool(found)
    print("\n".join(found[:40]))
    if found:
        print(f"{len(found)} to do: run `make messages`, then write them in {catalogue_of('fr')}")
    return 1 if failed else 0


if __name__ == "__main__":
    if sys.argv[1:] == ["check"]:
        sys.exit(check())
    if sys.argv[1:] == ["compile"]:
        compile_catalogues()
    else:
        write()
