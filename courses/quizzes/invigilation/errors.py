"""Why an act on an attempt was not done, or not undone."""

from django.utils.translation import gettext_lazy as _

from courses.quizzes.errors import QuizError


class NoSuchAct(QuizError):
    status = 404
    message = _("There is no such act.")


class ChangedMeanwhile(QuizError):
    """The attempt is not as the page showed it on which the button was pressed."""

    message = _(
        "This attempt has changed since you opened the page. Nothing was done yet: see how it "
        "stands now, and press again if you still want to."
    )


class NotPossible(QuizError):
    """The attempt's state does not allow the act. Says why."""


class CannotUndo(QuizError):
    """Something happened since that contradicts. Says what."""
