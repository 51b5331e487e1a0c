"""What can go wrong when something is raised, or answered."""

from django.utils.translation import gettext_lazy as _

from courses.quizzes.errors import QuizError


class EnoughForNow(QuizError):
    message = _(
        "You have raised a good deal here that nobody has answered yet. Wait for the answers, "
        "then raise more."
    )


class TooFast(QuizError):
    message = _("You have raised much within an hour. Wait a while, then send this again.")


class SayWhat(QuizError):
    status = 422
    message = _("Write the answer first.")


class NoneChosen(QuizError):
    status = 422
    message = _("Choose at least one by the box before it.")


class NotTheSame(QuizError):
    status = 422
    message = _("Choose another one that says the same, not one of those you have ticked.")
