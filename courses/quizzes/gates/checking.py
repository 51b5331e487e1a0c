"""What a learner brings to a start, and whether it opens the gates that stand before it."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from courses.outbox.clock import database_now
from courses.people.models import User
from courses.quizzes.errors import CodeWanted, HonourWanted, RequiresFirst, TooManyCodes
from courses.quizzes.gates.models import WrongCode
from courses.quizzes.gates.requirements import steps_before
from courses.quizzes.models import QuizEdition

CODES, CODES_SECONDS = 10, 600
"""So many wrong codes one person may type in so many seconds."""


@dataclass(frozen=True, slots=True)
class Brought:
    """The access code as it was typed, and whether the honour statement was agreed to."""

    code: str = ""
    honours: bool = False


NOTHING = Brought()


def check_gates(user: User, published: QuizEdition, brought: Brought) -> None:
    """Raises RequiresFirst, CodeWanted, TooManyCodes or HonourWanted.

    No query where nothing is required.
    """
    if not all(step.is_done for step in steps_before(user, published)):
        raise RequiresFirst
    if published.access_code and not is_code(published, brought.code):
        raise CodeWanted
    if has_honour(published) and not brought.honours:
        raise HonourWanted


def is_code(published: QuizEdition, typed: str) -> bool:
    """Capitals and spaces around it do not matter: it is read out and written on boards."""
    wanted, given = (text.strip().casefold() for text in (published.access_code, typed))
    return secrets.compare_digest(wanted.encode(), given.encode())


def has_honour(published: QuizEdition) -> bool:
    return any(text.strip() for text in published.honour.values())


def limit_codes(user: User, published: QuizEdition) -> None:
    """Puts down a wrong code. Raises TooManyCodes.

    In the database, for the cache may be away just when somebody tries all there are.
    """
    now = database_now()
    rows = WrongCode.objects.filter(user=user, quiz=published.quiz_id)
    rows.filter(typed_at__lt=now - timedelta(seconds=CODES_SECONDS)).delete()
    WrongCode.objects.create(user=user, quiz_id=published.quiz_id, typed_at=now)
    if rows.count() > CODES:
        raise TooManyCodes


def has_typed_too_many(user: User, published: QuizEdition) -> bool:
    since = database_now() - timedelta(seconds=CODES_SECONDS)
    rows = WrongCode.objects.filter(user=user, quiz=published.quiz_id, typed_at__gte=since)
    return rows.count() >= CODES
