"""What the glossaries of our own courses say of a word: offered where a report says nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from content.terms.candidates import Key
from content.terms.field import key_of
from content.yaml_files import load_yaml

LIBRARY = Path(__file__).parent.parent / "library"
# What a word means in one treaty alone may mislead elsewhere.
_OF_A_TREATY = re.compile(r"(?:Dans l|In the |Under the |In an? )")
_FENCE = "---\n"


@dataclass(frozen=True, slots=True)
class OurMeaning:
    """`course` is the title of the course that has it."""

    text: str
    course: str


def our_meaning(term: str, language: str) -> OurMeaning | None:
    """By the stems of its words: inflection and capitals tell none apart."""
    return _meanings(language[:2]).get(key_of(term, language[:2]))


@cache
def _meanings(language: str) -> dict[Key, OurMeaning]:
    found: dict[Key, OurMeaning] = {}
    for path in sorted(LIBRARY.glob(f"*/{language}.md")):
        _, _, rest = path.read_text("utf-8").partition(_FENCE)
        front = load_yaml(rest.partition("\n" + _FENCE)[0])
        told = front.get("glossary", {}).values()
        for entry in (one for one in told if not _OF_A_TREATY.match(one["text"])):
            meaning = OurMeaning(entry["text"], front["title"])
            found.setdefault(key_of(entry["term"], language), meaning)
    return found
