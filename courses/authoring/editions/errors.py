"""What can go wrong with a new edition, in words that an instructor can act on."""

from django.utils.translation import gettext_lazy as _

from courses.authoring.errors import StudioError


class SameReport(StudioError):
    message = _("These are the same bytes: there is nothing to compare.")


class NotNewer(StudioError):
    message = _(
        "The report that you call the new one is the older of the two. "
        "The courses rest on the newer one already: nothing was changed."
    )


class OtherLanguage(StudioError):
    message = _("The two reports are in different languages: they cannot be compared.")
    status = 422


class BlockMoved(StudioError):
    message = _(
        "This lesson was changed meanwhile. You see it as it stands now; nothing was done. "
        "Look again and decide."
    )


class NothingRestsHere(StudioError):
    message = _("Nothing rests on this passage any more. Nothing was done.")


class CannotUndo(StudioError):
    message = _(
        "This cannot be undone any more: the text was edited since. "
        "The earlier text stands in the lesson’s history."
    )


class InAnotherLanguage(StudioError):
    message = _(
        "This block is in another language than the report: its text cannot be taken from there. "
        "Change it in the editor, or keep it as checked."
    )
    status = 422
