"""The words of a draft linked in the texts that were saved before the words were written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from content import markup
from courses.catalog.aids.queries import Entry, entries_of, said_in
from courses.catalog.errors import EditedElsewhere, TextRefused
from courses.catalog.lessons import save_lesson
from courses.catalog.models import Course, LessonVersion
from courses.catalog.queries import draft_lessons, newest_versions
from courses.people.models import User


@dataclass(frozen=True, slots=True)
class Linked:
    """How many texts got new links, and how many were left to whoever writes them now."""

    texts: int
    busy: int


def draft_texts(course: Course) -> list[LessonVersion]:
    """The newest text of each lesson of the draft in each language; one query."""
    rows = newest_versions(draft_lessons(course)).select_related("lesson__course")
    return list(rows.order_by("lesson__module__position", "lesson__position", "lesson_id"))


def to_link(texts: Sequence[LessonVersion], entries: Sequence[Entry]) -> list[LessonVersion]:
    """Those whose links to words would be others if they were saved now."""
    terms = {text.language: said_in(entries, text.language) for text in texts}
    return [text for text in texts if _would_change(text, terms[text.language])]


def _would_change(text: LessonVersion, terms: Mapping[str, str]) -> bool:
    blocks = [
        markup.Block(row["key"], row["kind"], markup.without_terms(row["html"]), row["text"])
        for row in text.blocks
    ]
    linked = markup.link_terms(blocks, terms, text.language)
    return [block.html for block in linked] != [row["html"] for row in text.blocks]


def link_now(course: Course, *, by: User) -> Linked:
    """A new version of each text whose links would be others. Nothing published changes.

    A text that somebody is writing, or saves meanwhile, is left to them: saving it links it.
    """
    found = to_link(draft_texts(course), entries_of(course))
    done = sum(_saved(text, by) for text in found if not text.autosaved)
    return Linked(done, len(found) - done)


def _saved(text: LessonVersion, by: User) -> bool:
    try:
        save_lesson(
            text.lesson,
            language=text.language,
            title=text.title,
            body=text.body,
            minutes=text.minutes,
            base_number=text.number,
            author=by,
        )
    except (EditedElsewhere, TextRefused):
        return False
    return True
