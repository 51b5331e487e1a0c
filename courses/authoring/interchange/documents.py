"""A course's draft as documents: the one form in which two states of it are compared."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from content.interchange.reading import tidy_body
from content.interchange.writing import with_line_ends
from courses.authoring.interchange.bank_files import BankFiles
from courses.authoring.interchange.course_files import (
    CourseParts,
    course_data,
    fronts,
    without_empty,
)
from courses.authoring.interchange.quiz_files import QuizFiles
from courses.catalog.models import Course
from courses.quizzes.fingerprint import canonical

LISTS = {"modules": "module", "questions": "question", "quizzes": "quiz", "diagrams": "diagram"}
IN_FRONT = {**LISTS, "lessons": "lesson", "glossary": "term"}


@dataclass(slots=True)
class Documents:
    """`bodies` is {language: [(lesson key, Markdown)]}, `files` {name: bytes} of the pictures."""

    data: dict[str, Any] = field(default_factory=dict)
    fronts: dict[str, dict[str, Any]] = field(default_factory=dict)
    bodies: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)

    def parts(self) -> dict[tuple[str, str], Any]:
        """{(what it is, its key): all that is said of it}."""
        found: dict[tuple[str, str], Any] = {}

        def say(what: str, key: str, more: object) -> None:
            found.setdefault((what, key), []).append(more)

        for name, value in self.data.items():
            for row in value if name in LISTS else ():
                say(LISTS[name], row["key"], row)
            if name not in LISTS and name not in ("pictures", "languages"):
                say("setting", name, value)
        for code, front in self.fronts.items():
            for name, value in front.items():
                for key, one in value.items() if name in IN_FRONT else ():
                    say(IN_FRONT[name], key, (code, one))
                if name not in IN_FRONT:
                    say("text", f"{name} ({code})", value)
            for key, body in self.bodies.get(code, ()):
                say("lesson", key, (code, body))
        for name, data in self.files.items():
            say("picture", name.removeprefix("pictures/"), hashlib.sha256(data).hexdigest())
        return found

    def translations(self) -> set[tuple[str, str, str]]:
        """{(what it is, its key, a language that it has words in)}."""
        found = set()
        for code, front in self.fronts.items():
            for name, what in IN_FRONT.items():
                said = front.get(name, {}).items()
                found |= {(what, key, code) for key, words in said if words}
            found |= {("lesson", key, code) for key, _body in self.bodies.get(code, ())}
        return found

    def states(self) -> dict[str, str]:
        """{question key: its state}."""
        return {row["key"]: row.get("state", "ready") for row in self.data.get("questions", ())}


def documents_of(course: Course) -> Documents:
    """All that the draft holds; nobody's name, answers or history. Raises NotExportable."""
    parts = CourseParts(course)
    bank = BankFiles(parts)
    quizzes = QuizFiles(parts, bank)
    data = course_data(parts) | without_empty({"quizzes": quizzes.data(), "questions": bank.data()})
    sources = data.get("sources", {})
    sources |= {name: one for name, one in bank.reports.items() if name not in sources}
    made = fronts(parts)
    for code, front in made.items():
        front |= without_empty({"quizzes": quizzes.front(code), "questions": bank.front(code)})
    bodies = {code: _bodies(parts, code) for code in made}
    alts = parts.pictures.alts
    data |= without_empty(
        {
            "sources": {name: sources[name] for name in sorted(sources)},
            "pictures": {name: alts[name] for name in sorted(alts)},
        }
    )
    return Documents(with_line_ends(data), with_line_ends(made), bodies, parts.pictures.files)


def fingerprint(course: Course) -> str:
    """SHA-256 of all that the draft holds: another where anything in it was changed."""
    parts = documents_of(course).parts()
    rows = sorted((*place, canonical(value)) for place, value in parts.items())
    return hashlib.sha256(canonical(rows).encode()).hexdigest()


def _bodies(parts: CourseParts, code: str) -> list[tuple[str, str]]:
    found = []
    for lesson in parts.in_order:
        if version := parts.version(lesson, code):
            body = parts.bodies.get((lesson.pk, code), version.body)
            found.append((lesson.key, parts.pictures.in_text(tidy_body(body))))
    return found
