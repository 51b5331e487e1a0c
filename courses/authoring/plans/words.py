"""The words taken in a plan as the glossary of the course that it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.text import slugify

from content.models import Passage
from content.planning.values import PlanModule, PlanTerm
from courses.catalog.aids.queries import entries_of
from courses.catalog.aids.services import set_glossary
from courses.catalog.models import Course
from courses.catalog.sources import resolve_sources
from courses.people.models import User

LONGEST_KEY = 70


def add_words(
    course: Course, modules: Sequence[PlanModule], *, language: str, by: User | None
) -> None:
    """To those that the course has; before its lessons are saved, which link to them.

    A word taken in two lessons is one, as it is said first.
    """
    taken: dict[str, PlanTerm] = {}
    for module in modules:
        for lesson in module["lessons"]:
            for word in lesson.get("terms", []):
                taken.setdefault(word["term"].casefold(), word)
    if not taken:
        return
    entries = list(entries_of(course))
    known = {entry["terms"].get(language, "").casefold() for entry in entries}
    sources = _sources(list(taken.values()), course, language, by)
    keys = {entry["key"] for entry in entries}
    for word in (word for name, word in taken.items() if name not in known):
        key = _free_key(word["term"], keys)
        keys.add(key)
        entry: dict[str, Any] = {
            "key": key,
            "terms": {language: word["term"]},
            "texts": {language: word["text"]},
        }
        if word["term"] in sources:
            entry["sources"] = [sources[word["term"]]]
        entries.append(entry)
    set_glossary(course, entries)


def _sources(
    words: Sequence[PlanTerm], course: Course, language: str, by: User | None
) -> dict[str, dict[str, Any]]:
    """By term: where its passage says what it means, not where somebody wrote that over."""
    rows = Passage.objects.select_related("report").in_bulk([word["passage"] for word in words])
    tokens = {
        word["term"]: f"{row.report.slug}/{row.key}"
        for word in words
        if (row := rows.get(word["passage"])) and _says(row.text, word["text"])
    }
    found = resolve_sources(tokens.values(), course, language, author=by)
    return {term: found[token] for term, token in tokens.items() if found[token]["passage"]}


def _says(passage: str, meaning: str) -> bool:
    """An empty meaning is the passage that shows the word."""
    return _plain(meaning) in _plain(passage)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().strip(" .")


def _free_key(term: str, keys: set[str]) -> str:
    """Of Latin letters, as it stands in addresses; a number where the term has none."""
    base = slugify(term)[:LONGEST_KEY].strip("-_") or "term"
    key, number = base, 1
    while key in keys:
        number += 1
        key = f"{base}-{number}"
    return key
