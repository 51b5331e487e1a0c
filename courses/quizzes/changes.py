"""What of a course's quizzes differs from the edition that learners have."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from courses.catalog.models import Course
from courses.quizzes.models import Quiz, QuizEdition, QuizItem, QuizSlot
from courses.quizzes.queries_draft import stem_of
from courses.quizzes.quiz_settings import QuizSettings
from courses.quizzes.sections.freezing import (
    PREFETCHED,
    Pools,
    bank_for,
    frozen_draws,
    frozen_sections,
    items_in_order,
    pools_in,
)
from courses.quizzes.sections.pools import BankOfCourse

SET = [field.name for field in QuizSettings._meta.get_fields() if field.name != "position"]


class Drawn(NamedTuple):
    """Places in pools."""

    new: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class QuizChange:
    """A quiz and the beginnings of its questions; `settings`: also its rules, sections or points
    differ; `drawn` how many questions to draw from are new, changed and gone."""

    title: str
    is_new: bool
    settings: bool
    new: list[str]
    changed: list[str]
    removed: list[str]
    drawn: Drawn


def quiz_changes(course: Course) -> list[QuizChange]:
    """Of draft quizzes that differ from the current edition's. Eleven queries; four more at most
    where something is drawn."""
    before = _published(course)
    drafts = Quiz.objects.filter(course=course, removed_at=None).select_related("course")
    within = ("items__question__current_version", "items__question__stimulus", *PREFETCHED)
    quizzes = list(drafts.prefetch_related(*within))
    bank = bank_for(quizzes)
    changes = [_change(quiz, before.get(quiz.pk), bank) for quiz in quizzes]
    return [change for change in changes if change is not None]


def _published(course: Course) -> dict[int, QuizEdition]:
    if course.current_edition_id is None:
        return {}
    rows = QuizEdition.objects.filter(edition=course.current_edition_id)
    rows = rows.prefetch_related("slots__question_version__question__current_version")
    return {row.quiz_id: row for row in rows}


def _change(quiz: Quiz, before: QuizEdition | None, bank: BankOfCourse | None) -> QuizChange | None:
    slots = {slot.question_version.question_id: slot for slot in _slots(before) if not slot.draw}
    items = {item.question_id: item for item in items_in_order(quiz)}
    both = [(item, slots[pk]) for pk, item in items.items() if pk in slots]
    change = QuizChange(
        title=quiz.title() or quiz.key,
        is_new=before is None,
        settings=before is not None
        and (
            _is_set_otherwise(quiz, before)
            or _are_placed_otherwise(quiz, both)
            or [pk for pk in items if pk in slots] != [pk for pk in slots if pk in items]
        ),
        new=[stem_of(item.question) for pk, item in items.items() if pk not in slots],
        changed=[
            stem_of(item.question)
            for item, slot in both
            if _versions(item) != (slot.question_version_id, slot.stimulus_version_id)
        ],
        removed=[
            stem_of(slot.question_version.question) for pk, slot in slots.items() if pk not in items
        ],
        drawn=_drawn(pools_in(quiz, bank), _slots(before)),
    )
    differs = change.is_new or change.settings or change.new or change.changed or change.removed
    return change if differs or any(change.drawn) else None


def _is_set_otherwise(quiz: Quiz, before: QuizEdition) -> bool:
    return (
        any(getattr(quiz, name) != getattr(before, name) for name in SET)
        or frozen_sections(quiz) != before.sections
        or frozen_draws(quiz) != before.draws
    )


def _are_placed_otherwise(quiz: Quiz, both: Sequence[tuple[QuizItem, QuizSlot]]) -> bool:
    keys = {section.pk: section.key for section in quiz.sections.all()}
    return any(
        item.points != slot.points or keys.get(item.section_id or 0, "") != slot.section
        for item, slot in both
    )


def _drawn(pools: Pools, slots: Sequence[QuizSlot]) -> Drawn:
    """A question in two pools counts in each."""
    now = {
        (key, one.pk): (one.version, one.stimulus_version if one.stimulus else None)
        for key, pool in pools.items()
        for one in pool
    }
    before = {
        (slot.draw, slot.question_version.question_id): (
            slot.question_version_id,
            slot.stimulus_version_id,
        )
        for slot in slots
        if slot.draw
    }
    changed = sum(now[place] != before[place] for place in now.keys() & before.keys())
    return Drawn(len(now.keys() - before.keys()), changed, len(before.keys() - now.keys()))


def _versions(item: QuizItem) -> tuple[int | None, int | None]:
    """Of the question and of what it refers to, as the next edition would pin them."""
    question = item.question
    stimulus = question.stimulus.current_version_id if question.stimulus else None
    return question.current_version_id, stimulus


def _slots(before: QuizEdition | None) -> list[QuizSlot]:
    return list(before.slots.all()) if before is not None else []
