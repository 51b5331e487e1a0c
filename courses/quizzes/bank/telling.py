"""What an author is told after a question was saved."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from courses.quizzes.bank.queries import like
from courses.quizzes.bank.unfinished import unfinished
from courses.quizzes.bank.writers import others_than, writers_of
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
        messages.info(request, _waits(question))
    for other in like(question)[:1]:
        words = _("Another question asks nearly the same: “%(question)s”")
        messages.warning(request, words % {"question": stem_of(other)})


def _waits(question: Question) -> str:
    if not question.course.two_person_rule:
        return _("It waits for review.")
    others = others_than(question, writers_of([question])[question.pk])
    if not others:
        return _(
            "It waits for review by somebody who wrote none of it: an administrator may do so."
        )
    names = ", ".join(str(one) for one in others)
    return _("It waits for review. These can make it ready: %(names)s.") % {"names": names}
