"""Raising something about a question, and answering it."""

import uuid
from collections.abc import Collection, Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from courses.catalog.models import in_language
from courses.mail.services import queue_mail
from courses.outbox.clock import database_now
from courses.people.models import User
from courses.people.nul import without_nul
from courses.quizzes.errors import NoSuchQuestion, NotUnderWay
from courses.quizzes.models import Attempt, Question
from courses.quizzes.raised.errors import EnoughForNow, NoneChosen, NotTheSame, SayWhat, TooFast
from courses.quizzes.raised.models import Raised
from courses.quizzes.raised.queries import slot_at, waiting_at
from courses.quizzes.services.locking import locked_alone, settled

LONGEST = 2000
LONGEST_ANSWER = 5000
MOST_OPEN = 5  # of one attempt
MOST_AN_HOUR = 20  # of one person
HOUR = timedelta(hours=1)
OPEN, ANSWERED, CLOSED = Raised.State.OPEN, Raised.State.ANSWERED, Raised.State.CLOSED


def raise_question(
    attempt_id: uuid.UUID, user: User, *, number: int, about: str, text: str, operation: uuid.UUID
) -> Raised:
    """Keeps what a learner says of the question at place `number` of the own attempt; sent twice
    under one `operation` it is kept once.

    Raises NoSuchAttempt, NotUnderWay (void), NoSuchQuestion, EnoughForNow, TooFast.
    """
    said = Raised(number=number, about=about, text=_tidy(text, LONGEST), operation_id=operation)
    return settled(lambda: _raise(attempt_id, user, said))


def _raise(attempt_id: uuid.UUID, user: User, said: Raised) -> Raised:
    attempt = locked_alone(attempt_id, user)
    known = Raised.objects.filter(user=user, operation_id=said.operation_id).first()
    if known is not None:
        return known
    if attempt.state == Attempt.State.VOID:
        raise NotUnderWay
    slot = slot_at(attempt, said.number)
    if slot is None:
        raise NoSuchQuestion
    now = database_now()
    mine = Raised.objects.filter(user=user)
    if mine.filter(attempt=attempt, state=OPEN).count() >= MOST_OPEN:
        raise EnoughForNow
    if mine.filter(raised_at__gt=now - HOUR).count() >= MOST_AN_HOUR:
        raise TooFast
    question = _locked(slot.question_version.question_id)
    made = Raised.objects.create(
        question=question,
        version=slot.question_version,
        slot=slot,
        attempt=attempt,
        user=user,
        operation_id=said.operation_id,
        number=said.number,
        about=said.about,
        text=said.text,
        language=attempt.language,
        raised_at=now,
    )
    _count(question)
    return made


def _tidy(text: str, longest: int) -> str:
    return without_nul(text).replace("\r\n", "\n").strip()[:longest]


def _locked(question_id: int) -> Question:
    """Whatever changes how many are open stands in line at the question's row."""
    return Question.objects.select_for_update(of=("self",)).get(pk=question_id)


def _count(question: Question) -> None:
    question.open_raised = waiting_at(question)
    question.save(update_fields=["open_raised"])


def _chosen(question: Question, ids: Collection[int]) -> list[Raised]:
    rows = Raised.objects.filter(question=question, pk__in=ids).order_by("pk")
    found = list(rows.select_related("attempt"))
    if not found:
        raise NoneChosen
    return found


@transaction.atomic
def answer(
    question: Question, ids: Collection[int], text: str, *, at_once: bool, by: User
) -> list[Raised]:
    """Answers those chosen and, with them, all that say the same; each learner is told by mail.

    What has this very answer already stays as it is, and nobody is told twice. Returns those that
    were answered now. Raises SayWhat, NoneChosen.
    """
    text = _tidy(text, LONGEST_ANSWER)
    if not text:
        raise SayWhat
    question = _locked(question.pk)
    rows = _with_doubles(_chosen(question, ids))
    fresh = [
        row for row in rows if (row.state, row.answer, row.at_once) != (ANSWERED, text, at_once)
    ]
    _answer(fresh, text, at_once=at_once, by=by)
    _count(question)
    return fresh


def _with_doubles(rows: Iterable[Raised]) -> list[Raised]:
    found = {row.pk: row for row in rows}
    same = Raised.objects.filter(same_as__in=list(found)).exclude(state=CLOSED)
    return [*found.values(), *same.exclude(pk__in=list(found)).select_related("attempt")]


def _answer(rows: Collection[Raised], text: str, *, at_once: bool, by: User | None) -> None:
    now = database_now()
    for row in rows:
        row.state, row.answer, row.at_once = ANSWERED, text, at_once
        row.by, row.answered_at = by, now
        row.save(update_fields=["state", "answer", "at_once", "by", "answered_at"])
    ids = [row.pk for row in rows]
    parts = ("user", "attempt__quiz_edition", "attempt__quiz__course")
    for row in Raised.objects.filter(pk__in=ids).select_related(*parts).order_by("pk"):
        _tell(row)


def _tell(row: Raised) -> None:
    """The learner by mail; an answer that may not be read yet is not in it."""
    attempt, language = row.attempt, row.user.language
    course = attempt.quiz.course
    queue_mail(
        "raised_answered",
        user=row.user,
        dedupe_key=f"raised_answered:{row.pk}:{row.answered_at}",
        context={
            "name": row.user.name,
            "course": in_language(course.titles, language, course.languages),
            "quiz": in_language(attempt.quiz_edition.titles, language, course.languages),
            "number": row.number,
            "is_question": row.is_question,
            "said": row.text,
            "answer": row.answer if row.may_be_read else "",
        },
    )


def mark_seen(person: User, rows: Iterable[Raised]) -> None:
    """The answers among these are no news any more."""
    new = [row.pk for row in rows if row.is_new]
    if new:
        Raised.objects.filter(pk__in=new, user=person).update(seen_at=database_now())


@transaction.atomic
def close(question: Question, ids: Collection[int]) -> int:
    """No answer is needed, or no more; how many. Raises NoneChosen."""
    question = _locked(question.pk)
    rows = [row for row in _with_doubles(_chosen(question, ids)) if row.state != CLOSED]
    Raised.objects.filter(pk__in=[row.pk for row in rows]).update(state=CLOSED)
    _count(question)
    return len(rows)


@transaction.atomic
def reopen(question: Question, ids: Collection[int]) -> int:
    """They wait again, each for itself; an answer that was given stays. Raises NoneChosen."""
    question = _locked(question.pk)
    rows = [row for row in _chosen(question, ids) if row.state != OPEN or row.same_as_id]
    Raised.objects.filter(pk__in=[row.pk for row in rows]).update(state=OPEN, same_as=None)
    _count(question)
    return len(rows)


@transaction.atomic
def say_same(question: Question, ids: Collection[int], other: int | None) -> int:
    """Those chosen say the same as `other`: they are answered with it, at once if it has an
    answer already. Raises NoneChosen, NotTheSame."""
    question = _locked(question.pk)
    rows = _chosen(question, ids)
    asked = (
        Raised.objects.filter(question=question, pk=other or 0).select_related("same_as").first()
    )
    first = asked and (asked.same_as or asked)
    if first is None or first.pk in {row.pk for row in rows}:
        raise NotTheSame
    chosen = Q(pk__in=[row.pk for row in rows]) | Q(same_as__in=rows)
    linked = Raised.objects.filter(chosen).exclude(pk=first.pk)
    linked.update(same_as=first)
    if first.state == ANSWERED:
        waiting = linked.filter(state=OPEN).select_related("attempt")
        _answer(list(waiting), first.answer, at_once=first.at_once, by=first.by)
    _count(question)
    return len(rows)


@transaction.atomic
def forget_raised_by(person: User) -> None:
    """What a person raised goes, and counts no more; what they answered stays, without a name."""
    own = Raised.objects.filter(user=person)
    ids = sorted(set(own.values_list("question", flat=True)))
    own.delete()
    Raised.objects.filter(by=person).update(by=None)
    for question_id in ids:
        _count(_locked(question_id))
