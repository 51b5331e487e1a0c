"""How writes on one attempt stand in line."""

import uuid
from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, transaction

from courses.people.models import User
from courses.quizzes.errors import NoSuchAttempt
from courses.quizzes.models import Attempt
from elearning.prepared import Prepared, given

T = TypeVar("T")


def settled(write: Callable[[], T]) -> T:
    """Runs `write` in a transaction; when a unique constraint tells that another was first,
    once more: it then finds the other's row and returns it."""
    try:
        with transaction.atomic():
            return write()
    except IntegrityError:
        with transaction.atomic():
            return write()


# Prepared, for they run at each answer and each submission.
_alone = Prepared(
    lambda: Attempt.objects.select_for_update().filter(
        public_id=given("public_id"), user=given("user")
    )
)
_with_quiz = Prepared(
    lambda: (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("quiz_edition")
        .filter(public_id=given("public_id"), user=given("user"))
    )
)


def locked_alone(public_id: uuid.UUID, user: User) -> Attempt:
    """As locked_attempt, without its quiz: for what runs at each answer."""
    return _own(_alone, public_id, user)


def locked_attempt(public_id: uuid.UUID, user: User) -> Attempt:
    """The person's own attempt, its row locked until the transaction ends."""
    return _own(_with_quiz, public_id, user)


def _own(rows: Prepared[Attempt], public_id: uuid.UUID, user: User) -> Attempt:
    attempt = rows.first(public_id=public_id, user=user.pk)
    if attempt is None:
        raise NoSuchAttempt
    return attempt
