"""What must be done before a quiz may be started, as its settings name it.

`requires` is [{"quiz": key}, {"lessons": module key}]: that quiz passed, that module read. Who
knows whether a kind of thing is done registers a finder: lessons belong to an applet above this.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from courses.people.models import User
from courses.quizzes.models import QuizEdition

QUIZ, LESSONS = "quiz", "lessons"
KINDS = (QUIZ, LESSONS)


@dataclass(frozen=True, slots=True)
class Requirement:
    """`kind` is one of KINDS; `key` the quiz's or the module's."""

    kind: str
    key: str

    @property
    def name(self) -> str:
        """As a form names it."""
        return f"{self.kind}:{self.key}"

    def as_json(self) -> dict[str, str]:
        return {self.kind: self.key}


@dataclass(frozen=True, slots=True)
class Step:
    """A requirement as one learner stands to it: `done` of `total`, lessons or the one quiz."""

    kind: str
    title: str
    url: str
    done: int
    total: int

    @property
    def is_done(self) -> bool:
        return self.done >= self.total


Finder = Callable[[User, QuizEdition, list[str]], Mapping[str, Step]]
_finders: dict[str, Finder] = {}


def register(kind: str, finder: Finder) -> None:
    """`finder(user, published, keys)` gives {key: Step}, and nothing for keys that the edition of
    the course does not have."""
    _finders[kind] = finder


def read_requirements(requires: Iterable[Mapping[str, Any]]) -> list[Requirement]:
    """In their order, each once; what this release does not know is passed over."""
    pairs = (pair for entry in requires for pair in entry.items())
    found = (Requirement(kind, str(key)) for kind, key in pairs if kind in KINDS)
    return list(dict.fromkeys(found))


def steps_before(user: User, published: QuizEdition) -> list[Step]:
    """Each requirement with how far the learner is. No query where nothing is required.

    One that names what the edition does not have is passed over: nobody could ever fulfil it.
    """
    asked = read_requirements(published.requires)
    found: dict[Requirement, Step] = {}
    for kind in KINDS:
        keys = [one.key for one in asked if one.kind == kind]
        if keys:
            steps = _finders[kind](user, published, keys)
            found |= {Requirement(kind, key): step for key, step in steps.items()}
    return [found[one] for one in asked if one in found]
