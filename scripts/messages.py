"""Message catalogues: compiled by Babel; gathered anew by `make messages` (needs gettext)."""

import subprocess
import sys
from pathlib import Path

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
    command = [sys.executable, "manage.py", "makemessages", *names, "--no-location",
               "--ignore=.venv", "--ignore=var", "--ignore=tests", "--ignore=scripts"]
    subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    gather()
    compile_catalogues()
