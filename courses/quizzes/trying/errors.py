"""What can go wrong with checks of answers, in words for the person who meets it."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.quizzes.errors import BadAnswer, QuizError


class QuestionClosed(BadAnswer):
    """Not TooLate: the browser is to drop the answer, and go on."""

    message = _("You have checked this question, so its answer stays as it was then.")


class CannotCheck(QuizError):
    status = 422
    message = _("The answer to this question is not checked before the quiz is handed in.")


class NothingToCheck(QuizError):
    status = 422
    message = _("There is no answer to check yet. Answer first, then check.")


class NotFinished(QuizError):
    """An answer that leaves something open would be closed by its one check: that is asked."""

    status = 422

    def __init__(self, lacks: str) -> None:
        sentence = gettext(
            "%(lacks)s. Finish your answer, or press “Check” again to have it checked as it is: it "
            "can be checked only once."
        )
        super().__init__(sentence % {"lacks": lacks or gettext("Not all is answered")})
