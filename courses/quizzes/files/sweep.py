"""Files that no row names: an upload was cut off, or its attempt was erased."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings

from courses.quizzes.files.models import AnswerFile

FOLDER = "answers"
# An upload has its file on the disk a moment before its row: nothing this young is touched.
YOUNGEST = 24 * 3600


def remove_folder(attempt_id: UUID) -> None:
    """Of an attempt that is erased: all that was sent for it."""
    shutil.rmtree(Path(settings.MEDIA_ROOT) / FOLDER / str(attempt_id), ignore_errors=True)


def sweep_files() -> int:
    """Removes them; how many."""
    root = Path(settings.MEDIA_ROOT) / FOLDER
    return sum(_swept(folder) for folder in _folders(root))


def _folders(root: Path) -> Iterator[Path]:
    yield from (path for path in root.iterdir() if path.is_dir()) if root.is_dir() else ()


def _swept(folder: Path) -> int:
    named = set(
        AnswerFile.objects.filter(attempt__public_id=folder.name).values_list("file", flat=True)
    )
    before = time.time() - YOUNGEST
    gone = [
        path
        for path in folder.iterdir()
        if f"{FOLDER}/{folder.name}/{path.name}" not in named and path.stat().st_mtime < before
    ]
    for path in gone:
        path.unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()
    return len(gone)
