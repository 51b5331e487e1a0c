"""Reads of a course's words, diagrams and guide."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from content.diagrams import draw
from content.markup import Block
from courses.catalog.aids.models import Diagram, EditionGlossary, TeachingGuide, Term
from courses.catalog.errors import TextRefused
from courses.catalog.models import Course, Edition, in_language

KEPT = 64

Entry = Mapping[str, Any]  # {"key", "terms": {language: text}, "texts": {language: text}}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a glossary in one language."""

    key: str
    term: str
    text: str


def words_of(edition: Edition, language: str) -> list[Word]:
    """The glossary of an edition by the alphabet; a query the first time a process asks."""
    if not edition.terms:
        return []
    entries = _pinned(edition.pk, edition.published_at)
    return _in_language(entries, language, edition.languages)


def draft_words(course: Course, language: str) -> list[Word]:
    """The glossary as the draft has it; one query."""
    return _in_language(entries_of(course), language, course.languages)


def entries_of(course: Course) -> list[Entry]:
    rows = Term.objects.filter(course=course)
    return [{"key": row.key, "terms": row.terms, "texts": row.texts} for row in rows]


def terms_of(course: Course, language: str) -> dict[str, str]:
    """{key: term} of the draft, of what is said in this very language."""
    rows = Term.objects.filter(course=course).values_list("key", "terms")
    return {key: terms[language] for key, terms in rows if terms.get(language)}


# The moment is part of the key: an identity may come back after a restore.
@lru_cache(maxsize=KEPT)
def _pinned(edition: int, _published_at: datetime) -> tuple[Entry, ...]:
    found = EditionGlossary.objects.filter(edition=edition).first()
    return tuple(found.entries) if found else ()


def _in_language(entries: Iterable[Entry], language: str, preferred: list[str]) -> list[Word]:
    words = [
        Word(
            entry["key"],
            in_language(entry["terms"], language, preferred),
            in_language(entry["texts"], language, preferred),
        )
        for entry in entries
    ]
    return sorted(words, key=lambda word: _sorted_as(word.term))


def _sorted_as(term: str) -> str:
    """Accents and capitals do not change a word's place."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", term.casefold())
        if not unicodedata.combining(letter)
    )


def guide_of(course: Course, language: str) -> str:
    """The sanitised HTML of the teaching guide; "" without one."""
    found = TeachingGuide.objects.filter(course=course).first()
    return in_language(found.html, language, course.languages) if found else ""


def drawn(course: Course, blocks: Sequence[Block], language: str) -> tuple[Block, ...]:
    """Blocks with their diagrams in them. Raises TextRefused for one that the course does not
    have. A query where there are some, none where there are none."""
    wanted = {block.title for block in blocks if block.kind == "diagram"}
    if not wanted:
        return tuple(blocks)
    known = {row.key: row for row in Diagram.objects.filter(course=course, key__in=wanted)}
    if missing := sorted(wanted - known.keys()):
        words = _("There is no diagram “%(key)s” in this course.")
        raise TextRefused(words % {"key": missing[0]})
    return tuple(
        _drawn(block, known[block.title], language) if block.kind == "diagram" else block
        for block in blocks
    )


def _drawn(block: Block, diagram: Diagram, language: str) -> Block:
    title = in_language(diagram.titles, language, [])
    labels: dict[str, str] = diagram.labels.get(language) or next(iter(diagram.labels.values()), {})
    is_turned = diagram.is_mirrored and bool(get_language_info(language)["bidi"])
    svg = draw(diagram.svg, key=diagram.key, title=title, labels=labels, is_mirrored=is_turned)
    return replace(
        block, html=svg, text=in_language(diagram.texts, language, []).strip(), title=title
    )
