"""What comes in from pages about quizzes."""

import json
import uuid
from dataclasses import dataclass
from typing import Any

from courses.quizzes.errors import BadAnswer
from courses.quizzes.services.answers import Fields, prefix_of

MAX_BODY = 100_000


@dataclass(frozen=True, slots=True)
class SentAnswer:
    """One answer as attempt.js sends it: {slot, operation, sequence} and either `value`, or
    `fields` {name: [texts]}, read as a form of that question."""

    slot: int
    operation: uuid.UUID
    sequence: int
    value: Any

    @classmethod
    def read(cls, body: bytes) -> "SentAnswer":
        """Raises BadAnswer for anything that is not such a document."""
        if len(body) > MAX_BODY:
            raise BadAnswer
        try:
            data = json.loads(body)
            slot, sequence = data["slot"], data["sequence"]
            operation = uuid.UUID(data["operation"])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise BadAnswer from error
        if type(slot) is not int or type(sequence) is not int:
            raise BadAnswer
        return cls(slot, operation, sequence, _value(data, slot))


def _value(data: dict[str, Any], slot: int) -> Any:
    if "fields" not in data:
        return data.get("value")
    fields = data["fields"]
    if not isinstance(fields, dict) or not all(map(_is_texts, fields.values())):
        raise BadAnswer
    return Fields(fields, prefix_of(slot))


def _is_texts(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(text, str) for text in values)
