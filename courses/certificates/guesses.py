"""Codes cannot be guessed; trying is stopped all the same, so that nobody burns our power."""

from django.core.cache import cache
from django.http import HttpRequest

ALLOWED = 20
SECONDS = 600


def _key(request: HttpRequest) -> str:
    return f"certificate-guesses:{request.META.get('REMOTE_ADDR', '')}"


def too_many(request: HttpRequest) -> bool:
    """True when this address has named too many unknown codes in the last minutes."""
    guesses: int = cache.get(_key(request), 0)
    return guesses >= ALLOWED


def count(request: HttpRequest) -> None:
    guesses: int = cache.get(_key(request), 0)
    cache.set(_key(request), guesses + 1, SECONDS)
