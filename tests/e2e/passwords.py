"""Passwords of people that tests make: as the site keeps them, each worked out once."""

from typing import ClassVar

from django.contrib.auth.hashers import Argon2PasswordHasher

USUAL = "a good long password"
"""What everybody has whom tests/support makes."""


class HashedOnce(Argon2PasswordHasher):
    """To hash one takes longer than to make a quiz and an attempt: whoever has the same password
    gets the same hash, and the site knows no difference."""

    known: ClassVar[dict[str, str]] = {}

    def encode(self, password: str, salt: str) -> str:
        if password not in self.known:
            self.known[password] = super().encode(password, salt)
        return self.known[password]
