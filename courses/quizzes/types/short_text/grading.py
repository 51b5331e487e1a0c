"""Short text: the value is what was typed. It is right when it equals an accepted answer,
apart from case, spaces, punctuation at the end and, unless the author says they matter, accents.
"""

import re
import unicodedata

from courses.quizzes.types.values import ONE, ZERO, Mark, Spec, Value, blank, mark

# Which look-alikes are one letter is a matter of the language: in Russian й is not и with
# something on top and only ё may be written е; in Spanish ñ is a letter of its own.
_KEPT = {"ru": "йЙ", "es": "ñÑ"}
_SAME = {
    "ar": str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None}),
}
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
_MARKS = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "\u200e": None, "\u200f": None}
)
_ENDS = re.compile(r"^[\s\"'«»“”„(]+|[\s\"'«»“”.,;:!?。،؛؟)]+$")
_SPACES = re.compile(r"\s+")
_NO_SPACES = ("zh", "ja", "th")


def grade(spec: Spec, value: Value) -> Mark:
    typed = value if isinstance(value, str) else ""
    if not typed.strip():
        return blank(spec, {"matched": None})
    matched = matched_answer(spec, typed)
    parts = {"matched": matched}
    fraction = ZERO if matched is None else ONE
    return mark(fraction, [spec.get("feedback_html", "")], parts)


def matched_answer(spec: Spec, typed: str) -> int | None:
    """The place in `accepted` of the answer that was typed, or None."""
    language, strict = spec.get("language", ""), bool(spec.get("accents_matter"))
    wanted = normal_form(typed, language, accents_matter=strict)
    for index, accepted in enumerate(spec["accepted"]):
        if normal_form(accepted, language, accents_matter=strict) == wanted:
            return index
    return None


def normal_form(text: str, language: str, *, accents_matter: bool = False) -> str:
    """The text without what does not count, so that equal answers are equal strings."""
    text = unicodedata.normalize("NFKC", text).translate(_MARKS).casefold()
    text = _ENDS.sub("", text) or text
    if not accents_matter:
        text = _without_accents(text, language)
    between = "" if language.startswith(_NO_SPACES) else " "
    return _SPACES.sub(between, text).strip()


def _without_accents(text: str, language: str) -> str:
    base = language.split("-")[0]
    kept = _KEPT.get(base, "")
    text = text.translate(_SAME.get(base, {})).translate(_LIGATURES)
    return "".join(letter if letter in kept else _bare(letter) for letter in text)


def _bare(letter: str) -> str:
    apart = unicodedata.normalize("NFD", letter)
    return "".join(c for c in apart if unicodedata.category(c) != "Mn")
