"""Why a lesson was not split or merged, in words that an instructor can act on."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.authoring.errors import StudioError


class NoPlace(StudioError):
    message = gettext_lazy("Choose where the new lesson is to begin.")
    status = 422


class LessonMoved(StudioError):
    message = gettext_lazy(
        "This lesson was changed meanwhile. You see it as it stands now; nothing was done. "
        "Choose the place again."
    )


class NothingBelow(StudioError):
    message = gettext_lazy("There is no lesson below it in its module. Move one there first.")
    status = 422


class TooManyQuestions(StudioError):
    message = gettext_lazy(
        "More than 200 questions rest on this lesson: they cannot be moved at once. "
        "Set their evidence in the questions’ list first."
    )
    status = 422


class CannotUndoStep(StudioError):
    message = gettext_lazy(
        "This cannot be undone any more: a text was edited since. "
        "The earlier texts stand in the lessons’ histories."
    )


class NotTogether(StudioError):
    """`why` is a sentence of its own."""

    status = 422

    def __init__(self, why: str) -> None:
        super().__init__()
        self.args = (why,)


def label_clashes(label: str) -> NotTogether:
    words = _("Both lessons explain “%(label)s”, and differently. Change one of them first.")
    return NotTogether(words % {"label": label})
