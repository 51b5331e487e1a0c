"""What the staff say of a question: comments, and findings that they accept, with the reason."""

from django.db import transaction
from django.utils import timezone

from courses.people.models import User
from courses.people.nul import without_nul
from courses.quizzes.bank.errors import NotNow, SayWhy
from courses.quizzes.bank.looking import count_open
from courses.quizzes.bank.models import Finding, QuestionComment, Waiver
from courses.quizzes.bank.states import locked, record
from courses.quizzes.models import Question

MOST = 5000
LONGEST_REASON = 500


@transaction.atomic
def add_comment(question: Question, text: str, *, by: User) -> QuestionComment:
    """On the version that is current now. Raises SayWhy for an empty text."""
    question, text = locked(question), without_nul(text)
    if not text.strip() or question.current_version is None:
        raise SayWhy
    comment = QuestionComment.objects.create(
        question=question, version=question.current_version, text=text.strip()[:MOST], by=by
    )
    _count_comments(question)
    return comment


@transaction.atomic
def resolve_comment(comment: QuestionComment, *, by: User) -> None:
    _set_resolved(comment, by=by, resolved=True)


@transaction.atomic
def reopen_comment(comment: QuestionComment) -> None:
    _set_resolved(comment, by=None, resolved=False)


def _set_resolved(comment: QuestionComment, *, by: User | None, resolved: bool) -> None:
    question = locked(comment.question)
    comment.resolved_by = by
    comment.resolved_at = timezone.now() if resolved else None
    comment.save(update_fields=["resolved_by", "resolved_at"])
    _count_comments(question)


def _count_comments(question: Question) -> None:
    question.open_comments = question.comments.filter(resolved_at=None).count()
    question.save(update_fields=["open_comments"])


@transaction.atomic
def waive(question: Question, code: str, *, reason: str, by: User | None) -> None:
    """Accepts a finding. It ends when the finding does. Raises SayWhy, NotNow for no finding."""
    question = locked(question)
    reason = " ".join(without_nul(reason).split())[:LONGEST_REASON]
    if not reason:
        raise SayWhy
    if not Finding.objects.filter(question=question, code=code).exists():
        raise NotNow
    Waiver.objects.update_or_create(
        question=question, code=code, defaults={"reason": reason, "by": by}
    )
    record(question, "waived", by=by, remark=f"{code}: {reason}")
    _count_findings(question)


@transaction.atomic
def unwaive(question: Question, code: str, *, by: User) -> None:
    question = locked(question)
    gone, _rows = Waiver.objects.filter(question=question, code=code).delete()
    if gone:
        record(question, "unwaived", by=by, remark=code)
        _count_findings(question)


def _count_findings(question: Question) -> None:
    question.open_findings = count_open(question)
    question.save(update_fields=["open_findings"])
