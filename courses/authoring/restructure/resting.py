"""What rests on the blocks of a lesson goes with them: questions, and marks of new editions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from courses.authoring.editions.models import EditionMark
from courses.authoring.restructure.errors import TooManyQuestions
from courses.quizzes.bank.relocating import Resting, Spot, relocate, resting_on

MOST = 200


def questions_on(lesson: int) -> list[Resting]:
    """Locked. One query. Raises TooManyQuestions."""
    found = resting_on([lesson])
    if len(found) > MOST:
        raise TooManyQuestions
    return found


def moved_questions(found: list[Resting], spots: Mapping[int, Spot]) -> dict[str, list[Any]]:
    """As `Act.questions` keeps them."""
    before = {one.question.pk: (one.version.evidence_lesson_id, one.block) for one in found}
    made = relocate(found, spots)
    return {
        str(one.question.pk): [*before[one.question.pk], *spots[one.question.pk]] for one in made
    }


def moved_marks(lesson: int, to: int, keys: Mapping[tuple[str, str], str]) -> dict[str, list[Any]]:
    """Marks on the blocks that `keys` names ({(language, key): its key there}) go to the other
    lesson; as `Act.marks` keeps them. Two queries at most."""
    moved, before = [], {}
    for mark in EditionMark.objects.filter(lesson=lesson):
        key = keys.get((mark.language, mark.block_key))
        if key is not None:
            before[str(mark.pk)] = [lesson, mark.block_key]
            mark.lesson_id, mark.block_key = to, key
            moved.append(mark)
    if moved:
        EditionMark.objects.bulk_update(moved, ["lesson", "block_key"])
    return before


def put_back(questions: Mapping[str, list[Any]], marks: Mapping[str, list[Any]]) -> None:
    """Both as they were, but for a question whose proof somebody has set anew."""
    lessons = {row[2] for row in questions.values()}
    found = [
        one
        for one in (resting_on(lessons) if lessons else [])
        if (row := questions.get(str(one.question.pk)))
        and [one.version.evidence_lesson_id, one.block] == row[2:]
    ]
    relocate(found, {one.question.pk: _spot(questions[str(one.question.pk)]) for one in found})
    known = EditionMark.objects.in_bulk([int(pk) for pk in marks]) if marks else {}
    for pk, mark in known.items():
        mark.lesson_id, mark.block_key = marks[str(pk)]
    if known:
        EditionMark.objects.bulk_update(known.values(), ["lesson", "block_key"])


def _spot(row: list[Any]) -> Spot:
    return row[0], row[1]
