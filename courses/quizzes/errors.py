"""What can go wrong with quizzes and attempts, in words for the person who meets it.

`status` is the HTTP status of a page or answer that reports it.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.quizzes.moments import said_at

if TYPE_CHECKING:
    from courses.quizzes.services.answers import Saved
    from courses.quizzes.services.walking import Way


class QuizError(Exception):
    """The family. `message` is lazy, so that it is read in the reader's language."""

    status = 409
    message: str | Promise = _("This cannot be done with this quiz.")

    def __init__(self, message: str | Promise | None = None) -> None:
        self.message = message or self.message
        super().__init__(self.message)

    def __str__(self) -> str:
        return str(self.message)


class NotPublishable(QuizError):
    """A quiz has problems; `problems` are sentences that say what to do."""

    status = 422

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__(" ".join(problems))


class BadSettings(QuizError):
    """Settings that contradict each other; `errors` is {field: sentence}."""

    status = 422

    def __init__(self, errors: dict[str, str]) -> None:
        self.errors = errors
        super().__init__(" ".join(errors.values()))


class CannotStart(QuizError):
    """A gate before the attempt is closed."""


class NotPublished(CannotStart):
    status = 404
    message = _("This quiz has not been published yet.")


class NotEnrolled(CannotStart):
    status = 403
    message = _("Enrol in the course first, then start the quiz.")


class NotOpenYet(CannotStart):
    message = _("This quiz has not opened yet.")


class Closed(CannotStart):
    message = _("This quiz has closed.")


class NoAttemptsLeft(CannotStart):
    message = _("You have used all your attempts at this quiz.")


class TooSoon(CannotStart):
    """`again_at`: when the wait after the last attempt ends."""

    def __init__(self, again_at: datetime, now: datetime) -> None:
        self.again_at = again_at
        sentence = gettext("There is a wait after each attempt. You can start again at %(time)s.")
        super().__init__(sentence % {"time": said_at(again_at, now)})


class RequiresFirst(CannotStart):
    message = _("Something else comes first in this course. It is listed below.")


class CodeWanted(CannotStart):
    """`field`: where on the page before the start it is put right."""

    status = 422
    field = "code"
    message = _("This is not the access code. Ask whoever gave it to you, and type it again.")


class TooManyCodes(CodeWanted):
    status = 429
    message = _("Too many wrong codes. Wait ten minutes, then try again.")


class HonourWanted(CannotStart):
    status = 422
    field = "honour"
    message = _("Read the statement and tick that you agree, then start.")


class NoSuchAttempt(QuizError):
    """The attempt does not exist, or is somebody else's: both look the same."""

    status = 404
    message = _("There is no such attempt.")


class NoSuchQuestion(QuizError):
    status = 422
    message = _("This question is not part of your attempt. Reload the page.")


class BadAnswer(QuizError):
    status = 422
    message = _("This answer does not fit its question. Reload the page and answer again.")


class OutOfStep(BadAnswer):
    """A step that does not start where its way stands; `way` is where that is, if known."""

    message = _(
        "You had already gone on from there, perhaps in another window. This is where you are now."
    )
    way: "Way | None" = None


class OperationReused(QuizError):
    status = 422
    message = _("Another answer was already saved under this number. Reload the page.")


class TooLate(QuizError):
    """The answer came after the end. It was kept as evidence: `saved` says how."""

    message = _("Time was up when this answer came. It was kept, but it does not count.")

    def __init__(self, saved: "Saved", message: str | Promise | None = None) -> None:
        self.saved = saved
        super().__init__(message)


class AlreadySubmitted(TooLate):
    message = _("This attempt was already submitted. The answer was kept, but does not count.")


class SubmittedByStaff(TooLate):
    message = _(
        "Your course’s staff submitted this attempt. The answer was kept, but does not count."
    )


class MadeVoid(TooLate):
    message = _("Your course’s staff made this attempt void. The answer was kept.")


class LeftBehind(TooLate):
    """In a quiz that is taken in its order, the question's page was left before."""

    status = 422
    message = _("You have gone on from this question, so its answer can no longer be changed.")


class StillOpen(QuizError):
    """On the page that is to be left for good something is not answered, or not finished."""

    message = _("Something on this page is still open.")


class NoBreakLeft(QuizError):
    message = _("There is no break left in this attempt.")


class NotUnderWay(QuizError):
    message = _("This attempt is over.")


class OnBreak(QuizError):
    message = _("You are on a break. Go on with the quiz first.")


class NotOnThisPage(QuizError):
    """In a quiz that is taken in its order."""

    message = _("This question is not on the page where you are now. Reload the page.")
