"""Why a grade was not changed."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from courses.quizzes.errors import QuizError

if TYPE_CHECKING:
    from courses.quizzes.gradebook.models import GradeAct


class NotGraded(QuizError):
    message = _("This quiz gives no grade: it is for practice, or was never published.")


class ChangedMeanwhile(QuizError):
    """Somebody else changed the grade since the page was made: `newest` says how."""

    message = _("Somebody else changed this grade meanwhile. Nothing of yours was saved yet.")

    def __init__(self, newest: "GradeAct") -> None:
        self.newest = newest
        super().__init__()


class NothingToUndo(QuizError):
    message = _("There is nothing to undo.")
