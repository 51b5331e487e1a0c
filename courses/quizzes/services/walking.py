"""Steps on a way that the server keeps (Kind.follow): where it stands decides, not the client."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from courses.quizzes.errors import BadAnswer, OperationReused, OutOfStep
from courses.quizzes.models import Answer
from courses.quizzes.services.facts import Facts
from courses.quizzes.types.base import Kind


@dataclass(frozen=True, slots=True)
class Way:
    """A walked question as it stands: what its page shows next."""

    slot: int
    kind: Kind
    spec: Mapping[str, Any]
    value: Any = None


def followed(way: Way, answer: Answer, step: Any, facts: Facts) -> tuple[Any, Way]:
    """(the value that this step makes, where one stands then). Call it under the attempt's lock.

    A step that was stored before makes the same value again. Raises OutOfStep, OperationReused
    and BadAnswer.
    """
    if step is None:
        raise BadAnswer
    way = replace(way, value=facts.standing)
    if facts.earlier is not None:
        return _same_step(way, step, facts.earlier), way
    try:
        if answer.sequence <= facts.highest_of_slot:
            raise OutOfStep
        value = way.kind.follow(way.spec, way.value, step, facts.now)
    except OutOfStep as error:
        error.way = way
        raise
    return value, replace(way, value=value)


def _same_step(way: Way, step: Any, earlier_id: int) -> Any:
    earlier = Answer.objects.get(pk=earlier_id)
    if not isinstance(earlier.value, list):
        raise OperationReused
    try:
        return way.kind.follow(way.spec, earlier.value[:-1], step, earlier.received_at)
    except BadAnswer as error:
        raise OperationReused from error


def stepped(kind: Kind, spec: Mapping[str, Any], standing: Any, step: Any, now: datetime) -> Any:
    """The value after a step out of a whole form; a form sent twice takes its step once.

    Raises OutOfStep and BadAnswer.
    """
    if step is None:
        return standing
    try:
        return kind.follow(spec, standing, step, now)
    except OutOfStep:
        if _was_taken(kind, spec, standing or [], step):
            return standing
        raise


def _was_taken(kind: Kind, spec: Mapping[str, Any], standing: list[Any], step: Any) -> bool:
    before = step["from"]
    if before >= len(standing):
        return False
    again = kind.follow(spec, standing[:before], step, None)
    return {**again[-1], "at": ""} == {**standing[before], "at": ""}
