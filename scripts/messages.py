"""Message catalogues: compiled by Babel; gathered anew by `make messages` (needs gettext)."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ["fr", "es", "ar", "ru", "zh_Hans"]


def compile_catalogues() -> None:
    """Writes each .mo that is missing or older than its .po."""
    for source in ROOT.glob("locale/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as lines:
            catalogue = read_po(lines)
        with target.open("wb") as out:
            write_mo(out, catalogue)


def gather(languages: list[str] = LANGUAGES) -> None:
    names = [part for language in languages for part in ("-l", language)]
    command = [
        sys.executable,
        "manage.py",
        "makemessages",
        *names,
        "--no-location",
        "--ignore=.venv",
        "--ignore=var",
        "--ignore=tests",
        "--ignore=scripts",
    ]
    subprocess.run(command, cwd=ROOT, check=True)


def problems(language: str = "fr") -> list[str]:
    """What is missing, fuzzy or out of date in a language that is promised complete."""
    path = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as lines:
        catalogue = read_po(lines)
    return [
        f"{'fuzzy' if message.fuzzy else 'not translated'}: {message.id}"
        for message in catalogue
        if message.id and (message.fuzzy or not all(strings(message)))
    ]


def strings(message: Message) -> Sequence[str]:
    return [message.string] if isinstance(message.string, str) else message.string


def check() -> int:
    """Gathers into the work tree and compares: the catalogue must hold every text, translated."""
    if shutil.which("xgettext") is None:
        print("skipped: whether the catalogue holds every text (xgettext is not installed)")
        missing = os.environ.get("CI") == "true"
    else:
        before = {path: path.read_bytes() for path in ROOT.glob("locale/fr/LC_MESSAGES/*.po")}
        gather(["fr"])
        found = problems()
        for path, content in before.items():
            path.write_bytes(content)
        print("\n".join(found[:40]))
        missing = bool(found)
    return 1 if missing or problems() else 0


if __name__ == "__main__":
    if sys.argv[1:] == ["check"]:
        sys.exit(check())
    gather()
    compile_catalogues()
