"""Whether a file that was sent can be taken; each refusal is a sentence that says what to do."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from courses.quizzes.errors import BadAnswer
from courses.quizzes.files.sniff import holds
from courses.quizzes.types.file_answer.formats import BY_ENDING, FORMATS, ending_of, labels_of
from courses.quizzes.types.values import Spec

MEGABYTE = 1024 * 1024


class FileRefused(BadAnswer):
    """A file that is not taken."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that may be kept."""

    name: str
    format: str
    size: int
    sha256: str
    file: UploadedFile[Any]


def check_all(files: Sequence[UploadedFile[Any]], spec: Spec) -> list[Incoming]:
    """Raises FileRefused at the first that cannot be taken."""
    total = sum(file.size or 0 for file in files)
    if len(files) > 1 and total > settings.MAX_REPORT_BYTES:
        # What comes after so many bytes was dropped on the way: the last file is not whole.
        words = _("Together these files have more than %(most)d MB. Send them one by one.")
        raise FileRefused(words % {"most": settings.MAX_REPORT_BYTES // MEGABYTE})
    return [check_file(file, spec) for file in files]


def check_file(file: UploadedFile[Any], spec: Spec) -> Incoming:
    name = tidy_name(file.name or "")
    said = {"name": name, "allowed": labels_of(spec["formats"]), "most": spec["max_mb"]}
    size = file.size or 0
    form = BY_ENDING.get(ending_of(name), "")
    if form not in spec["formats"]:
        raise FileRefused(_("“%(name)s” cannot be taken here. Send one of: %(allowed)s.") % said)
    if size > spec["max_mb"] * MEGABYTE:
        raise FileRefused(_("“%(name)s” has more than %(most)d MB. Save it smaller.") % said)
    if not size:
        raise FileRefused(_("“%(name)s” is empty. Open it to see whether it was saved.") % said)
    if file.file is None or not holds(file.file, form):
        said["label"] = FORMATS[form].label
        words = _("“%(name)s” is not what its name says: %(label)s. Save it anew and send that.")
        raise FileRefused(words % said)
    return Incoming(name, form, size, _digest(file), file)


def _digest(file: UploadedFile[Any]) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def tidy_name(name: str) -> str:
    """The last part of a name, without control and direction marks; its ending is kept."""
    last = PurePath(name.replace("\\", "/")).name
    plain = "".join(char for char in last if char.isprintable()).strip()
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        return plain[:150] or "file"
    return f"{stem[:150] or 'file'}.{ending[:10]}"
