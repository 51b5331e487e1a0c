"""How an author writes a text with gaps. Pure: codes, no words (see problems.py).

    The IAEA sits in [[Vienna|Wien]].           text; every answer named is right
    It has [[=178±2 States]].                   a number, with a tolerance and a unit
    It took [[=10..12 years]], [[=90±5% days]]. a range; a tolerance in percent of the number
    It [[*inspects|arrests|trains]] people.     a choice; * marks the right one
    [[3:Vienna#Since 1957.]]                    weighs as three; # says something to it
    [[*inspects#Yes.|arrests#No.|trains#]]      says something to each choice
    [[=178#Yes.|#Count again.]]                 to the right answer, and to every other

In a gap a backslash takes the meaning from | # [ ] * = : and itself. Outside it Markdown has its
own: "\\[[" stays as it is.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

Sort = Literal["text", "number", "select"]

START, END = "[[", "]]"
MAX_ANSWER = 200
QUOTED = 40  # characters of a gap that a fault shows
_WEIGHT = re.compile(r"\s*([0-9]{1,2}):(?=[^0-9])")
_NUMBER = r"[+\-−]?\d+(?:[.,٫]\d+)?"
_NUMERIC = re.compile(
    rf"=\s*(?P<value>{_NUMBER})(?:\s*\.\.\s*(?P<to>{_NUMBER}))?"
    rf"(?:\s*(?:±|\+/?-)\s*(?P<tolerance>{_NUMBER})(?P<percent>%)?)?\s*(?P<unit>.*)",
    re.S,
)
_MARKS = str.maketrans(",٫−", "..-")
_THOUSANDS = re.compile(r"[+\-−]?[1-9]\d{0,2},\d{3}")
_ESCAPED = re.compile(r"\\([|#\[\]*=:\\])")
_ESCAPED_BUT_STARS = re.compile(r"\\([|#\[\]=:\\])")
_BEGINS_AGAIN = re.compile(r"(?:[^\\\[]|\\.|\[(?!\[))*\[\[", re.S)
_SPECIAL = re.compile(r"[|#\[\]\\]")


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap. `answers` are the accepted texts, or the choices, of which `key` is right; numbers
    are plain text, `to` the end of a range that begins with `value`. `feedback` is for whatever
    was answered; `said`, where there is any, for each of the answers (of a number, the right one),
    `said_else` for every other. `begun_again` quotes a gap that swallowed the start of another: it
    is read, since older questions are, and refused."""

    sort: Sort
    answers: tuple[str, ...] = ()
    key: int = 0
    value: str = ""
    to: str = ""
    tolerance: str = "0"
    is_percent: bool = False
    unit: str = ""
    weight: int = 1
    feedback: str = ""
    said: tuple[str, ...] = ()
    said_else: str = ""
    line: int = field(default=0, compare=False)
    column: int = field(default=0, compare=False)
    begun_again: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps a gap from being read; line and column count from 1. `quote`: how it begins."""

    code: str
    line: int
    column: int
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Markdown and gaps in turn. A gap with a fault stands among the Markdown as it was written."""

    parts: tuple[str | Gap, ...]
    faults: tuple[Fault, ...]

    @property
    def gaps(self) -> list[Gap]:
        return [part for part in self.parts if isinstance(part, Gap)]


class _Unreadable(ValueError):
    """The argument is the fault's code."""


def parse(text: str) -> Passage:
    parts: list[str | Gap] = []
    faults: list[Fault] = []
    plain, at, endless = "", 0, 0
    while at < len(text):
        if text[at] == "\\" or not text.startswith(START, at):
            step = 2 if text[at] == "\\" else 1
            plain, at = plain + text[at : at + step], at + step
            continue
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        # Where one gap of a line has no end, none behind it has: it is looked for once.
        end = _end_of(text, at + len(START)) if at >= endless else 0
        endless = endless if end else _line_end(text, at)
        written = text[at + len(START) : end - len(END)] if end else ""
        again = _quote(text, at) if _BEGINS_AGAIN.match(written) else ""
        try:
            gap = _gap(written) if end else _without_end()
            parts += [plain, replace(gap, line=line, column=column, begun_again=again)]
            plain = ""
        except _Unreadable as fault:
            code = "again" if again else str(fault)
            faults.append(Fault(code, line, column, again or _quote(text, at) * (not end)))
            plain += text[at : end or at + len(START)]
        at = end or at + len(START)
    return Passage(tuple(part for part in (*parts, plain) if part), tuple(faults))


def _end_of(text: str, at: int) -> int:
    """Where the gap ends, behind its brackets; 0 when it does not on its line."""
    while at < len(text) and text[at] != "\n":
        if text.startswith(END, at):
            return at + len(END)
        at += 2 if text[at] == "\\" and text[at + 1 : at + 2] != "\n" else 1
    return 0


def _quote(text: str, at: int) -> str:
    end = _line_end(text, at)
    return text[at:end] if end - at <= QUOTED else text[at : at + QUOTED] + "…"


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return found if found >= 0 else len(text)


def _without_end() -> Gap:
    raise _Unreadable("open")


def _gap(written: str) -> Gap:
    """Raises _Unreadable."""
    weight = 1
    if found := _WEIGHT.match(written):
        weight, written = int(found[1]), written[found.end() :]
    if not weight:
        raise _Unreadable("weight")
    parts = [split_at(part, "#", most=1) for part in split_at(written, "|")]
    bodies = [part[0] for part in parts]
    said = [part[1].strip() if len(part) > 1 else None for part in parts]
    if not any(body.strip() for body in bodies):
        raise _Unreadable("empty")
    if bodies[-1].strip() and not any(words is not None for words in said[:-1]):
        # Behind the last answer alone it is said to all.
        return replace(_answers(bodies), weight=weight, feedback=said[-1] or "")
    return replace(_said_apart(bodies, said), weight=weight)


def _answers(bodies: Sequence[str]) -> Gap:
    body = "|".join(bodies)
    return _number(body.strip()) if body.strip().startswith("=") else _words(body)


def _said_apart(bodies: Sequence[str], said: Sequence[str | None]) -> Gap:
    """Each answer with what is said to it; where # has no answer before it, to every other."""
    pairs = list(zip(bodies, said, strict=True))
    others = [words for body, words in pairs if words is not None and not body.strip()]
    own = [(body, words or "") for body, words in pairs if words is None or body.strip()]
    read = _answers([body for body, _words in own])
    if len(others) > 1 or (others and read.sort == "select"):
        raise _Unreadable("feedback")
    spoken = tuple(words for _body, words in own)
    return replace(read, said=spoken if any(spoken) else (), said_else="".join(map(str, others)))


def split_at(text: str, mark: str, *, most: int = 0) -> list[str]:
    """Split where the mark stands without a backslash, `most` times at the most."""
    parts, start, at = list[str](), 0, 0
    while at < len(text) and not (most and len(parts) == most):
        if text[at] == mark:
            parts.append(text[start:at])
            start = at + 1
        at += 2 if text[at] == "\\" else 1
    return [*parts, text[start:]]


def _words(body: str) -> Gap:
    written = [answer.strip() for answer in split_at(body, "|")]
    keys = [index for index, answer in enumerate(written) if answer.startswith("*")]
    read = unescaped if keys else _with_stars
    answers = tuple(
        read(answer.removeprefix("*").strip() if index in keys else answer)
        for index, answer in enumerate(written)
    )
    if not all(answers):
        raise _Unreadable("answer")
    if any(len(answer) > MAX_ANSWER for answer in answers):
        raise _Unreadable("long")
    if not keys:
        return Gap("text", answers)
    if len(keys) > 1:
        raise _Unreadable("keys")
    if len(answers) < 2:
        raise _Unreadable("alone")
    if len({answer.casefold() for answer in answers}) < len(answers):
        raise _Unreadable("same")
    return Gap("select", answers, key=keys[0])


def _number(body: str) -> Gap:
    found = _NUMERIC.fullmatch(body)
    # A unit that begins like a number is the rest of one: 1 234, 1.2.3.
    if not found or re.match(r"[\d.,٫±+−-]", found["unit"]) or len(split_at(body, "|")) > 1:
        raise _Unreadable("number")
    numbers = [found["value"], found["to"] or "", found["tolerance"] or "0"]
    if any(_THOUSANDS.fullmatch(number) for number in numbers):
        raise _Unreadable("thousands")
    value, to, tolerance = (_plain(number) if number else "" for number in numbers)
    if tolerance.startswith("-"):
        raise _Unreadable("number")
    unit, is_percent = unescaped(found["unit"].strip()), found["percent"] is not None
    return Gap("number", value=value, to=to, tolerance=tolerance, is_percent=is_percent, unit=unit)


def _plain(number: str) -> str:
    """As it reads in every language: digits 0 to 9 and a point."""
    digits = "".join(str(unicodedata.decimal(c, c)) for c in number)
    text = format(Decimal(digits.translate(_MARKS)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _with_stars(text: str) -> str:
    """A star in a text to type is short text's own: "launder*" and "\\*"."""
    return _ESCAPED_BUT_STARS.sub(r"\1", text)


def write(parts: Sequence[str | Gap]) -> str:
    """As an author would have written it: `parse` reads the same again."""
    return "".join(part if isinstance(part, str) else _written(part) for part in parts)


def _written(gap: Gap) -> str:
    bodies = _bodies(gap)
    if gap.said or gap.said_else:
        spoken = gap.said or ("",) * len(bodies)
        bodies = [f"{body}#{_ended(said)}" for body, said in zip(bodies, spoken, strict=True)]
        bodies += [f"#{_ended(gap.said_else)}"] if gap.said_else else []
    body = "|".join(bodies)
    # A figure right behind the colon would make both a text: 10:30.
    space = " " if re.match("[0-9]", body) else ""
    weight = f"{gap.weight}:{space}" if gap.weight > 1 else ""
    feedback = f"#{_ended(gap.feedback)}" if gap.feedback else ""
    return f"{START}{weight}{body}{feedback}{END}"


def _ended(feedback: str) -> str:
    """Or its last sign would have a part in what comes behind it."""
    return f"{feedback} " if feedback.endswith(("\\", "]")) else feedback


def _bodies(gap: Gap) -> list[str]:
    if gap.sort == "number":
        to = f"..{gap.to}" if gap.to else ""
        has_tolerance = gap.is_percent or gap.tolerance != "0"
        tolerance = f"±{gap.tolerance}{'%' * gap.is_percent}" if has_tolerance else ""
        return [f"={gap.value}{to}{tolerance} {_escaped(gap.unit)}".rstrip()]
    marks = ["*" if gap.sort == "select" and i == gap.key else "" for i in range(len(gap.answers))]
    return [mark + _escaped_start(answer) for mark, answer in zip(marks, gap.answers, strict=True)]


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _escaped_start(answer: str) -> str:
    """A * or = that begins an answer, and what looks like a weight, would mean something."""
    text = _escaped(answer)
    if text.startswith(("*", "=")):
        return "\\" + text
    return re.sub(r"^([0-9]{1,2}):(?=[^0-9])", r"\1\\:", text)
