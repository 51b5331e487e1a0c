"""Files on disk, each there as a whole or not at all."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from elearning.backup.archive import sync_folder


class WholeFileStorage(FileSystemStorage):
    """Writes under another name and renames once all of it is on the disk.

    A full disk or a kill in the middle would else leave a half file under its final name, and
    whoever comes next (a certificate made again, a backup) would take it for the whole.
    """

    def _save(self, name: str, content: File[Any]) -> str:
        final = Path(self.path(name))
        final.parent.mkdir(parents=True, exist_ok=True)
        part = final.with_name(f".{uuid.uuid4().hex}.part")
        try:
            with part.open("xb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            if self.file_permissions_mode is not None:
                part.chmod(self.file_permissions_mode)
            part.rename(final)
            # The name too must outlive a power cut, and every folder that was made for it.
            for folder in self._folders_of(final):
                sync_folder(folder)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        return name

    def _folders_of(self, final: Path) -> Iterator[Path]:
        """From the file's own up to the storage's."""
        root = Path(self.location)
        return (folder for folder in final.parents if folder.is_relative_to(root))
