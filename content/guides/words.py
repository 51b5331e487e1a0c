"""What a guide says in the language of its course."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from content.yaml_files import load_yaml

_FILE = Path(__file__).with_name("words.yaml")


@dataclass(frozen=True, slots=True)
class Words:
    language: str
    said: dict[str, Any]

    def __call__(self, name: str, *values: object) -> str:
        """The words of this name, with the values in their places."""
        return str(self.said[name]).format(*values)

    def quoted(self, text: str) -> str:
        return self("quoted", text)

    def joined(self, parts: Sequence[str]) -> str:
        return self("comma").join(part for part in parts if part)

    def needs_choices(self, question: str) -> bool:
        return bool(_pattern(self.language, "choices").search(question))


@cache
def words(language: str) -> Words:
    """A language without words of its own is spoken to in English."""
    known = _all()
    code = language[:2] if language[:2] in known else "en"
    return Words(code, known[code])


@cache
def _all() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = load_yaml(_FILE.read_text("utf-8"))
    return found


@cache
def _pattern(language: str, name: str) -> re.Pattern[str]:
    listed = _all()[language][name]
    # Chinese has no spaces between words, and in Arabic what is small clings to the next word.
    bounded = f"(?:{listed})" if language in ("zh", "ar") else rf"\b(?:{listed})\b"
    return re.compile(bounded, re.IGNORECASE)
