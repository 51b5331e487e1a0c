"""A module as steps of a lesson in a classroom, with their minutes. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from content.guides.values import ModuleFacts, QuizFacts

OPENING = 5
CLOSING = 5
# Of a text read together half its minutes are for talking about it, and never too few to begin.
SHORTEST_DISCUSSION = 5
SHORTEST_SUMMING_UP = 3
MINUTES_A_QUESTION = 1.5
LENGTHS = (45, 90)


@dataclass(frozen=True, slots=True)
class Step:
    """`kind` is opening, start (one without objectives to read), reading, rereading (read and
    summed up, without a discussion), discussion, quiz, check (questions asked aloud) or closing;
    `numbers` are those of the questions to discuss."""

    kind: str
    minutes: int
    title: str = ""
    headings: tuple[str, ...] = ()
    questions: int = 0
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sitting:
    """What fits into one lesson of the class."""

    steps: tuple[Step, ...]

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)


def steps_of(
    facts: ModuleFacts, asked: Mapping[int, Sequence[int]], checks: int = 0
) -> tuple[Step, ...]:
    """In the order of the lesson. `asked` is {lesson: numbers of its questions}; one without any
    is not discussed. `checks` questions are asked aloud, unless a quiz ends the module. A module
    without a lesson has no steps."""
    return tuple(_steps(facts, asked, checks)) if facts.lessons else ()


def _steps(facts: ModuleFacts, asked: Mapping[int, Sequence[int]], checks: int) -> Iterator[Step]:
    has_aims = any(lesson.objectives for lesson in facts.lessons)
    yield Step("opening" if has_aims else "start", OPENING)
    yield from (_quiz(quiz) for quiz in facts.quizzes if quiz.is_first)
    for number, lesson in enumerate(facts.lessons):
        half = round(lesson.minutes / 2)
        if numbers := asked.get(number):
            talked = max(SHORTEST_DISCUSSION, half)
            yield Step("reading", lesson.minutes, lesson.title, lesson.headings)
            yield Step("discussion", talked, numbers=tuple(numbers))
        else:
            talked = max(SHORTEST_SUMMING_UP, half)
            yield Step("rereading", lesson.minutes + talked, lesson.title, lesson.headings)
    last = [_quiz(quiz) for quiz in facts.quizzes if not quiz.is_first]
    yield from last
    if checks and not last:
        yield Step("check", ceil(checks * MINUTES_A_QUESTION), questions=checks)
    yield Step("closing", CLOSING)


def _quiz(quiz: QuizFacts) -> Step:
    minutes = quiz.minutes or ceil(quiz.questions * MINUTES_A_QUESTION)
    return Step("quiz", max(1, minutes), quiz.title, questions=quiz.questions)


def sittings(steps: Sequence[Step], length: int) -> tuple[Sitting, ...]:
    """Steps put together to lessons of at most `length` minutes, as few as their order allows, and
    of those the longest as short as can be, so that none is left with the crumbs.

    A text stays with its discussion; what is longer than a lesson by itself has one of its own.
    """
    units = _units(steps)
    fewest = len(_filled(units, length))
    fits = (found for cap in range(1, length + 1) if len(found := _filled(units, cap)) == fewest)
    return tuple(Sitting(tuple(one)) for one in next(fits, []))


def _filled(units: Sequence[Sequence[Step]], length: int) -> list[list[Step]]:
    found: list[list[Step]] = []
    for unit in units:
        room = length - sum(step.minutes for step in found[-1]) if found else -1
        if sum(step.minutes for step in unit) <= room:
            found[-1] += unit
        else:
            found.append(list(unit))
    return found


def _units(steps: Sequence[Step]) -> list[list[Step]]:
    """The opening goes with what follows it, a discussion and the closing with what is before."""
    units: list[list[Step]] = []
    for step in steps:
        follows = step.kind in ("discussion", "check", "closing") or (
            units and units[-1][-1].kind in ("opening", "start")
        )
        if units and follows:
            units[-1].append(step)
        else:
            units.append([step])
    return units
