"""Hints as a page shows them: those taken, and what the next one would cost."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from courses.quizzes.types.outcomes import hint_penalty, hints_of
from courses.quizzes.types.values import Spec

_ASKED = re.compile(r"(\d{1,18}):(\d{1,3})", re.ASCII)


@dataclass(frozen=True, slots=True)
class HintsOnPage:
    """`given` are sanitised HTML; `next` is the number of the next one, None after the last;
    `penalty` percent of the points for each."""

    slot: int
    given: list[str]
    next: int | None
    total: int
    penalty: int
    language: str

    @property
    def penalty_in_all(self) -> int:
        """Percent of the points that are gone once the next one is taken, too."""
        return min(self.penalty * (self.next or 0), 100)


def hints_on_page(
    slot_id: int, spec: Spec, taken: int, *, may_take: bool = True
) -> HintsOnPage | None:
    """None where a question has no hints. Unless one `may_take` them, none is offered."""
    hints = hints_of(spec)
    if not hints:
        return None
    given = [str(hint["text_html"]) for hint in hints[:taken]]
    following = taken + 1 if may_take and taken < len(hints) else None
    penalty = hint_penalty(spec)
    return HintsOnPage(slot_id, given, following, len(hints), penalty, spec["language"])


def asked_hint(data: Mapping[str, Sequence[str]]) -> tuple[int, int] | None:
    """(slot id, number) of the button that was pressed."""
    found = _ASKED.fullmatch((data.get("hint") or [""])[-1])
    return (int(found[1]), int(found[2])) if found else None
