"""A check out of the form of a whole attempt, sent without JavaScript."""

from collections.abc import Mapping, Sequence

from courses.people.requests import whole_number
from courses.quizzes.models import Attempt
from courses.quizzes.trying.errors import CannotCheck, NotFinished, NothingToCheck
from courses.quizzes.trying.services import check_answer

SURE = ":sure"


def asked_try(data: Mapping[str, Sequence[str]]) -> int | None:
    """The slot of the check that was pressed."""
    return whole_number((data.get("try") or [""])[-1].removesuffix(SURE))


def is_sure(data: Mapping[str, Sequence[str]]) -> bool:
    """Whether it was pressed once more, for an answer that is not finished."""
    return (data.get("try") or [""])[-1].endswith(SURE)


def check_posted(
    attempt: Attempt, data: Mapping[str, Sequence[str]], refused: Mapping[int, str]
) -> dict[int, str]:
    """{slot: why it cannot be checked}. An answer that was refused is not checked.

    Raises NoSuchAttempt, NotUnderWay, NoSuchQuestion, OnBreak, NotOnThisPage.
    """
    slot_id = asked_try(data)
    if slot_id is None or slot_id in refused:
        return {}
    try:
        checked = check_answer(
            attempt.public_id, attempt.user, slot_id=slot_id, is_sure=is_sure(data)
        )
    except (CannotCheck, NotFinished, NothingToCheck) as error:
        return {slot_id: str(error)}
    attempt.tries = checked.tries
    return {}
