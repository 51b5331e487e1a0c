"""What a guide proposes to ask the class: to discuss, and to check what was understood. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from content.guides.values import Asked, ModuleFacts
from content.guides.words import words

MOST = 8
MOST_CHECKED = 4
# Of choices that are read aloud, or stand in one line: how many, and signs in all.
MOST_CHOICES = 6
LONGEST_CHOICES = 400
_BEGINNING = 9
_ASKS = ("?", "؟", "？")
_SENTENCE = re.compile(r"(?<=[.!?؟。？！])\s*")


@dataclass(frozen=True, slots=True)
class ClassQuestion:
    """`lesson` counts from 0."""

    lesson: int
    asked: Asked


def questions_of(facts: ModuleFacts) -> tuple[ClassQuestion, ...]:
    """One to discuss about the text of each lesson, in their order. None rather than one without
    sense."""
    found: list[ClassQuestion] = []
    begun: set[str] = set()
    for number, lesson in enumerate(facts.lessons):
        if lesson.asked and len(found) < MOST:
            asked = next(
                (one for one in lesson.asked if _begins(one) not in begun), lesson.asked[0]
            )
            begun.add(_begins(asked))
            found.append(ClassQuestion(number, asked))
    return tuple(found)


def checks_of(facts: ModuleFacts) -> tuple[ClassQuestion, ...]:
    """Those of the bank, in turn from each lesson, in the order of their lessons."""
    lessons = {one.title: number for number, one in reversed(list(enumerate(facts.lessons)))}
    turns: dict[int, int] = {}
    found: list[tuple[int, ClassQuestion]] = []
    for one in facts.asked:
        lesson = lessons.get(one.lesson)
        if lesson is not None and can_check(one, facts.language):
            turns[lesson] = turns.get(lesson, -1) + 1
            found.append((turns[lesson], ClassQuestion(lesson, one)))
    in_turn = sorted(found, key=lambda row: (row[0], row[1].lesson))[:MOST_CHECKED]
    return tuple(sorted((one for _, one in in_turn), key=lambda one: one.lesson))


def _begins(asked: Asked) -> str:
    """A class should not hear one question after the other that begins alike."""
    return asked.stem[:_BEGINNING]


def numbers_by_lesson(questions: Sequence[ClassQuestion]) -> Mapping[int, Sequence[int]]:
    """{lesson: the numbers, from 1, of the questions that belong to it}."""
    found: dict[int, list[int]] = {}
    for number, one in enumerate(questions, 1):
        found.setdefault(one.lesson, []).append(number)
    return found


def can_check(asked: Asked, language: str) -> bool:
    """With its choices where it has some and they are few and short; else only what makes sense
    without any."""
    if not asked.choices:
        return can_be_asked(asked.stem, language)
    signs = sum(map(len, asked.choices))
    return len(asked.choices) <= MOST_CHOICES and signs <= LONGEST_CHOICES


def can_be_asked(stem: str, language: str) -> bool:
    """Whether a question makes sense to a class that sees no choices."""
    if not stem.rstrip(' "”»').endswith(_ASKS):
        return False
    asking = [part for part in _SENTENCE.split(stem) if part.strip(' "”»')][-1]
    return not words(language).needs_choices(asking)
