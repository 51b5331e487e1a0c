"""What a teaching guide is made of, and how it is told that its module has changed. Pure."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

PARAGRAPH, NOTE, OTHER = "paragraph", "note", "other"


@dataclass(frozen=True, slots=True)
class Cited:
    """One place in a source. `kind` is PARAGRAPH, NOTE, or OTHER for a locator that is read as it
    stands, "" for the page alone."""

    name: str
    title: str
    kind: str
    locator: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the title of the lesson whose text answers it, the place, and the choices that
    it is asked with."""

    stem: str
    lesson: str
    cited: tuple[Cited, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LessonFacts:
    """`terms` are the words of the glossary that its text uses, `asked` what can be put to a
    class about its text."""

    title: str
    minutes: int
    headings: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class QuizFacts:
    """`minutes` is its time limit, 0 for none."""

    title: str
    questions: int
    minutes: int = 0
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class ModuleFacts:
    """A module in one language. `terms` are (word, what it means)."""

    language: str
    lessons: tuple[LessonFacts, ...]
    quizzes: tuple[QuizFacts, ...] = ()
    asked: tuple[Asked, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    cited: tuple[Cited, ...] = ()

    def fingerprint(self) -> str:
        """SHA-256 in hex: another where anything that a guide is made of has changed."""
        facts = asdict(self)
        for lesson in facts["lessons"]:
            # These follow from the texts: guides written before they were kept here must not
            # seem behind.
            del lesson["terms"], lesson["asked"]
        for asked in facts["asked"]:
            # Likewise: not kept here before.
            del asked["choices"]
        told = json.dumps(facts, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()
