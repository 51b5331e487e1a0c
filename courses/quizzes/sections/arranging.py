"""What a posted arrangement of a quiz's questions, sections and draws means."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from courses.people.requests import whole_number
from courses.quizzes.errors import BadSettings
from courses.quizzes.models import Question, Quiz
from courses.quizzes.sections.services import (
    move_draw,
    move_section,
    remove_draw,
    remove_section,
)
from courses.quizzes.stimuli.groups import moved

# The buttons of sections and draws: their value is a key.
ACTS: Mapping[str, Callable[[Quiz, str], None]] = {
    "section-up": lambda quiz, key: move_section(quiz, key, -1),
    "section-down": lambda quiz, key: move_section(quiz, key, 1),
    "section-remove": remove_section,
    "draw-up": lambda quiz, key: move_draw(quiz, key, -1),
    "draw-down": lambda quiz, key: move_draw(quiz, key, 1),
    "draw-remove": remove_draw,
}
WAYS = (("up", -1), ("down", 1))


@dataclass(frozen=True, slots=True)
class Arrangement:
    """For services.set_items."""

    items: list[tuple[Question, Decimal]]
    sections: dict[int, int | None]


def arranged(quiz: Quiz, data: QueryDict) -> Arrangement:
    """`item` in order, `points-<id>`, one of `up`, `down`, `remove`; `add` for new ones and the
    section they go `add-to`; or the button `move` and what is `ticked`, which goes `into` another,
    as does what is ticked to add. Sections are named by their keys, none by an empty one. Raises
    BadSettings."""
    added = _numbers(data, "add")
    named = list(dict.fromkeys([*_numbers(data, "item"), *added]))
    bank = Question.objects.filter(course_id=quiz.course_id).in_bulk(named)
    order = [n for n in named if n in bank and str(n) != data.get("remove")]
    places: list[int | None] = [None, *quiz.sections.values_list("pk", flat=True)]
    sections: dict[int, int | None] = dict.fromkeys(order)
    stored = quiz.items.values_list("question_id", "section_id")
    sections |= {question: pk for question, pk in stored if pk in places}
    sections |= _sent_to(quiz, data, "add-to", [n for n in added if n in bank])
    if "move" in data:
        there = [*_numbers(data, "ticked"), *added]
        sections |= _sent_to(quiz, data, "into", [n for n in there if n in bank])
    order.sort(key=lambda number: places.index(sections[number]))
    stimuli = {number: question.stimulus_id for number, question in bank.items()}
    for name, by in WAYS:
        one = whole_number(data.get(name, ""))
        if one in order:
            order = _stepped(order, one, by, stimuli, sections, places)
    points = {number: _points(data.get(f"points-{number}", "1")) for number in order}
    return Arrangement([(bank[number], points[number]) for number in order], sections)


def _numbers(data: QueryDict, name: str) -> list[int]:
    found = (whole_number(text) for text in data.getlist(name))
    return [number for number in found if number is not None]


def _sent_to(quiz: Quiz, data: QueryDict, name: str, questions: list[int]) -> dict[int, int | None]:
    key = data.get(name, "")
    if not key:
        return dict.fromkeys(questions)
    section = quiz.sections.filter(key=key).first() if key.isprintable() else None
    if section is None:
        raise BadSettings({"items": _("This section is not there any more. Choose another.")})
    return dict.fromkeys(questions, section.pk)


def _stepped(
    order: list[int],
    one: int,
    by: int,
    stimuli: Mapping[int, int | None],
    sections: dict[int, int | None],
    places: list[int | None],
) -> list[int]:
    """A step inside its section; at its end, into the next one (`sections` then says so)."""
    part = [number for number in order if sections[number] == sections[one]]
    after = moved(part, one, by, lambda number: stimuli[number])
    if after != moved(part, one, 0, lambda number: stimuli[number]):
        rows = iter(after)
        return [next(rows) if sections[number] == sections[one] else number for number in order]
    place = places.index(sections[one]) + by
    if 0 <= place < len(places):
        stimulus = stimuli[one]
        along = [n for n in part if n == one or (stimulus and stimuli[n] == stimulus)]
        sections |= dict.fromkeys(along, places[place])
        others = [number for number in order if number not in along]
        order = [*others, *along] if by < 0 else [*along, *others]
        order.sort(key=lambda number: places.index(sections[number]))
    return order


def act(quiz: Quiz, data: QueryDict) -> None:
    """What a button of a section or draw asks for."""
    for name, does in ACTS.items():
        key = data.get(name, "")
        if key and key.isprintable():
            does(quiz, key)


def _points(text: str) -> Decimal:
    field = forms.DecimalField(max_digits=6, decimal_places=2, localize=True)
    try:
        return Decimal(field.clean(text))
    except forms.ValidationError as error:
        sentence = _("Write points as a number with at most two decimals.")
        raise BadSettings({"items": sentence}) from error
