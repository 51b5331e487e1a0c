"""Why a formula could not be read, in words for its author."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.markup import BadFormula

REASONS = {
    "long": gettext_lazy("it is too long. Divide it."),
    "deep": gettext_lazy("it is nested too deep. Make it simpler."),
    "braces": gettext_lazy("the braces { } do not match."),
    "unknown": gettext_lazy("%(part)s is not known here."),
    "refused": gettext_lazy("%(part)s cannot be used here."),
    "broken": gettext_lazy("something is missing or left open."),
}


def what_is_wrong(error: BadFormula) -> str:
    """Names the formula, what is wrong with it, and how to write a plain dollar sign."""
    why = str(REASONS.get(error.reason, REASONS["broken"])) % {"part": error.part}
    said = _("The formula $%(formula)s$ cannot be read: %(why)s") % {
        "formula": error.formula,
        "why": why,
    }
    return said + " " + _("If no formula is meant, write \\$ for a dollar sign.")
