"""What of a course's quizzes differs from the edition that learners have."""

from dataclasses import dataclass

from courses.catalog.models import Course
from courses.quizzes.models import Quiz, QuizEdition, QuizItem, QuizSettings, QuizSlot
from courses.quizzes.queries_draft import stem_of

SET = [field.name for field in QuizSettings._meta.get_fields() if field.name != "position"]


@dataclass(frozen=True, slots=True)
class QuizChange:
    """A quiz and the beginnings of its questions; `settings`: also its rules or points differ."""

    title: str
    is_new: bool
    settings: bool
    new: list[str]
    changed: list[str]
    removed: list[str]


def quiz_changes(course: Course) -> list[QuizChange]:
    """Of draft quizzes that differ from the current edition's. Ten queries at most."""
    before = _published(course)
    drafts = Quiz.objects.filter(course=course, removed_at=None)
    quizzes = drafts.prefetch_related(
        "items__question__current_version", "items__question__stimulus"
    )
    changes = [_change(quiz, before.get(quiz.pk)) for quiz in quizzes]
    return [change for change in changes if change is not None]


def _published(course: Course) -> dict[int, QuizEdition]:
    if course.current_edition_id is None:
        return {}
    rows = QuizEdition.objects.filter(edition=course.current_edition_id)
    rows = rows.prefetch_related("slots__question_version__question__current_version")
    return {row.quiz_id: row for row in rows}


def _change(quiz: Quiz, before: QuizEdition | None) -> QuizChange | None:
    slots = {slot.question_version.question_id: slot for slot in _slots(before)}
    items = {item.question_id: item for item in quiz.items.all()}
    both = [(item, slots[pk]) for pk, item in items.items() if pk in slots]
    change = QuizChange(
        title=quiz.title() or quiz.key,
        is_new=before is None,
        settings=before is not None
        and (
            any(getattr(quiz, name) != getattr(before, name) for name in SET)
            or any(item.points != slot.points for item, slot in both)
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
    )
    differs = change.is_new or change.settings or change.new or change.changed or change.removed
    return change if differs else None


def _versions(item: QuizItem) -> tuple[int | None, int | None]:
    """Of the question and of what it refers to, as the next edition would pin them."""
    question = item.question
    stimulus = question.stimulus.current_version_id if question.stimulus else None
    return question.current_version_id, stimulus


def _slots(before: QuizEdition | None) -> list[QuizSlot]:
    return list(before.slots.all()) if before is not None else []
