"""Which stimulus a question refers to."""

from django.db import transaction

from courses.people.models import User
from courses.quizzes.bank.states import ask_again
from courses.quizzes.models import Question
from courses.quizzes.stimuli.queries import stimuli_in
from courses.quizzes.stimuli.services import NoStimulus


@transaction.atomic
def set_stimulus(
    question: Question, stimulus: Question | None, *, by: User | None = None
) -> Question:
    """From the next edition on; what is published keeps what it has. By the two-person rule what
    was ready is to be looked at again. Raises NoStimulus."""
    if stimulus is not None and (
        not stimuli_in(question.course).filter(pk=stimulus.pk).exists()
        or stimulus.kind == question.kind
    ):
        raise NoStimulus
    rows = Question.objects.select_for_update(of=("self",)).select_related("course")
    question = rows.get(pk=question.pk)
    if question.stimulus_id != (stimulus.pk if stimulus else None):
        question.stimulus = stimulus
        question.save(update_fields=["stimulus", "updated_at"])
        ask_again(question, by=by)
    return question
