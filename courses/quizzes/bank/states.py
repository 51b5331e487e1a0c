"""A question's way: draft → in review → ready → retired. Every step is recorded."""

from django.db import transaction

from courses.people.models import User
from courses.people.nul import without_nul
from courses.quizzes.bank import rules
from courses.quizzes.bank.errors import (
    ChangedMeanwhile,
    NeedsAnother,
    NotNow,
    SayWhy,
    StillUsed,
    Unfinished,
)
from courses.quizzes.bank.models import BankRecord
from courses.quizzes.bank.unfinished import unfinished
from courses.quizzes.models import Question, QuizItem
from courses.quizzes.stimuli.queries import sharers_of
from courses.quizzes.stimuli.services import check_nobody_refers_to

Status = Question.Status


def locked(question: Question) -> Question:
    rows = Question.objects.select_for_update(of=("self",))
    return rows.select_related("course", "current_version").get(pk=question.pk)


def move(question: Question, status: str, *, by: User | None, remark: str = "") -> Question:
    """Sets the state and records it; of a question locked by the caller. Asks no rule."""
    was_ready = question.status == Status.READY and question.ready_version_id is None
    question.status = status
    if status == Status.READY or was_ready:
        question.ready_version_id = question.current_version_id
    question.save(update_fields=["status", "ready_version", "updated_at"])
    record(question, status, by=by, remark=remark)
    return question


def record(question: Question, what: str, *, by: User | None, remark: str = "") -> None:
    BankRecord.objects.create(
        course_id=question.course_id,
        question=question,
        version_id=question.current_version_id,
        what=what,
        remark=without_nul(remark).strip(),
        by=by,
    )


def ask_again(question: Question, *, by: User | None) -> None:
    """What the question refers to is another, or says something else: by the two-person rule what
    was ready is to be looked at again. Of a question locked by the caller."""
    if not question.course.two_person_rule or by is None:
        return
    record(question, BankRecord.What.STIMULUS, by=by)
    if question.status == Status.READY:
        move(question, Status.REVIEW, by=by)


def ask_again_of_sharers(stimulus: Question, *, by: User | None) -> None:
    """Of a stimulus with a new text, the questions that refer to it."""
    if not stimulus.course.two_person_rule:
        return
    for sharer in sharers_of(stimulus).select_for_update(of=("self",)).select_related("course"):
        ask_again(sharer, by=by)


@transaction.atomic
def send_to_review(question: Question, *, by: User, remark: str = "") -> Question:
    """Raises NotNow unless it is a draft, and Unfinished."""
    question = locked(question)
    if not rules.can_send_to_review(question):
        raise NotNow
    _check_finished(question)
    return move(question, Status.REVIEW, by=by, remark=remark)


def _check_finished(question: Question) -> None:
    left = unfinished(question)
    if left:
        raise Unfinished(left)


@transaction.atomic
def send_back(question: Question, *, by: User, remark: str) -> Question:
    """A draft again, with a remark on what is to be done. Raises NotNow, SayWhy."""
    question = locked(question)
    if not rules.can_send_back(question):
        raise NotNow
    if not without_nul(remark).strip():
        raise SayWhy
    return move(question, Status.DRAFT, by=by, remark=remark)


@transaction.atomic
def make_ready(
    question: Question, *, by: User, seen: int | None = None, remark: str = ""
) -> Question:
    """Quizzes may use it. `seen` is the number of the version that was read.

    Raises NotNow, NeedsAnother, Unfinished, and ChangedMeanwhile when another version came
    meanwhile.
    """
    question = locked(question)
    if question.status not in (Status.DRAFT, Status.REVIEW):
        raise NotNow
    current = question.current_version
    if seen is not None and current is not None and current.number != seen:
        raise ChangedMeanwhile
    if not rules.can_make_ready(by, question):
        raise NeedsAnother
    _check_finished(question)
    return move(question, Status.READY, by=by, remark=remark)


@transaction.atomic
def retire_question(question: Question, *, by: User | None = None, remark: str = "") -> Question:
    """Offered no more; attempts and published quizzes keep it. Raises StillUsed,
    StillReferredTo."""
    question = locked(question)
    items = QuizItem.objects.filter(question=question, quiz__removed_at=None)
    quizzes = [item.quiz.title() or item.quiz.key for item in items.select_related("quiz")]
    if quizzes:
        raise StillUsed(quizzes)
    check_nobody_refers_to(question)
    return move(question, Status.RETIRED, by=by, remark=remark)


@transaction.atomic
def restore_question(question: Question, *, by: User | None = None) -> Question:
    """Ready again; a draft where it is unfinished, and by the two-person rule, unless this version
    was ready before."""
    question = locked(question)
    was_ready = question.ready_version_id == question.current_version_id
    free = (was_ready or not question.course.two_person_rule) and not unfinished(question)
    return move(question, Status.READY if free else Status.DRAFT, by=by)
