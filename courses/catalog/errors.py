"""What can go wrong with a course, said so that a person can act on it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.catalog.models import LessonVersion


class CatalogError(Exception):
    """`message` is for the person, in their language."""

    @property
    def message(self) -> str:
        return str(self.args[0]) if self.args else ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that keeps a course from being published; `lesson` is a key, or empty."""

    message: str
    lesson: str = ""
    language: str = ""


class NotPublishable(CatalogError):
    """Carries every problem at once, so that an author sees the whole list."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(_("This course cannot be published yet."))
        self.problems = problems


class EditedElsewhere(CatalogError):
    """Somebody saved a newer version meanwhile; `newer` is that version."""

    def __init__(self, newer: LessonVersion) -> None:
        super().__init__(
            _("Somebody saved this lesson meanwhile. Compare both texts before you save yours.")
        )
        self.newer = newer


class TextRefused(CatalogError):
    """The text cannot be shown as it is: too long, nested too deep, too intricate."""


class PictureRefused(CatalogError):
    """The file is no picture that can be used."""


class NotOpen(CatalogError):
    """Nobody can enrol in this course now."""


class LibraryError(CatalogError):
    """A course's files do not hold what the format asks for; `file` and `path` say where."""

    def __init__(self, message: str, *, file: str = "", path: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.file, self.path = file, path
