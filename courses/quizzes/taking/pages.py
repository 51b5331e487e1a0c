"""The overview of an attempt, over all its pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courses.quizzes.models import Attempt, QuizSlot
from courses.quizzes.pages import open_questions
from courses.quizzes.sections.pages import sections_in
from courses.quizzes.taking.places import Stand, stand_at
from courses.quizzes.types.registry import kind


@dataclass(frozen=True, slots=True)
class Entry:
    """One question in the overview. `page`: where it is, None where it cannot be opened.
    `address`: what follows the attempt's own address, so that it is shown."""

    number: int
    slot: int
    page: int | None
    is_here: bool
    is_answered: bool
    is_flagged: bool
    is_behind: bool = False
    section: str = ""
    address: str | None = None


def entries_of(
    attempt: Attempt, slots: Sequence[QuizSlot], answers: Mapping[int, Any], stand: Stand
) -> list[Entry]:
    found = []
    known = sections_in(attempt.quiz_edition, attempt.language)
    for place, slot in enumerate(slots):
        section = known.get(slot.section)
        is_here = place in stand.here.places
        page = stand.leaf_of(place + 1).number if is_here or not stand.in_order else None
        address = f"?page={page}#q{place + 1}" if stand.is_paged else f"#q{place + 1}"
        found.append(
            Entry(
                number=place + 1,
                slot=slot.pk,
                page=page,
                is_here=is_here,
                is_answered=not kind(slot.question_version.kind).is_blank(answers.get(slot.pk)),
                is_flagged=slot.pk in attempt.flags,
                is_behind=place < attempt.reached,
                section=section.title if section else "",
                address=address if page else None,
            )
        )
    return found


def still_open_on(
    attempt: Attempt, slots: Sequence[QuizSlot], answers: Mapping[int, Any], places: range
) -> list[int]:
    """The numbers of the questions at these places that are not answered, or not finished."""
    found = open_questions(attempt, answers, slots)
    numbers = {*found["unanswered"], *found["unfinished"]}
    return sorted(number for number in numbers if number - 1 in places)


def checked(
    attempt: Attempt, slots: Sequence[QuizSlot], answers: Mapping[int, Any]
) -> dict[str, Any]:
    """For the page before handing in: open_questions, with the questions themselves in place of
    their numbers, and those that are `flagged`; `entries` are all of them."""
    stand = stand_at(attempt, slots)
    assert stand is not None
    entries = entries_of(attempt, slots, answers, stand)
    found = open_questions(attempt, answers, slots)
    return found | {
        "stand": stand,
        "entries": entries,
        "unanswered": [entries[number - 1] for number in found["unanswered"]],
        "lacking": [(entries[number - 1], said) for number, said in found["lacking"]],
        "flagged": [entry for entry in entries if entry.is_flagged],
    }
