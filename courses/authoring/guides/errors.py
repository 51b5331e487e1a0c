"""What can go wrong with a teaching guide, in words that an instructor can act on."""

from django.utils.translation import gettext_lazy as _

from courses.authoring.errors import StudioError
from courses.catalog.aids.models import ModuleGuide


class GuideEditedElsewhere(StudioError):
    """`newer` is the guide as it stands; None where it is again the one made from the module."""

    message = _("Somebody changed this guide meanwhile. Compare both texts before you save yours.")

    def __init__(self, newer: ModuleGuide | None) -> None:
        super().__init__()
        self.newer = newer


class NothingToBringBack(StudioError):
    message = _("There is no earlier text to bring back.")
