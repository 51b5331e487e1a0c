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
    sources: tuple[Mapping[str, Any], ...] = ()


def words_of(edition: Edition, language: str, *, is_fresh: bool = False) -> list[Word]:
    """The glossary of an edition by the alphabet; a query the first time a process asks.

    `is_fresh`: a query each time, for a page that shows what the words come from: a report may be
    called otherwise meanwhile.
    """
    if not edition.terms:
        return []
    entries = _stored(edition.pk) if is_fresh else _pinned(edition.pk, edition.published_at)
    return _in_language(entries, language, edition.languages)


def draft_words(course: Course, language: str) -> list[Word]:
    """The glossary as the draft has it; one query."""
    return _in_language(entries_of(course), language, course.languages)


def is_explained(entry: Entry) -> bool:
    """Whether the word means something in any language; learners are not shown one that does
    not."""
    return any(text.strip() for text in entry["texts"].values())


def unexplained(course: Course) -> list[str]:
    """The words of the draft without a meaning, as the course's first language has them; one
    query."""
    found = [one for one in entries_of(course) if not is_explained(one)]
    return [in_language(one["terms"], course.languages[0], course.languages) for one in found]


def entries_of(course: Course) -> list[Entry]:
    rows = Term.objects.filter(course=course, removed_at=None)
    return [
        {"key": row.key, "terms": row.terms, "texts": row.texts}
        | ({"sources": row.sources} if row.sources else {})
        for row in rows
    ]


def terms_of(course: Course, language: str) -> dict[str, str]:
    """{key: term} of the draft to link to: explained, and said in this very language."""
    return said_in(entries_of(course), language)


def said_in(entries: Iterable[Entry], language: str) -> dict[str, str]:
    return {
        one["key"]: one["terms"][language]
        for one in entries
        if one["terms"].get(language) and is_explained(one)
    }


# The moment is part of the key: an identity may come back after a restore.
@lru_cache(maxsize=KEPT)
def _pinned(edition: int, _published_at: datetime) -> tuple[Entry, ...]:
    return _stored(edition)


def _stored(edition: int) -> tuple[Entry, ...]:
    found = EditionGlossary.objects.filter(edition=edition).first()
    return tuple(found.entries) if found else ()


def _in_language(entries: Iterable[Entry], language: str, preferred: list[str]) -> list[Word]:
    words = [
        Word(
            entry["key"],
            in_language(entry["terms"], language, preferred),
            in_language(entry["texts"], language, preferred),
            tuple(entry.get("sources", ())),
        )
        for entry in entries
        if is_explained(entry)
    ]
    return sorted(words, key=lambda word: sorted_as(word.term))


def sorted_as(term: str) -> str:
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
