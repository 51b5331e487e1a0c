"""What a rule of the lint is. Pure: codes and paths, no words (see bank/advice.py).

A rule abstains where it does not know better: from kinds it does not name, and from languages
whose grammar it does not know.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courses.quizzes.types.values import Spec

CHOICE_KINDS = frozenset({"single_choice", "multiple_choice"})


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` names the rule; `field` is a path into the spec, as in types.base.Problem."""

    code: str
    field: str


@dataclass(frozen=True, slots=True)
class Rule:
    """`check` takes a question in one language and gives the paths where it errs.

    `kinds` None: every kind. `languages` are families ("zh" for zh-hans); None: every language.
    """

    code: str
    check: Callable[[Spec, str], Iterable[str]]
    kinds: frozenset[str] | None = CHOICE_KINDS
    languages: frozenset[str] | None = None

    def is_about(self, kind: str, family: str) -> bool:
        knows_kind = self.kinds is None or kind in self.kinds
        return knows_kind and (self.languages is None or family in self.languages)


@dataclass(frozen=True, slots=True)
class Placed:
    """A question as a quiz has it: for rules over a whole quiz."""

    key: str
    kind: str
    spec: Spec


def choices_of(spec: Spec) -> list[tuple[int, Mapping[str, Any]]]:
    """(place, choice) of the choices that have a text."""
    rows = spec.get("choices")
    listed: Sequence[Any] = rows if isinstance(rows, list) else ()
    return [
        (place, row)
        for place, row in enumerate(listed)
        if isinstance(row, Mapping) and str(row.get("text") or "").strip()
    ]


def is_key(choice: Mapping[str, Any]) -> bool:
    return bool(choice.get("correct"))
