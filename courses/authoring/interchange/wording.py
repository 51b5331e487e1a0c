"""What is wrong with a course's files, in words: code → sentence, with what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.interchange.problems import MOST_PROBLEMS, Problem
from courses.authoring.interchange.sentences import SENTENCES

HINT = gettext_lazy("Did you mean “%(hint)s”?")


@dataclass(frozen=True, slots=True)
class Told:
    """A problem as a person reads it. `line` and `column` count from 1, 0 for none."""

    file: str
    line: int
    column: int
    message: str
    is_notice: bool = False

    def __str__(self) -> str:
        """en.md line 42: …"""
        if not self.file:
            return self.message
        if not self.line:
            return f"{self.file}: {self.message}"
        place = _("%(file)s line %(line)s") % {"file": self.file, "line": self.line}
        if self.column > 1:
            place = _("%(place)s, column %(column)s") % {"place": place, "column": self.column}
        return f"{place}: {self.message}"

    def to_json(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "line": self.line or None,
            "column": self.column or None,
            "message": self.message,
            "kind": "notice" if self.is_notice else "error",
        }


def tell(problem: Problem) -> Told:
    message = sentence(problem.code, problem.details)
    return Told(problem.file, problem.line, problem.column, message, problem.is_notice)


def sentence(code: str, details: Mapping[str, str]) -> str:
    known: Promise = SENTENCES.get(code, SENTENCES["unknown"])
    words = str(known) % _Forgiving({"code": code, **details})
    return f"{words} {str(HINT) % details}" if details.get("hint") else words


class _Forgiving(dict[str, str]):
    """A detail that a sentence wants and nobody gave is empty."""

    def __missing__(self, key: str) -> str:
        return ""


def in_order(problems: list[Told]) -> list[Told]:
    """By file and line, errors before notices, up to a bound; at the end, that there are more."""
    rows = sorted(problems, key=lambda told: (told.is_notice, told.file, told.line, told.column))
    if len(rows) <= MOST_PROBLEMS:
        return rows
    more = _("There is more to mend: these are the first %(count)s.") % {"count": MOST_PROBLEMS}
    return [*rows[:MOST_PROBLEMS], Told("", 0, 0, more, rows[MOST_PROBLEMS].is_notice)]
