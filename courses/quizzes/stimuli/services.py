"""Which stimulus a question refers to."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from courses.quizzes.bank.errors import StillUsed
from courses.quizzes.errors import QuizError
from courses.quizzes.models import Question
from courses.quizzes.stimuli.queries import sharers_of, stimuli_in


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


@transaction.atomic
def set_stimulus(question: Question, stimulus: Question | None) -> Question:
    """From the next edition on; what is published keeps what it has. Raises NoStimulus."""
    if stimulus is not None and (
        not stimuli_in(question.course).filter(pk=stimulus.pk).exists()
        or stimulus.kind == question.kind
    ):
        raise NoStimulus
    question = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if question.stimulus_id != (stimulus.pk if stimulus else None):
        question.stimulus = stimulus
        question.save(update_fields=["stimulus", "updated_at"])
    return question
