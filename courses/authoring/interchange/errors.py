"""What can go wrong when courses come and go, in words that a person can act on."""

from django.utils.translation import gettext_lazy as _

from courses.authoring.errors import StudioError


class NoWayBack(StudioError):
    message = _(
        "The draft from before this import is no longer kept. The history of each lesson is."
    )


class NotExportable(Exception):
    """The message says what is to be mended first."""


class NotImportable(Exception):
    """What keeps a package from being imported, found while it was written: nothing was.

    `code` and `details` as of a Problem; `file` and `path` say where, as far as it is known.
    """

    def __init__(
        self, code: str, *, file: str = "", path: tuple[str | int, ...] = (), **details: str
    ) -> None:
        super().__init__(details.get("message", code))
        self.code, self.file, self.path, self.details = code, file, path, details
