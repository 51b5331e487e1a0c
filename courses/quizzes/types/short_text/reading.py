"""Reads a few typed words: what of them counts, and what an accepted answer takes. Pure.

In an accepted answer `*` stands for any characters, none too; `\\*` is a star itself.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Which look-alikes are one letter is a matter of the language: in Russian й is not и with
# something on top and only ё may be written е; in Spanish ñ is a letter of its own.
_KEPT = {"ru": "йЙ", "es": "ñÑ"}
_SAME = {
    "ar": str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None}),
}
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "Œ": "OE", "Æ": "AE"})
_MARKS = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "\u200e": None, "\u200f": None}
)
_ENDS = re.compile(r"^[\s\"'«»“”„(]+|[\s\"'«»“”.,;:!?。،؛؟)]+$")
_SPACES = re.compile(r"\s+")
_STARS = re.compile(r"\\\*|\*+")
_ANY = "\ue000"  # of the private use area: nobody types it
# Languages that are written without spaces, and in which no letter is a slip of another.
NO_SPACES = ("zh", "ja", "th")


@dataclass(frozen=True, slots=True)
class Wanted:
    """An accepted answer, read: the pieces between its stars; one piece where it has none."""

    pieces: tuple[str, ...]

    @property
    def text(self) -> str:
        return self.pieces[0]

    @property
    def has_stars(self) -> bool:
        return len(self.pieces) > 1

    @property
    def takes_anything(self) -> bool:
        return self.has_stars and not any(piece.strip() for piece in self.pieces)

    def takes(self, text: str) -> bool:
        """Whether the text, read likewise, is this answer; each piece at its first place, so
        that no number of stars takes long."""
        first, *between = self.pieces
        if not between:
            return text == first
        last = between.pop()
        if len(text) < len(first) + len(last):
            return False
        if not (text.startswith(first) and text.endswith(last)):
            return False
        start, end = len(first), len(text) - len(last)
        for piece in between:
            found = text.find(piece, start, end)
            if found < 0:
                return False
            start = found + len(piece)
        return True


@lru_cache(maxsize=4096)
def wanted(accepted: str, language: str, accents: bool, case: bool, stars: bool) -> Wanted:
    """An accepted answer as `normal_form` reads it, with its stars where it may have some."""
    if stars:
        accepted = _STARS.sub(lambda found: _ANY if found[0][0] == "*" else "*", accepted)
    read = normal_form(accepted, language, accents_matter=accents, case_matters=case)
    return Wanted(tuple(read.split(_ANY)))


def has_star(accepted: str) -> bool:
    return any(found[0] == "*" for found in _STARS.findall(accepted)) or "\\*" in accepted


def readable(accepted: str) -> str:
    """An accepted answer as a learner may read it: "launder…"."""
    return _STARS.sub(lambda found: "…" if found[0][0] == "*" else "*", accepted)


def normal_form(
    text: str, language: str, *, accents_matter: bool = False, case_matters: bool = False
) -> str:
    """The text without what does not count, so that equal answers are equal strings."""
    text = unicodedata.normalize("NFKC", text).translate(_MARKS)
    text = text if case_matters else text.casefold()
    text = _ENDS.sub("", text) or text
    if not accents_matter:
        text = _without_accents(text, language)
    between = "" if language.startswith(NO_SPACES) else " "
    return _SPACES.sub(between, text).strip()


def _without_accents(text: str, language: str) -> str:
    base = language.split("-")[0]
    text = text.translate(_SAME.get(base, {})).translate(_LIGATURES)
    if text.isascii():
        return text
    kept = _KEPT.get(base, "")
    return "".join(letter if letter in kept else _bare(letter) for letter in text)


@lru_cache(maxsize=4096)
def _bare(letter: str) -> str:
    apart = unicodedata.normalize("NFD", letter)
    return "".join(c for c in apart if unicodedata.category(c) != "Mn")
