"""What keeps a stimulus, or a choice of one, from being so."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from courses.quizzes.bank.errors import StillUsed
from courses.quizzes.errors import QuizError
from courses.quizzes.models import Question
from courses.quizzes.stimuli.queries import sharers_of


class NoStimulus(QuizError):
    status = 422
    message = _("Choose a text or picture of this course's own bank.")


class StillReferredTo(StillUsed):
    """Questions that are not retired refer to it."""

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__(keys)
        words = _("Questions refer to this: %(keys)s. Let them refer to something else first.")
        self.message = words % {"keys": ", ".join(keys)}


def check_nobody_refers_to(question: Question) -> None:
    """Raises StillReferredTo."""
    keys = [sharer.key for sharer in sharers_of(question)]
    if keys:
        raise StillReferredTo(keys)
