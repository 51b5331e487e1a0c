"""How writes on one attempt stand in line."""

import uuid
from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, transaction

from courses.people.models import User
from courses.quizzes.errors import NoSuchAttempt
from courses.quizzes.models import Attempt

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


def locked_attempt(public_id: uuid.UUID, user: User) -> Attempt:
    """The person's own attempt, its row locked until the transaction ends."""
    rows = Attempt.objects.select_for_update(of=("self",)).select_related("quiz_edition")
    attempt = rows.filter(public_id=public_id, user=user).first()
    if attempt is None:
        raise NoSuchAttempt
    return attempt
