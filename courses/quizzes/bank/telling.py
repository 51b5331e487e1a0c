"""What an author is told after a question was saved."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from courses.quizzes.bank.queries import like
from courses.quizzes.bank.unfinished import unfinished
from courses.quizzes.models import Question
from courses.quizzes.queries_draft import stem_of

MOST_TOLD = 3


def tell_of(request: HttpRequest, question: Question) -> None:
    """That it is unfinished or waits for somebody else, and that another asks nearly the same."""
    left = unfinished(question)
    if left:
        words = _("It is a draft, for it is not finished: %(left)s")
        messages.warning(request, words % {"left": " ".join(left[:MOST_TOLD])})
    if question.status == Question.Status.REVIEW:
        messages.info(
            request, _("It waits for review: somebody else of the course makes it ready.")
        )
    for other in like(question)[:1]:
        words = _("Another question asks nearly the same: “%(question)s”")
        messages.warning(request, words % {"question": stem_of(other)})
