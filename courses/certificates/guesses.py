"""Codes cannot be guessed; trying is stopped all the same, so that nobody burns our power.

Only unknown codes are counted and refused: a real certificate can always be checked, also from
behind an address that many share.
"""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

ALLOWED = 20
SECONDS = 600


def too_many(request: HttpRequest) -> bool:
    """Counts one more unknown code; True when its address has named too many lately."""
    key = f"certificate-guesses:{get_adapter().get_client_ip(request)}"
    guesses: int = cache.get(key, 0) + 1
    cache.set(key, guesses, SECONDS)
    return guesses > ALLOWED
