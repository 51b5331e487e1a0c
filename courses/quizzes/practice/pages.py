"""A round of practice as its page shows it: the next question, and what became of an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from django.utils.safestring import SafeString

from courses.outbox.clock import database_now
from courses.quizzes.evidence import Evidence, evidence_for
from courses.quizzes.models import Attempt, QuizSlot
from courses.quizzes.practice.models import PracticeAnswer, PracticeCard, PracticeRound
from courses.quizzes.practice.queries import available, cards_of, language_in, slot_to_practise
from courses.quizzes.queries import in_language_of
from courses.quizzes.stimuli.pages import StimulusOnPage, with_stimuli
from courses.quizzes.types.base import Kind
from courses.quizzes.types.registry import kind
from courses.quizzes.types.values import Mark, Spec, Value


@dataclass(frozen=True, slots=True)
class RoundNow:
    """`ready` are the cards still to be answered, and the one that is sent `again`, with their
    places; `answers` what was done."""

    ready: list[PracticeCard]
    slots: Mapping[int, int]
    answers: list[PracticeAnswer]
    again: int | None = None

    @property
    def left(self) -> list[PracticeCard]:
        return [card for card in self.ready if card.pk != self.again]

    @property
    def total(self) -> int:
        return len(self.answers) + len(self.left)

    @property
    def number(self) -> int:
        """Of the question on the page, from 1."""
        return len(self.answers) + (self.again is None)

    @property
    def right(self) -> int:
        return sum(answer.is_right for answer in self.answers)

    def card(self, pk: int | None) -> PracticeCard | None:
        return next((card for card in self.ready if card.pk == pk), None)


def round_now(practised: PracticeRound, *, sent: int | None = None) -> RoundNow:
    """What was answered elsewhere meanwhile, is known, gone or held back is passed over. `sent` is
    the card whose answer comes now: of one that has its answer, the same page is shown again."""
    answers = list(practised.answers.order_by("pk"))
    done = {answer.card_id for answer in answers}
    again = sent if sent in done else None
    wanted = {pk for pk in practised.cards if pk not in done or pk == again}
    cards = [
        card
        for card in cards_of(practised.user).filter(pk__in=wanted)
        if card.pk == again or _is_waiting(card, practised)
    ]
    found = available(practised.user, cards, now=database_now())
    place = {pk: index for index, pk in enumerate(practised.cards)}
    ready = sorted(found.ready, key=lambda card: place[card.pk])
    return RoundNow(ready, found.slots, answers, again)


def _is_waiting(card: PracticeCard, practised: PracticeRound) -> bool:
    return not card.left and (card.seen_at is None or card.seen_at < practised.started_at)


@dataclass(frozen=True, slots=True)
class Asked:
    """The question of a card, in the learner's language, its choices in the round's own order."""

    card: PracticeCard
    slot: QuizSlot
    kind: Kind
    spec: Spec
    language: str
    order: list[str] | None

    @property
    def prefix(self) -> str:
        return f"p{self.card.pk}"

    def render(self, value: Value = None, error: str = "") -> SafeString:
        return self.kind.render(
            self.spec, prefix=self.prefix, value=value, order=self.order, error=error
        )

    def render_review(self, value: Value, mark: Mark) -> SafeString:
        return self.kind.render_review(self.spec, value=value, mark=mark, order=self.order)

    def evidence(self) -> Evidence | None:
        """Where the answer stands in the course as it is published."""
        return evidence_for(self._as_attempt(), [self.slot]).get(self.slot.pk)

    def _as_attempt(self) -> Attempt:
        """Nothing that is stored: what the evidence asks of an attempt."""
        quiz_edition = self.slot.quiz_edition
        return Attempt(quiz=quiz_edition.quiz, quiz_edition=quiz_edition, language=self.language)


def asked(practised: PracticeRound, card: PracticeCard, slot_id: int) -> Asked:
    slot, language = slot_to_practise(slot_id), language_in(practised.user, card.course_id)
    known = kind(slot.question_version.kind)
    spec = in_language_of(slot.question_version.specs, language)
    order = known.choice_ids(spec)
    if order:
        Random(f"{practised.pk}:{card.pk}").shuffle(order)
    return Asked(card, slot, known, spec, language, order)


@dataclass(frozen=True, slots=True)
class _Alone:
    number: int
    stimulus: StimulusOnPage | None = None


def stimulus_of(question: Asked, number: int) -> StimulusOnPage | None:
    """What the question refers to, as it was published with it."""
    rows: Sequence[_Alone] = with_stimuli(
        [_Alone(number)], [question.slot.stimulus_version], question.language
    )
    return rows[0].stimulus


def is_step(data: Mapping[str, Any]) -> bool:
    """Whether a button of the question itself was pressed, a picture say: it is shown as it is
    then, and nothing is answered yet."""
    return not {"answer", "show"} & data.keys()
