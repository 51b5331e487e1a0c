"""Which stimulus a question refers to."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from courses.quizzes.errors import QuizError
from courses.quizzes.models import Question
from courses.quizzes.stimuli.queries import stimuli_in


class NoStimulus(QuizError):
    status = 422
    message = _("Choose a text or picture of this course's own bank.")


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
