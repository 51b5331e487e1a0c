"""Ids for the parts of a question whose author gave none, and an order that follows nothing.

An id stands in the learner's page: made from its place, it would give the right order away.
"""

from collections.abc import Iterable
from hashlib import sha256

from django.utils.crypto import salted_hmac


def opaque_id(name: str, *, purpose: str, salt: str) -> str:
    """The same for the same name and salt; tells nothing of either."""
    return salted_hmac(f"quizzes.{purpose}", f"{salt}/{name}").hexdigest()[:10]


def scattered(ids: Iterable[str]) -> list[str]:
    """In an order of its own, always the same, whatever the ids look like."""
    return sorted(ids, key=lambda part: sha256(part.encode()).digest())
