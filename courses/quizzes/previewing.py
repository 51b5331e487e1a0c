"""Rendering and grading a draft quiz for its author; nothing is stored."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString

from courses.quizzes.errors import BadAnswer
from courses.quizzes.grading import HINTS, Result, SlotToGrade, grade_snapshot
from courses.quizzes.hints.pages import HintsOnPage, asked_hint, hints_on_page
from courses.quizzes.models import QuestionVersion, Quiz, QuizItem
from courses.quizzes.queries import in_language_of
from courses.quizzes.sections.pages import SectionOnPage, sections_in_draft, with_each
from courses.quizzes.services.answers import prefix_of
from courses.quizzes.stimuli.pages import StimulusOnPage, with_stimuli
from courses.quizzes.types.base import Kind
from courses.quizzes.types.outcomes import MOST_HINTS
from courses.quizzes.types.registry import kind
from courses.quizzes.types.values import Mark, Spec

Posted = Mapping[str, list[str]]
GO = "-go"  # ends the name of a question's own button
_COUNTS = {str(number) for number in range(MOST_HINTS + 1)}


@dataclass(frozen=True, slots=True)
class PreviewedQuestion:
    """A question of the draft, to answer or reviewed; `earned` None before grading."""

    number: int
    points: Decimal
    html: SafeString
    outcome: str = ""
    earned: Decimal | None = None
    hints: HintsOnPage | None = None
    hints_taken: int = 0
    hint_cost: Decimal = Decimal()
    stimulus: StimulusOnPage | None = None
    section: SectionOnPage | None = None

    @property
    def points_counted(self) -> int:
        """For the plural: 1.5 points are said as 2 are."""
        return math.ceil(self.points)


@dataclass(frozen=True, slots=True)
class Graded:
    """`refused` is {item id: sentence}: answers that do not fit; then nothing was graded."""

    questions: list[PreviewedQuestion]
    result: Result | None
    refused: Mapping[int, str]


def spec_of(item: QuizItem, language: str) -> dict[str, Any]:
    version = item.question.current_version
    assert version is not None, "only questions that have a version are previewed"
    return in_language_of(version.specs, language)


def preview_questions(
    items: Sequence[QuizItem],
    language: str,
    data: Posted,
    refused: Mapping[int, str],
) -> list[PreviewedQuestion]:
    taken = _hints_taken(items, data)
    found = []
    for number, item in enumerate(items, 1):
        known, prefix = kind(item.question.kind), prefix_of(item.pk)
        spec = spec_of(item, language)
        value, error = _kept(item, spec, data)
        html = known.render(
            spec,
            prefix=prefix,
            value=value,
            order=known.choice_ids(spec),
            error=refused.get(item.pk, error),
            points=item.points,
        )
        hints = hints_on_page(item.pk, spec, taken.get(item.pk, 0))
        taken_here = len(hints.given) if hints else 0
        found.append(
            PreviewedQuestion(number, item.points, html, hints=hints, hints_taken=taken_here)
        )
    return _headed(found, items, language)


def _headed(
    questions: Sequence[PreviewedQuestion], items: Sequence[QuizItem], language: str
) -> list[PreviewedQuestion]:
    """With what stands before them: their section, and what they refer to."""
    found = with_stimuli(questions, _stimuli(items), language)
    sections = sections_in_draft(items[0].quiz, language) if items else {}
    return with_each(found, [sections.get(item.section_id or 0) for item in items])


def _stimuli(items: Sequence[QuizItem]) -> list[QuestionVersion | None]:
    stimuli = (item.question.stimulus for item in items)
    return [stimulus.current_version if stimulus else None for stimulus in stimuli]


def _hints_taken(items: Sequence[QuizItem], data: Posted) -> dict[int, int]:
    """{item id: how many}: the page itself keeps them, and the button adds one."""
    asked = asked_hint(data)
    found = {}
    for item in items:
        kept = (data.get(f"hints-{item.pk}") or ["0"])[-1]
        number = int(kept) if kept in _COUNTS else 0
        found[item.pk] = max(number, asked[1]) if asked and asked[0] == item.pk else number
    return found


def _kept(item: QuizItem, spec: Spec, data: Posted) -> tuple[Any, str]:
    """(what stood in the form, also when it does not fit; why a step could not be taken)."""
    known, prefix = kind(item.question.kind), prefix_of(item.pk)
    if not known.is_walked:
        return known.read_value(data, prefix), ""
    return played(known, spec, data, prefix)


def played(known: Kind, spec: Spec, data: Posted, prefix: str) -> tuple[Any, str]:
    """(a way with the step that its form adds, or without one that does not fit; why not)."""
    try:
        return known.read_played(spec, data, prefix), ""
    except BadAnswer as error:
        return _carried(known, spec, data, prefix), str(error)


def _carried(known: Kind, spec: Spec, data: Posted, prefix: str) -> Any:
    """The way without its last step; from the start where it is none."""
    before = {name: values for name, values in data.items() if name.startswith(f"{prefix}-")}
    try:
        return known.read_played(spec, {n: v for n, v in before.items() if n[-3:] != GO}, prefix)
    except BadAnswer:
        return None


def _shown(item: QuizItem, language: str, data: Posted) -> Any:
    known = kind(item.question.kind)
    return known.read_played(spec_of(item, language), data, prefix_of(item.pk))


def is_step(data: Posted) -> bool:
    """Whether a question's own button was pressed: it goes on, and nothing is graded yet."""
    return any(name.startswith("q") and name.endswith(GO) for name in data)


def graded_preview(quiz: Quiz, items: Sequence[QuizItem], language: str, data: Posted) -> Graded:
    """What the posted answers would be worth by the draft's settings."""
    values: dict[str, Any] = {}
    refused: dict[int, str] = {}
    for item in items:
        try:
            values[str(item.pk)] = _shown(item, language, data)
        except BadAnswer as error:
            refused[item.pk] = str(error)
    if refused:
        return Graded([], None, refused)
    slots = [
        SlotToGrade(item.pk, item.question.kind, spec_of(item, language), item.points)
        for item in items
    ]
    values[HINTS] = {str(pk): number for pk, number in _hints_taken(items, data).items()}
    result = grade_snapshot(slots, values, pass_mark=quiz.pass_mark)
    return Graded(_reviewed(items, language, values, result), result, {})


def _reviewed(
    items: Sequence[QuizItem],
    language: str,
    values: Mapping[str, Any],
    result: Result,
) -> list[PreviewedQuestion]:
    found = []
    for number, (item, graded) in enumerate(zip(items, result.items, strict=True), 1):
        known, spec = kind(item.question.kind), spec_of(item, language)
        html = known.render_review(
            spec,
            value=values[str(item.pk)],
            mark=Mark.from_json(graded.as_json()),
            order=known.choice_ids(spec),
        )
        found.append(
            PreviewedQuestion(
                number,
                item.points,
                html,
                graded.outcome,
                graded.points,
                hints_taken=graded.hints,
                hint_cost=graded.hint_cost,
            )
        )
    return _headed(found, items, language)
