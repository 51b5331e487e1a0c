"""What was done to the lessons of a draft, as it is kept for the way back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import asdict, dataclass, field
from typing import Any

from courses.catalog.models import Course, LessonVersion

KEPT = 10
SESSION_KEY = "restructured"
SPLIT, MERGE = "split", "merge"


@dataclass(frozen=True, slots=True)
class Act:
    """`lesson` was there before and is after; `other` was made by a split, or went by a merge.

    `before` is {language: id of the version}; `after` {id of a lesson: {language: digest of its
    text}} of those that are in the draft; `questions` {id: [lesson, block before, lesson, block
    after]}; `marks` {id of a mark: [lesson, block before]}. Keys are strings, as JSON has them.
    """

    what: str
    course: int
    title: str
    lesson: int
    other: int
    before: dict[str, int] = field(default_factory=dict)
    after: dict[str, dict[str, str]] = field(default_factory=dict)
    questions: dict[str, list[Any]] = field(default_factory=dict)
    marks: dict[str, list[Any]] = field(default_factory=dict)
    aims: int | None = None


def digest(version: LessonVersion) -> str:
    said = json.dumps([version.title, version.body, version.objectives, version.notice])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def digests(versions: Iterable[LessonVersion]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for version in versions:
        found.setdefault(str(version.lesson_id), {})[version.language] = digest(version)
    return found


def keep(session: MutableMapping[str, Any], act: Act) -> None:
    """The last ones of this person's, of any course."""
    session[SESSION_KEY] = [*_kept(session), asdict(act)][-KEPT:]


def last_of(session: Mapping[str, Any], course: Course) -> Act | None:
    own = [one for one in _kept(session) if one.get("course") == course.pk]
    return Act(**own[-1]) if own else None


def forget(session: MutableMapping[str, Any], act: Act) -> None:
    session[SESSION_KEY] = [one for one in _kept(session) if one != asdict(act)]


def _kept(session: Mapping[str, Any]) -> list[dict[str, Any]]:
    return list(session.get(SESSION_KEY, ()))
