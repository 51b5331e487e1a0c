"""PURE: codes that nobody guesses and everybody can read out: 28 characters, 140 bits."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U."""
LENGTH = 28
GROUP = 4
CONFUSED = str.maketrans("ILO", "110", " -‐‑–_.\t\r\n")


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def tidy(typed: str) -> str | None:
    """The code as it is kept, from any way of typing it; None when it cannot be one."""
    code = typed.upper().translate(CONFUSED)
    fits = len(code) == LENGTH and all(sign in ALPHABET for sign in code)
    return code if fits else None


def groups(code: str) -> list[str]:
    return [code[start : start + GROUP] for start in range(0, len(code), GROUP)]


def grouped(code: str) -> str:
    """As it is printed, and stands in addresses: 7K3Q-9XWM-…"""
    return "-".join(groups(code))
