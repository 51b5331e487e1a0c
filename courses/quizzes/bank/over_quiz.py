"""Findings over a whole quiz that its staff accept, as long as they rest on the same."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from courses.people.models import User
from courses.people.nul import without_nul
from courses.quizzes.bank.errors import NotNow, SayWhy
from courses.quizzes.bank.models import BankRecord, QuizWaiver
from courses.quizzes.bank.remarks import LONGEST_REASON
from courses.quizzes.bank.report import found_over
from courses.quizzes.models import Quiz

What = BankRecord.What
QUIZ_CHANGED = _("The quiz has changed since you saw it. Look at it again, then decide anew.")


@transaction.atomic
def waive_over(quiz: Quiz, code: str, *, basis: str, reason: str, by: User) -> None:
    """Accepts a finding as it was seen: `basis` is what it rested on. Raises SayWhy, and NotNow
    where it is gone or rests on something else."""
    quiz = Quiz.objects.select_for_update(of=("self",)).select_related("course").get(pk=quiz.pk)
    reason = " ".join(without_nul(reason).split())[:LONGEST_REASON]
    if not reason:
        raise SayWhy
    if (code, basis) not in {(over.code, over.basis) for over in found_over(quiz)}:
        raise NotNow(QUIZ_CHANGED)
    QuizWaiver.objects.update_or_create(
        quiz=quiz, code=code, defaults={"basis": basis, "reason": reason, "by": by}
    )
    _record(quiz, What.WAIVED, f"{quiz.key}: {code}: {reason}", by)


@transaction.atomic
def unwaive_over(quiz: Quiz, code: str, *, by: User) -> None:
    gone, _rows = QuizWaiver.objects.filter(quiz=quiz, code=code).delete()
    if gone:
        _record(quiz, What.UNWAIVED, f"{quiz.key}: {code}", by)


def _record(quiz: Quiz, what: str, remark: str, by: User) -> None:
    BankRecord.objects.create(course_id=quiz.course_id, what=what, remark=remark, by=by)
