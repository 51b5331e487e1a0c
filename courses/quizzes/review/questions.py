"""The questions of a graded attempt, each with as much as its learner may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from courses.quizzes.evidence import Evidence
from courses.quizzes.models import Attempt, Grade, QuizSlot
from courses.quizzes.queries import in_attempt_language
from courses.quizzes.review.matrix import Shows
from courses.quizzes.review.showing import shown_answer
from courses.quizzes.services.answers import prefix_of
from courses.quizzes.stimuli.pages import StimulusOnPage, with_stimuli
from courses.quizzes.taking.places import choice_orders
from courses.quizzes.types.registry import kind
from courses.quizzes.types.values import Mark


@dataclass(frozen=True, slots=True)
class ReviewedQuestion:
    """One question of a graded attempt. `outcome` is "" where right or wrong is not told, and
    `tells_points` whether its points are."""

    number: int
    slot: int
    points: Decimal
    max_points: Decimal
    outcome: str
    html: SafeString
    evidence: Evidence | None
    hints: int = 0
    hint_cost: Decimal = Decimal()
    tries: int = 0
    try_cost: Decimal = Decimal()
    section: str = ""
    objective: str = ""
    tells_points: bool = True
    stimulus: StimulusOnPage | None = None

    @property
    def is_right(self) -> bool:
        return self.outcome == "right"

    @property
    def is_missed(self) -> bool:
        """Whether there is something to read again for it."""
        return self.is_scored and self.outcome not in ("", "right")

    @property
    def has_nothing_to_read(self) -> bool:
        """Right, or it is not told whether it was."""
        return self.outcome in ("", "right")

    @property
    def is_scored(self) -> bool:
        """What is not scored has no points, and nothing else has none."""
        return self.max_points > 0

    @property
    def points_lost(self) -> Decimal:
        """Taken away for a wrong answer."""
        return max(-self.points, Decimal())

    @property
    def lost_counted(self) -> int:
        return 1 if self.points_lost == 1 else 2


def review_of(
    attempt: Attempt,
    slots: Sequence[QuizSlot],
    grade: Grade,
    evidence: Mapping[int, Evidence],
    *,
    shows: Shows,
) -> list[ReviewedQuestion]:
    """In the order shown; none where nothing of a question may be seen. `evidence` is {slot id:
    where the answer stands}."""
    if not shows.any_question:
        return []
    items = {item["slot"]: item for item in grade.items}
    orders = choice_orders(attempt)
    found = []
    for number, slot in enumerate(slots, 1):
        item = items[slot.pk]
        objective = slot.question_version.question.objective
        html = shown_answer(
            kind(slot.question_version.kind),
            in_attempt_language(slot.question_version.specs, attempt),
            prefix=prefix_of(slot.pk),
            value=(attempt.snapshot or {}).get(str(slot.pk)),
            mark=Mark.from_json(item),
            order=orders[slot.pk],
            shows=shows,
        )
        found.append(
            ReviewedQuestion(
                number=number,
                slot=slot.pk,
                points=Decimal(item["points"]),
                max_points=Decimal(item["max_points"]),
                outcome=item["outcome"] if shows.correctness else "",
                html=html,
                evidence=evidence.get(slot.pk) if shows.passage else None,
                hints=item.get("hints", 0),
                hint_cost=Decimal(item.get("hint_cost", 0)),
                tries=item.get("tries", 0),
                try_cost=Decimal(item.get("try_cost", 0)),
                section=slot.section,
                objective=objective.name if objective else "",
                tells_points=shows.question_points,
            )
        )
    return with_stimuli(found, [slot.stimulus_version for slot in slots], attempt.language)


@dataclass(frozen=True, slots=True)
class Reading:
    """A lesson or report to go back to, and the questions that lead there."""

    label: str
    questions: list[ReviewedQuestion]


def to_read_again(questions: Sequence[ReviewedQuestion]) -> list[Reading]:
    """What stands behind the answers that were not right, in the order of the questions."""
    found: dict[str, list[ReviewedQuestion]] = {}
    for question in questions:
        if question.evidence and question.is_missed:
            found.setdefault(question.evidence.label, []).append(question)
    return [Reading(label, behind) for label, behind in found.items()]


@dataclass(frozen=True, slots=True)
class PartFigures:
    """A section or an objective: what its questions earned."""

    name: str
    points: Decimal
    max_points: Decimal

    @property
    def percent(self) -> Decimal:
        return max(self.points, Decimal()) * 100 / self.max_points


def figures_by(named: Sequence[tuple[str, ReviewedQuestion]]) -> list[PartFigures]:
    """Of (name, question): a row a name, in order, without those that have no name or points."""
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for name, question in named:
        if name and question.is_scored:
            points, most = sums.get(name, (Decimal(), Decimal()))
            sums[name] = (points + question.points, most + question.max_points)
    return [PartFigures(name, points, most) for name, (points, most) in sums.items()]
