"""What is wrong with a course's files, and where. Words are the caller's: a code and details."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MOST_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """`line` and `column` count from 1; 0 where it is about the file, or the package, as a whole.

    A notice keeps nothing from being imported.
    """

    code: str
    file: str = ""
    line: int = 0
    column: int = 0
    details: Mapping[str, str] = field(default_factory=dict)
    is_notice: bool = False

    def dump(self) -> list[Any]:
        details = dict(self.details)
        return [self.code, self.file, self.line, self.column, details, self.is_notice]


class BadPackage(Exception):
    """The package cannot be read at all; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class Found:
    """Problems as they are found, up to a bound."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(
        self, code: str, file: str = "", line: int = 0, column: int = 0, /, **details: object
    ) -> None:
        self._keep(Problem(code, file, line, column, _cut(details)))

    def notice(self, code: str, file: str = "", line: int = 0, /, **details: object) -> None:
        self._keep(Problem(code, file, line, 0, _cut(details), is_notice=True))

    def _keep(self, problem: Problem) -> None:
        if len(self.problems) < MOST_PROBLEMS * 2 and problem not in self.problems:
            self.problems.append(problem)

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if not problem.is_notice]


def _cut(details: Mapping[str, object]) -> dict[str, str]:
    """A hostile name of a megabyte is told by its beginning; signs that cannot be seen go."""
    return {name: _told(str(value)) for name, value in details.items()}


def _told(text: str) -> str:
    text = "".join(c if c.isprintable() else "·" for c in text[:200])
    return text if len(text) <= 120 else text[:119] + "…"
