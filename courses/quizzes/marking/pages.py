"""What a marker's pages show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from courses.quizzes.files.nameless import HIDDEN, nameless, sign_of
from courses.quizzes.marking.models import Marking
from courses.quizzes.marking.queries import ORDERS, Neighbours, history_of, neighbours
from courses.quizzes.marking.services import undone
from courses.quizzes.models import Attempt, QuizSlot
from courses.quizzes.queries import in_attempt_language
from courses.quizzes.queries_draft import stem_of
from courses.quizzes.types.marked_kind import MarkedKind
from courses.quizzes.types.registry import kind


@dataclass(frozen=True, slots=True)
class Way:
    """How one goes through the answers; every link of the marker's pages carries it on."""

    by: str
    hides_names: bool

    @classmethod
    def read(cls, data: QueryDict) -> "Way":
        by = data.get("by", "")
        return cls(by if by in ORDERS else "question", data.get("names") == "hidden")

    @property
    def query(self) -> str:
        return f"?by={self.by}" + ("&names=hidden" if self.hides_names else "")

    def name_of(self, attempt: Attempt) -> str:
        """The learner, or a sign that stays the same for all answers of an attempt."""
        if self.hides_names:
            return _("Attempt %(sign)s") % {"sign": sign_of(attempt.public_id)}
        return str(attempt.user)


@dataclass(frozen=True, slots=True)
class ToMark:
    """A row of the list."""

    marking: Marking
    stem: str
    learner: str

    @property
    def is_begun(self) -> bool:
        return self.marking.marker_id is not None


def rows_of(markings: Iterable[Marking], way: Way) -> list[ToMark]:
    """Of markings with their attempt's user, quiz and question loaded."""
    return [
        ToMark(one, stem_of(one.slot.question_version.question), way.name_of(one.attempt))
        for one in markings
    ]


LOADED = (
    "attempt__user",
    "attempt__quiz_edition",
    "slot__question_version__question__current_version",
    "marker",
)


@dataclass(frozen=True, slots=True)
class AnswerToMark:
    """One answer with all that was made of it."""

    attempt: Attempt
    slot: QuizSlot
    history: list[Marking]

    @property
    def spec(self) -> dict[str, Any]:
        return in_attempt_language(self.slot.question_version.specs, self.attempt)

    def html(self, way: Way) -> str:
        known = kind(self.slot.question_version.kind)
        assert isinstance(known, MarkedKind)
        value = (self.attempt.snapshot or {}).get(str(self.slot.pk))
        if known.takes_files and way.hides_names:
            value = [_without_name(self.attempt, file) for file in value or []]
        return known.render_answer(self.spec, value)

    @property
    def is_graded(self) -> bool:
        return self.attempt.state == Attempt.State.GRADED

    @property
    def can_undo(self) -> bool:
        before = undone(self.history)
        return before is not None and (before.is_done or not self.is_graded)

    def around(self, way: Way) -> Neighbours:
        here = (self.attempt.public_id, self.slot.pk)
        return neighbours(self.attempt.quiz.course, here, by=way.by)


def _without_name(attempt: Attempt, file: dict[str, Any]) -> dict[str, Any]:
    """People write their names into those of their files."""
    name = nameless(attempt.public_id, file["id"], file["name"])
    return {**file, "name": name, "query": HIDDEN}


def answer_to_mark(attempt: Attempt, slot_id: int) -> AnswerToMark | None:
    """None where nothing waits or waited for a person."""
    if attempt.state not in (Attempt.State.MARKING, Attempt.State.GRADED):
        return None
    history = history_of(attempt, slot_id)
    if not history:
        return None
    slot = QuizSlot.objects.select_related("question_version").get(pk=slot_id)
    return AnswerToMark(attempt, slot, history)
