"""Questions as a page shows them while answering."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeVar

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from courses.people.requests import whole_number
from courses.quizzes.fingerprint import fingerprint
from courses.quizzes.hints.pages import HintsOnPage, hints_on_page
from courses.quizzes.hints.services import taken_in
from courses.quizzes.models import Attempt, QuizSlot
from courses.quizzes.queries import in_attempt_language, slots_of
from courses.quizzes.review.late import LateAnswers
from courses.quizzes.review.questions import ReviewedQuestion
from courses.quizzes.sections.pages import SectionOnPage, with_sections
from courses.quizzes.services.answers import Fields, prefix_of
from courses.quizzes.services.walking import Way
from courses.quizzes.stimuli.pages import StimulusOnPage, with_stimuli
from courses.quizzes.taking.places import choice_orders
from courses.quizzes.trying.pages import TryOnPage, tries_on_page
from courses.quizzes.trying.rules import is_closed
from courses.quizzes.types.registry import kind


@dataclass(frozen=True, slots=True)
class QuestionOnPage:
    """One question of an attempt under way; `seen` tells later what the form was made with."""

    number: int
    slot: int
    points: Decimal
    html: SafeString
    seen: str
    is_answered: bool
    hints: HintsOnPage | None = None
    stimulus: StimulusOnPage | None = None
    section: SectionOnPage | None = None
    is_flagged: bool = False
    trying: TryOnPage | None = None

    @property
    def points_counted(self) -> int:
        """For the plural: 1.5 points are said as 2 are."""
        return math.ceil(self.points)

    @property
    def is_scored(self) -> bool:
        """What is not scored has no points, and nothing else has none."""
        return self.points > 0


def fields_by_slot(attempt: Attempt, data: Mapping[str, list[str]]) -> dict[int, Fields]:
    """The answers in a whole form; of questions that the form did not show, none."""
    shown = seen_by_slot(data)
    return {
        place["slot"]: Fields(data, prefix_of(place["slot"]))
        for place in attempt.layout
        if place["slot"] in shown
    }


def seen_by_slot(data: Mapping[str, list[str]]) -> dict[int, str]:
    """{slot id: fingerprint} of the values that the form was made with."""
    named = {name.removeprefix("seen-"): name for name in data if name.startswith("seen-")}
    slots = {whole_number(number): name for number, name in named.items()}
    return {slot: data[name][-1] for slot, name in slots.items() if slot is not None}


def pressed_at(attempt: Attempt, data: Mapping[str, list[str]]) -> int | None:
    """The number of the question whose own button sent the whole form: it is shown again."""
    slots = [place["slot"] for place in attempt.layout]
    for number, prefix in enumerate(map(prefix_of, slots), 1):
        # A picture's button, and the one that small screens show in its place (types.hotspot).
        own = (f"{prefix}-go", f"{prefix}.x", f"{prefix}-s.x")
        if any(name in data for name in own) or f"q{number}" in data.get("save", []):
            return number
    if {"check", "save", "hint", "try"} & data.keys():
        return None
    # What is left is a story's "Start again", which names a step without a choice.
    steps = [data.get(prefix_of(slot), [""])[-1] for slot in slots]
    return next((number for number, step in enumerate(steps, 1) if step.endswith(".")), None)


def questions_of(
    attempt: Attempt,
    answers: Mapping[int, Any],
    *,
    refused: Mapping[int, str] | None = None,
    typed: Mapping[str, list[str]] | None = None,
    disabled: bool = False,
    slots: Sequence[QuizSlot] | None = None,
    places: range | None = None,
) -> list[QuestionOnPage]:
    """Those at the `places` (from 0) of one page, else all. `refused` are sentences at questions
    whose answer in `typed` did not fit; `slots` the attempt's, where they are at hand."""
    errors = refused or {}
    orders = choice_orders(attempt)
    taken = taken_in(attempt)
    found = []
    slots = slots_of(attempt, "stimulus_version") if slots is None else slots
    places = range(len(slots)) if places is None else places
    shown = [slots[place] for place in places]
    tried = {} if disabled else tries_on_page(attempt, shown, answers)
    for number, slot in enumerate(shown, places.start + 1):
        spec = in_attempt_language(slot.question_version.specs, attempt)
        known = kind(slot.question_version.kind)
        prefix = prefix_of(slot.pk)
        standing = answers.get(slot.pk)
        is_typed = slot.pk in errors and not (known.is_walked or known.takes_files)
        kept = known.read_value(typed or {}, prefix) if is_typed else standing
        trying = tried.get(slot.pk)
        if trying and slot.pk in errors:
            trying = replace(trying, is_refused=True)
        closed = trying.html if trying else None
        html = closed or known.render(
            spec,
            prefix=prefix,
            value=kept,
            order=orders[slot.pk],
            error=errors.get(slot.pk, ""),
            disabled=disabled,
            points=slot.points,
        )
        answered = not known.is_blank(standing)
        seen = fingerprint(standing)
        may_take = not (disabled or closed)
        hints = hints_on_page(slot.pk, spec, taken.get(slot.pk, 0), may_take=may_take)
        one = QuestionOnPage(number, slot.pk, slot.points, html, seen, answered, hints)
        found.append(replace(one, is_flagged=slot.pk in attempt.flags, trying=trying))
    found = with_stimuli(found, [slot.stimulus_version for slot in shown], attempt.language)
    return with_sections(found, shown, attempt.quiz_edition, attempt.language)


def html_of(way: Way) -> SafeString:
    """A walked question where it stands now."""
    return way.kind.render(way.spec, prefix=prefix_of(way.slot), value=way.value)


Shown = TypeVar("Shown", QuestionOnPage, ReviewedQuestion, LateAnswers)


def without_names(questions: Sequence[Shown]) -> list[Shown]:
    """For staff who look at one learner's attempt: what a survey was answered has no name."""
    words = _("What a learner answered here is shown without a name, in the quiz’s results.")
    said = format_html('<p class="quiet">{}</p>', words)
    return [one if one.is_scored else replace(one, html=said) for one in questions]


def open_questions(
    attempt: Attempt, answers: Mapping[int, Any], slots: Sequence[QuizSlot] | None = None
) -> dict[str, Any]:
    """`total`, and the numbers of the questions that are `unanswered`, and `unfinished`: begun,
    with a line, a gap or an ending still open, or too few words (`lacking` says what, in pairs with
    the number); and those answered that wait for a person, `by_person`."""
    unanswered, lacking, by_person = [], [], []
    slots = slots_of(attempt) if slots is None else slots
    for number, slot in enumerate(slots, 1):
        value, version = answers.get(slot.pk), slot.question_version
        member, spec = kind(version.kind), in_attempt_language(version.specs, attempt)
        if value is None:
            unanswered.append(number)
        elif member.is_unfinished(spec, value) and not is_closed(attempt.tries, slot.pk):
            lacking.append((number, member.what_lacks(spec, value)))
        if value is not None and member.is_marked_by_person:
            by_person.append(number)
    return {
        "total": len(slots),
        "unanswered": unanswered,
        "unfinished": [number for number, _said in lacking],
        "lacking": lacking,
        "by_person": by_person,
    }
