"""The stages of reading, as a person is told of them, and their share of the whole."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STAGES: dict[str, Promise] = {
    "": _("Waiting for its turn"),
    "read": _("Reading the pages"),
    "clean": _("Setting aside running heads and page numbers"),
    "outline": _("Finding the headings"),
    "passages": _("Finding paragraphs and footnotes"),
}
# Where each stage begins and ends, of 1; the rest is for storing what was read.
SHARES = {"read": (0.05, 0.55), "clean": (0.55, 0.7), "outline": (0.7, 0.8), "passages": (0.8, 0.9)}


def stage_label(stage: str) -> Promise:
    """The label of a stage; a general one for a stage without its own."""
    return STAGES.get(stage, _("Reading the report"))


def whole_share(stage: str, share: float) -> float:
    """How much of everything is done when `share` of this stage is."""
    start, end = SHARES.get(stage, (0.0, 0.05))
    return start + (end - start) * min(max(share, 0.0), 1.0)
