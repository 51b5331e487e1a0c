"""A limit that holds while files arrive: what is past it is read from the line and dropped.

Without JavaScript a file comes in one form with the answers of all questions: the form cannot be
refused whole, or they would be lost with it.
"""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import (
    FileUploadHandler,
    SkipFile,
    TemporaryFileUploadHandler,
)
from django.http import HttpRequest
from django.utils.translation import gettext as _

from courses.quizzes.files.checks import MEGABYTE, FileRefused
from courses.quizzes.files.room import Room

# What a form needs beside its files: names, answers, the lines between the parts.
FORM_BYTES = 64 * 1024


class RoomHandler(FileUploadHandler):
    """Lets whole files through, or nothing of them; `dropped` are the fields they came in."""

    def __init__(self, request: HttpRequest, room: Room) -> None:
        super().__init__(request)
        self.room = room
        self.passed = 0
        self.dropped: set[str] = set()

    @property
    def most(self) -> int:
        return min(self.room.left, settings.MAX_REPORT_BYTES)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.passed += len(raw_data)
        if self.passed > self.most:
            self.passed -= start + len(raw_data)
            self.dropped.add(str(self.field_name))
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        return None

    def refusal(self) -> FileRefused:
        if self.room.left < settings.MAX_REPORT_BYTES:
            return self.room.refusal()
        words = _("Together these files have more than %(most)d MB. Send them one by one.")
        return FileRefused(words % {"most": settings.MAX_REPORT_BYTES // MEGABYTE})


def limit_arriving(request: HttpRequest, room: Room) -> None:
    """Before anything of the body was read."""
    request.upload_handlers = [RoomHandler(request, room), TemporaryFileUploadHandler(request)]


def dropped_from(request: HttpRequest, field: str) -> FileRefused | None:
    """Why files of this field did not come through, once the body was read; None when they did."""
    for handler in request.upload_handlers:
        if isinstance(handler, RoomHandler) and field in handler.dropped:
            return handler.refusal()
    return None


def is_too_long(request: HttpRequest, room: Room) -> bool:
    """By what the browser says of the body, so that none of it need be read."""
    length = str(request.META.get("CONTENT_LENGTH") or "")
    return length.isascii() and length.isdigit() and int(length) > max(room.left, 0) + FORM_BYTES
