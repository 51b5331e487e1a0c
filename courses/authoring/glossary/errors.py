"""What can go wrong with a word, in words that an instructor can act on."""

from django.utils.translation import gettext_lazy as _

from courses.authoring.errors import StudioError
from courses.catalog.aids.models import Term


class TermChanged(StudioError):
    """`newer` is the word as it stands."""

    message = _("Somebody changed this word meanwhile. Compare both before you save yours.")

    def __init__(self, newer: Term) -> None:
        super().__init__()
        self.newer = newer


class TermTaken(StudioError):
    """Two words of a language that read the same would be linked to one of them alone."""

    message = _("The glossary has this word already.")
    status = 422

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
