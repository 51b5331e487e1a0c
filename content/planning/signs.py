"""The signs that join titles, as each language writes them."""

from __future__ import annotations

from collections.abc import Iterable

_SEMICOLON = {"ar": "؛ ", "zh": "；", "fr": "\u00a0; "}
_COMMA = {"ar": "، ", "zh": "、"}
_COLON = {"fr": "\u00a0: ", "zh": "："}


def side_by_side(titles: Iterable[str], language: str) -> str:
    return _SEMICOLON.get(language, "; ").join(titles)


def colon(language: str) -> str:
    return _COLON.get(language, ": ")


def listed(names: Iterable[str], language: str) -> str:
    return _COMMA.get(language, ", ").join(names)


def bracketed(title: str, told: str, language: str) -> str:
    return f"{title}（{told}）" if language == "zh" else f"{title} ({told})"
