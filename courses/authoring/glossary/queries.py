"""The words of a draft as the studio shows them: where they are used, and what is not linked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from content import markup
from courses.catalog.aids.linking import draft_texts, to_link
from courses.catalog.aids.models import Term
from courses.catalog.aids.queries import Entry, sorted_as
from courses.catalog.models import Course, LessonVersion, in_language


@dataclass(frozen=True, slots=True)
class TermRow:
    """`missing` are languages of the course that do not have the word; `lessons` the texts in the
    language shown that use it."""

    term: Term
    said: str
    text: str
    missing: tuple[str, ...]
    lessons: tuple[LessonVersion, ...]

    @property
    def sources(self) -> Sequence[Mapping[str, Any]]:
        rows: list[dict[str, Any]] = self.term.sources
        return rows


@dataclass(frozen=True, slots=True)
class Glossary:
    """By the alphabet of the language shown; the removed words apart. `unlinked` counts the texts
    of all languages whose links would be others if they were saved now, `busy` those of them that
    hold unsaved writing."""

    rows: tuple[TermRow, ...]
    removed: tuple[TermRow, ...]
    unlinked: int
    busy: int


def glossary_of(course: Course, language: str) -> Glossary:
    """Two queries, however many words and lessons."""
    terms = list(Term.objects.filter(course=course))
    live = [term for term in terms if term.removed_at is None]
    texts = draft_texts(course)
    entries: list[Entry] = [
        {"key": term.key, "terms": term.terms, "texts": term.texts} for term in live
    ]
    used = _used([text for text in texts if text.language == language], entries, language)
    found = to_link(texts, entries)
    busy = sum(text.autosaved for text in found)
    return Glossary(
        _sorted(course, language, live, used),
        _sorted(course, language, [term for term in terms if term not in live], {}),
        len(found) - busy,
        busy,
    )


def _used(
    texts: Sequence[LessonVersion], entries: Sequence[Entry], language: str
) -> dict[str, list[LessonVersion]]:
    """Explained or not."""
    said = {one["key"]: one["terms"][language] for one in entries if one["terms"].get(language)}
    used: dict[str, list[LessonVersion]] = defaultdict(list)
    for text in texts:
        for key in markup.terms_in((block["text"] for block in text.blocks), said, language):
            used[key].append(text)
    return used


def _sorted(
    course: Course,
    language: str,
    terms: Sequence[Term],
    used: Mapping[str, Sequence[LessonVersion]],
) -> tuple[TermRow, ...]:
    rows = [
        TermRow(
            term,
            in_language(term.terms, language, course.languages) or term.key,
            in_language(term.texts, language, course.languages),
            tuple(code for code in course.languages if not term.terms.get(code)),
            tuple(used.get(term.key, ())),
        )
        for term in terms
    ]
    return tuple(sorted(rows, key=lambda row: sorted_as(row.said)))
