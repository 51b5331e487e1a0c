"""A question that can be checked, as the page of an attempt shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString

from courses.quizzes.evidence import Evidence, evidence_for
from courses.quizzes.grading import SlotToGrade, best_of_tries
from courses.quizzes.models import Attempt, QuizSlot
from courses.quizzes.queries import EVIDENCE, in_attempt_language, slots_named
from courses.quizzes.quiz_settings import Feedback, QuizSettings
from courses.quizzes.review.matrix import Shows
from courses.quizzes.review.queries import shows_during
from courses.quizzes.review.showing import shown_answer, told_mark
from courses.quizzes.services.answers import prefix_of
from courses.quizzes.trying.rules import Tried, next_cost, tried_at
from courses.quizzes.types.base import Kind
from courses.quizzes.types.outcomes import without_hints
from courses.quizzes.types.registry import kind
from courses.quizzes.types.values import Mark


def is_checked(quiz: QuizSettings, known: Kind) -> bool:
    """Whether an answer of this kind is checked at its question. What a person marks, what is not
    scored, and a story, where each step has had its answer, wait until the quiz is handed in."""
    return quiz.feedback != Feedback.DEFERRED and known.has_key


@dataclass(frozen=True, slots=True)
class TryOnPage:
    """`html`: the question as it was answered, where it is closed. `mark` of the last check, None
    before the first; its feedback as far as it may be told. `cost`: percent of the points that
    are gone at the next try. `is_refused`: the check was pressed and not done."""

    slot: int
    number: int
    is_closed: bool
    is_adaptive: bool
    cost: int
    html: SafeString | None = None
    mark: Mark | None = None
    shows: Shows | None = None
    evidence: Evidence | None = None
    earned: Decimal | None = None
    is_current: bool = True
    is_refused: bool = False

    @property
    def is_right(self) -> bool:
        return self.mark is not None and self.mark.outcome == "right"

    @property
    def points_earned(self) -> Decimal:
        return self.earned or Decimal()


def tries_on_page(
    attempt: Attempt, slots: Sequence[QuizSlot], answers: Mapping[int, Any]
) -> dict[int, TryOnPage]:
    """{slot id: what a check has told there, or could}; no query where nothing was checked."""
    quiz = attempt.quiz_edition
    if quiz.feedback == Feedback.DEFERRED:
        return {}
    checked = [slot.pk for slot in slots if tried_at(attempt.tries, slot.pk).number]
    shows = shows_during(attempt) if checked else Shows()
    evidence = _evidence(attempt, checked) if shows.passage else {}
    found = {}
    for slot in slots:
        known = kind(slot.question_version.kind)
        if is_checked(quiz, known):
            one = _Asked(attempt, slot, known, tried_at(attempt.tries, slot.pk))
            found[slot.pk] = one.on_page(shows, evidence.get(slot.pk), answers.get(slot.pk))
    return found


def _evidence(attempt: Attempt, slot_ids: list[int]) -> dict[int, Evidence]:
    return evidence_for(attempt, slots_named(slot_ids, *EVIDENCE))


@dataclass(frozen=True, slots=True)
class _Asked:
    attempt: Attempt
    slot: QuizSlot
    known: Kind
    tried: Tried

    def on_page(self, shows: Shows, evidence: Evidence | None, answer: Any) -> TryOnPage:
        quiz, tried = self.attempt.quiz_edition, self.tried
        is_adaptive = quiz.feedback == Feedback.ADAPTIVE
        cost = next_cost(tried, quiz.try_penalty) if is_adaptive else 0
        bare = TryOnPage(self.slot.pk, tried.number, tried.is_closed, is_adaptive, cost)
        if not tried.number:
            return bare
        spec = in_attempt_language(self.slot.question_version.specs, self.attempt)
        value = tried.values[-1]
        mark = self.known.grade(spec, value)
        html = self._closed(spec, value, mark, shows) if tried.is_closed else None
        # Before the question is closed the key is nobody's, whatever shows later.
        open_shows = shows if tried.is_closed else _without_key(shows)
        return TryOnPage(
            *(self.slot.pk, tried.number, tried.is_closed, is_adaptive, cost),
            html=html,
            mark=told_mark(self.known, spec, mark, open_shows) if shows.correctness else None,
            shows=open_shows,
            evidence=evidence,
            earned=self._earned(spec) if shows.question_points else None,
            is_current=answer == value,
        )

    def _closed(self, spec: Any, value: Any, mark: Mark, shows: Shows) -> SafeString:
        order = next(
            place["choices"] for place in self.attempt.layout if place["slot"] == self.slot.pk
        )
        prefix = prefix_of(self.slot.pk)
        return shown_answer(
            self.known, spec, prefix=prefix, value=value, mark=mark, order=order, shows=shows
        )

    def _earned(self, spec: Any) -> Decimal:
        version, quiz = self.slot.question_version, self.attempt.quiz_edition
        asked = SlotToGrade(self.slot.pk, version.kind, spec, self.slot.points)
        best = best_of_tries(asked, self.tried.values, penalty=quiz.try_penalty)
        hints = int((self.attempt.hints or {}).get(str(self.slot.pk), 0))
        left = without_hints(spec, best, hints)
        return (self.slot.points * left).quantize(Decimal("0.01"))


def _without_key(shows: Shows) -> Shows:
    return replace(shows, key=False)
