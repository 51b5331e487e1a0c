"""Papers: quizzes taken and graded once, then handed in by many.

Grading a million attempts one by one would measure the grader; a pool of really graded papers
gives rows of true shape and size.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from courses.cohorts.population.guesses import guess
from courses.quizzes.fingerprint import fingerprint
from courses.quizzes.grading import SlotToGrade, grade_snapshot
from courses.quizzes.models import QuizEdition, QuizSlot
from courses.quizzes.queries import in_language_of
from courses.quizzes.services.layouts import drawn_of, layout_of

POOL = 60


@dataclass(frozen=True, slots=True)
class Given:
    """One answer of a paper: its slot, the value as JSON text, and its fingerprint."""

    slot: int
    value: str
    value_hash: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One taking of a quiz; JSON columns as text, ready to be stored."""

    quiz: int
    quiz_edition: int
    language: str
    seed: int
    layout: str
    snapshot: str
    snapshot_hash: str
    score: Decimal
    max_score: Decimal
    passed: bool
    items: str
    answers: tuple[Given, ...]


def papers_for(published: QuizEdition, draw: Random) -> list[Paper]:
    """A pool of papers, from hopeless to perfect, spread over the edition's languages."""
    rows = published.slots.select_related("question_version").order_by("position")
    slots = list(rows)
    languages = published.edition.languages
    return [
        _paper(published, slots, draw, languages[number % len(languages)], number / (POOL - 1))
        for number in range(POOL)
    ]


def _paper(
    published: QuizEdition, every: Sequence[QuizSlot], draw: Random, language: str, skill: float
) -> Paper:
    seed = draw.getrandbits(53)
    met = set(drawn_of(published, every, seed))
    slots = [slot for slot in every if slot.pk in met]
    specs = {slot.pk: in_language_of(slot.question_version.specs, language) for slot in slots}
    kinds = {slot.pk: slot.question_version.kind for slot in slots}
    snapshot: dict[str, Any] = {
        str(slot.pk): guess(
            kinds[slot.pk], specs[slot.pk], draw, knows=draw.random() < 0.25 + 0.75 * skill
        )
        for slot in slots
    }
    answered = {slot: value for slot, value in snapshot.items() if value is not None}
    graded = grade_snapshot(
        [SlotToGrade(s.pk, kinds[s.pk], specs[s.pk], s.points) for s in slots],
        answered,
        pass_mark=published.pass_mark,
    )
    return Paper(
        quiz=published.quiz_id,
        quiz_edition=published.pk,
        language=language,
        seed=seed,
        layout=json.dumps(layout_of(published, slots, seed, language)),
        snapshot=json.dumps(answered),
        snapshot_hash=fingerprint(answered),
        score=graded.score,
        max_score=graded.max_score,
        passed=graded.passed,
        items=json.dumps([item.as_json() for item in graded.items]),
        answers=tuple(
            Given(int(slot), json.dumps(value), fingerprint(value))
            for slot, value in answered.items()
        ),
    )
