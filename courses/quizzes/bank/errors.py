"""What can go wrong when questions are written."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from courses.quizzes.errors import QuizError
from courses.quizzes.types.base import Problem


class NotValid(QuizError):
    """A question cannot be used as it is; `problems` is {language: [Problem, …]}."""

    status = 422

    def __init__(self, problems: Mapping[str, Sequence[Problem]]) -> None:
        self.problems = problems
        super().__init__(" ".join(p.message for found in problems.values() for p in found))


class ChangedMeanwhile(QuizError):
    message = _(
        "Somebody saved this question while you were writing. Your text stands below, unsaved. "
        "Open the question in a second window to compare, then save again."
    )


class StillUsed(QuizError):
    """The question stands in the drafts of quizzes; `quizzes` are their titles."""

    def __init__(self, quizzes: Sequence[str]) -> None:
        self.quizzes = quizzes
        words = _("This question stands in a quiz: %(quizzes)s. Take it out there first.")
        super().__init__(words % {"quizzes": ", ".join(quizzes)})


class NotNow(QuizError):
    message = _(
        "The question is no longer in the state you saw. Look at it again, then decide anew."
    )


class Unfinished(QuizError):
    """A draft that lacks something; `left` are sentences that say what to do."""

    status = 422

    def __init__(self, left: Sequence[str]) -> None:
        self.left = left
        words = _("It is not finished: %(left)s")
        super().__init__(words % {"left": " ".join(left)})


class NeedsAnother(QuizError):
    message = _(
        "In this course nobody makes ready what they wrote themselves, not even in part: "
        "in review, somebody of the course who wrote none of it makes it ready."
    )


class SayWhy(QuizError):
    status = 422
    message = _("Write a sentence that the next person can act on.")


class NothingChosen(QuizError):
    """A change of many questions that names none, or no change."""

    status = 422


class OtherThanSeen(QuizError):
    message = _(
        "Somebody changed some of these questions meanwhile. "
        "This is what the change would do now: look, then confirm again."
    )


class LabelChanged(QuizError):
    message = _(
        "This label, or one of its name, was changed meanwhile. Look again, then decide anew."
    )


class LabelTaken(QuizError):
    message = _("Another label bears this name by now. Rename that one first, then undo this.")
