"""What a question bank keeps of those who work in it: what they said, and what they did."""

from typing import Any

from courses.people.models import User
from courses.quizzes.bank.models import (
    BankRecord,
    BulkEdit,
    Likeness,
    QuestionComment,
    QuizWaiver,
    Waiver,
)


def said_by(person: User) -> dict[str, Any]:
    """Their comments, and what is recorded of what they did, the first one first."""
    comments = QuestionComment.objects.filter(by=person).select_related("question")
    records = BankRecord.objects.filter(by=person).select_related("question")
    return {
        "comments": [
            {"question": one.question.key, "text": one.text, "at": one.at.isoformat()}
            for one in comments
        ],
        "records": [
            {
                "question": one.question.key if one.question else None,
                "what": one.what,
                "remark": one.remark,
                "at": one.at.isoformat(),
            }
            for one in records
        ],
    }


def forget(person: User) -> None:
    """What they said and did stays, for it is about the questions; without their name."""
    for model in (QuestionComment, Waiver, QuizWaiver, BankRecord, BulkEdit):
        model._default_manager.filter(by=person).update(by=None)
    QuestionComment.objects.filter(resolved_by=person).update(resolved_by=None)
    BulkEdit.objects.filter(undone_by=person).update(undone_by=None)
    Likeness.objects.filter(settled_by=person).update(settled_by=None)
