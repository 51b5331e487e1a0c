"""Texts as the rules read them. Pure."""

import re
import unicodedata

from courses.quizzes.types.values import Spec

_MARKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*_`#>~]+|<[^>]*>")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?؟。？！])\s*")
_ASKS = ("?", "؟", "？")


def plain(text: object) -> str:
    """Markdown without its marks."""
    found = _MARKS.sub(lambda match: match[1] or "", str(text or ""))
    return " ".join(found.split())


def stem_of(spec: Spec) -> str:
    return plain(spec.get("stem"))


def family(language: str) -> str:
    """ "zh-hans" → "zh"."""
    return language.split("-")[0].lower()


def asking(text: str) -> str:
    """The sentence that asks: the last one with a question mark, else the last one."""
    sentences = [part for part in _SENTENCE.split(text) if part.strip()]
    asked = [part for part in sentences if part.rstrip(' "”»)').endswith(_ASKS)]
    return (asked or sentences or [""])[-1]


def words(text: str) -> list[str]:
    """Its words in lower case, elisions apart: "l’élève" → "l", "élève"."""
    found = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    return [part for word in found for part in re.split(r"['’]", word)]
