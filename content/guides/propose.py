"""A teaching guide made from a module, as Markdown in the module's language. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from content.guides.asking import ClassQuestion, checks_of, numbers_by_lesson, questions_of
from content.guides.ranges import folded
from content.guides.timing import LENGTHS, Sitting, Step, sittings, steps_of
from content.guides.values import Asked, ModuleFacts
from content.guides.words import Words, words
from content.planning.bodies import escaped

MOST_OBJECTIVES = 12


def propose(facts: ModuleFacts) -> str:
    """Objectives, outline with timing, questions to discuss and to check with, key terms, sources:
    each under a heading, left out where there is nothing for it. "" for a module without
    lessons."""
    say = words(facts.language)
    parts: list[tuple[str, Callable[[ModuleFacts, Words], list[str]]]] = [
        ("objectives", _objectives),
        ("outline", _outline),
        ("questions", _questions),
        ("checks", _checks),
        ("terms", _terms),
        ("sources", _sources),
    ]
    blocks = []
    for name, make in parts if facts.lessons else ():
        if made := make(facts, say):
            blocks += [f"## {say(name)}", *made]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def aims(facts: ModuleFacts) -> list[str]:
    """What the lessons aim at, each aim once."""
    once: dict[str, str] = {}
    for aim in (aim for lesson in facts.lessons for aim in lesson.objectives):
        once.setdefault(" ".join(aim.split()).casefold().rstrip(" .;。"), aim.strip())
    return list(once.values())[:MOST_OBJECTIVES]


def notes(facts: ModuleFacts) -> list[str]:
    """What whoever makes a guide of the proposal should know: plain text for the screen alone, as
    nothing of it is for the class."""
    say = words(facts.language)
    told = numbers_by_lesson(questions_of(facts))
    without = [
        say.quoted(lesson.title)
        for number, lesson in enumerate(facts.lessons)
        if number not in told
    ]
    found = [say("proposals")] if facts.lessons else []
    found += [say("checked", say("checks"))] if checks_of(facts) else []
    found += [say("unaimed")] if facts.lessons and not aims(facts) else []
    return [*found, say("unasked", say.joined(without))] if without else found


def _objectives(facts: ModuleFacts, say: Words) -> list[str]:
    found = aims(facts)
    return [_list(escaped(aim) for aim in found)] if found else []


def _outline(facts: ModuleFacts, say: Words) -> list[str]:
    asked = numbers_by_lesson(questions_of(facts))
    steps = steps_of(facts, asked, len(checks_of(facts)))
    total = sum(step.minutes for step in steps)
    # That all fits into one lesson says its length already.
    parted = [(length, parts) for length in LENGTHS if len(parts := sittings(steps, length)) > 1]
    divided = [line for length, parts in parted for line in _divided(parts, length, say)]
    return [_table(steps, say), say("total", total), *divided]


def _table(steps: Sequence[Step], say: Words) -> str:
    lines = [f"| {say('minutes')} | {say('step')} |", "| --- | --- |"]
    at = 0
    for step in steps:
        lines.append(f"| {at}–{at + step.minutes} | {_cell(step, say)} |")
        at += step.minutes
    return "\n".join(lines)


def _cell(step: Step, say: Words) -> str:
    title = f"**{_in_cell(step.title)}**" if step.title else ""
    if step.kind == "quiz":
        return say("quiz", title, step.questions)
    if step.kind in ("reading", "rereading"):
        return " · ".join([say(step.kind, title), *map(_in_cell, _others(step))])
    if step.kind == "discussion":
        return say("discussion", say("comma").join(map(str, step.numbers)))
    if step.kind == "check":
        return say("check", step.questions)
    return say(step.kind)


def _others(step: Step) -> Iterator[str]:
    """The headings, but for one that says the title again."""
    own = step.title.casefold()
    return (one for one in step.headings if one.casefold() != own)


def _in_cell(text: str) -> str:
    return escaped(text).replace("\\|", "|").replace("|", "\\|")


def _divided(parts: Sequence[Sitting], length: int, say: Words) -> Iterator[str]:
    yield say("divided", length, len(parts))
    yield _list(
        say("part", number, part.minutes, _what(part, say)) for number, part in enumerate(parts, 1)
    )


def _what(part: Sitting, say: Words) -> str:
    """The texts and quizzes of a lesson by their titles."""
    return say.joined([say.quoted(escaped(step.title)) for step in part.steps if step.title])


def _questions(facts: ModuleFacts, say: Words) -> list[str]:
    """No question with one answer: each names where to look."""
    return _numbered(questions_of(facts), facts, say, "see")


def _checks(facts: ModuleFacts, say: Words) -> list[str]:
    return _numbered(checks_of(facts), facts, say, "answered")


def _numbered(
    asked: Sequence[ClassQuestion], facts: ModuleFacts, say: Words, where: str
) -> list[str]:
    rows = [
        f"{number}. {escaped(one.asked.stem)}{_choices(one.asked, say)}"
        f" ({escaped(say(where, _places(one, facts, say)))})"
        for number, one in enumerate(asked, 1)
    ]
    return ["\n".join(rows)] if rows else []


def _choices(asked: Asked, say: Words) -> str:
    """In the order of the alphabet: a bank often holds the key first."""
    rows = zip(say("letters"), sorted(asked.choices, key=str.casefold), strict=False)
    return "".join(f" **{letter})**\u00a0{escaped(text)}" for letter, text in rows)


def _places(one: ClassQuestion, facts: ModuleFacts, say: Words) -> str:
    """The only source of a module needs no name."""
    is_one_source = len({each.name for each in facts.cited}) == 1
    cited = [replace(each, name="") if is_one_source else each for each in one.asked.cited]
    places = [told for told, _title in folded(cited, say)]
    return say("semicolon").join([say.quoted(one.asked.lesson), *places])


def _terms(facts: ModuleFacts, say: Words) -> list[str]:
    rows = [
        say("pair", f"**{escaped(term)}**", escaped(text)) if text else f"**{escaped(term)}**"
        for term, text in facts.terms
    ]
    return [_list(rows)] if rows else []


def _sources(facts: ModuleFacts, say: Words) -> list[str]:
    rows = [
        say("pair", escaped(told), f"*{escaped(title)}*") if title else escaped(told)
        for told, title in folded(facts.cited, say)
    ]
    return [_list(rows)] if rows else []


def _list(rows: Iterable[str]) -> str:
    return "\n".join(f"- {row}" for row in rows)
