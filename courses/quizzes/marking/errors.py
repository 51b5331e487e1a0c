"""Why a marking was not kept."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from courses.quizzes.errors import QuizError

if TYPE_CHECKING:
    from courses.quizzes.marking.models import Marking


class NothingToMark(QuizError):
    status = 404
    message = _("There is nothing to mark here.")


class MarkedMeanwhile(QuizError):
    """Somebody else saved a marking since the page was made: `newest` says what."""

    message = _("Somebody else marked this answer meanwhile. Nothing of yours was saved yet.")

    def __init__(self, newest: "Marking") -> None:
        self.newest = newest
        super().__init__()


class NothingToUndo(QuizError):
    message = _("There is nothing to undo.")
