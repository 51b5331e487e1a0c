"""The bank of a course as the documents of its package."""

from collections.abc import Mapping
from typing import Any

from content import markup
from content.interchange.specs import DERIVED, KINDS
from content.interchange.writing import ordered
from courses.authoring.interchange.course_files import CourseParts, source_of, without_empty
from courses.catalog.models import Lesson
from courses.quizzes.bank.labels import tidy
from courses.quizzes.library_labels import PLACE
from courses.quizzes.models import Question, QuestionVersion
from courses.quizzes.types.base import authored
from courses.quizzes.types.registry import kind


class BankFiles:
    """Questions in the order of their keys' making: that of their rows."""

    def __init__(self, parts: CourseParts) -> None:
        self.parts = parts
        rows = parts.course.questions.select_related(
            "current_version__evidence_lesson",
            "current_version__evidence_passage__report",
            "topic",
            "objective",
            "stimulus",
        )
        rows = rows.prefetch_related("tagged__label", "waivers").exclude(current_version=None)
        self.questions = list(rows.order_by("pk"))
        self.objectives = _places(parts)
        self.specs = {question.pk: self._specs(question) for question in self.questions}
        self.reports: dict[str, Any] = {}

    def data(self) -> list[dict[str, Any]]:
        return [self._entry(question) for question in self.questions]

    def front(self, code: str) -> dict[str, Any]:
        """{key: spec} of one language."""
        return {
            question.key: self.specs[question.pk][code]
            for question in self.questions
            if code in self.specs[question.pk]
        }

    def _specs(self, question: Question) -> dict[str, Any]:
        version = question.current_version
        stored = version.specs if version else {}
        return {
            code: self._spec(question, stored[code], code)
            for code in self.parts.languages
            if code in stored
        }

    def _spec(self, question: Question, stored: Mapping[str, Any], code: str) -> dict[str, Any]:
        """As its kind keeps it today, without what is made when it is saved."""
        salt = f"{self.parts.course.slug}/{question.key}"
        try:
            tidied = authored(kind(question.kind).prepare(stored, language=code, salt=salt))
        except markup.MarkupError:  # an older text that is no longer rendered: as it was written
            tidied = authored(stored)
        kept = {
            name: value
            for name, value in tidied.items()
            if name not in DERIVED.get(question.kind, ())
        }
        spec: dict[str, Any] = ordered(self.parts.pictures.in_spec(kept), KINDS[question.kind])
        return {name: value for name, value in spec.items() if value not in ("", [], None)}

    def _entry(self, question: Question) -> dict[str, Any]:
        ready = question.status == Question.Status.READY
        labels = {
            "objective": self.objective(question.objective.name if question.objective else ""),
            "topic": question.topic.name if question.topic else "",
            "difficulty": question.difficulty,
            "tags": [
                row.label.name
                for row in sorted(question.tagged.all(), key=lambda row: row.label.folded)
            ],
        }
        waivers = sorted(question.waivers.all(), key=lambda waiver: waiver.code)
        entry = {
            "key": question.key,
            "kind": question.kind,
            "state": "" if ready else question.status,
            "evidence": self._evidence(question.current_version),
            **labels,
            "stimulus": question.stimulus.key if question.stimulus else "",
            "picture": self._picture(question),
            "dismissed": {waiver.code: waiver.reason for waiver in waivers},
        }
        return without_empty(entry)

    def objective(self, name: str) -> Any:
        """`<lesson>/<n>` where a lesson says so, else the words."""
        if name in self.objectives:
            return self.objectives[name]
        return {"text": name} if PLACE.fullmatch(name) else name

    def _picture(self, question: Question) -> str:
        version = question.current_version
        specs = (version.specs if version else {}).values()
        key = next((str(spec["picture"]) for spec in specs if spec.get("picture")), "")
        return self.parts.pictures.name_by_key(key)

    def _evidence(self, version: QuestionVersion | None) -> dict[str, str]:
        if version is None:
            return {}
        passage, block = version.evidence_passage, version.evidence_block
        if passage is not None:
            self.reports.setdefault(passage.report.slug, source_of(passage.report))
        token = f"{passage.report.slug}/{passage.key}" if passage else ""
        lesson = version.evidence_lesson
        if lesson is None or lesson not in self.parts.in_order:
            # A report that this site never held is kept in words: the passage as it was cited.
            return without_empty({"passage": token or (block if "/" in block else "")})
        block = block if self._has_block(lesson, block) else ""
        return without_empty({"lesson": lesson.key, "block": block, "passage": token})

    def _has_block(self, lesson: Lesson, block: str) -> bool:
        """Whether the file will have a block of that name; one that was made up is written down."""
        has = False
        for at, code in enumerate(self.parts.languages):
            version = self.parts.version(lesson, code)
            keys = [row["key"] for row in version.blocks] if version else []
            if version is not None and block in keys:
                has = True
                body = self.parts.bodies.get((lesson.pk, code), version.body)
                self.parts.bodies[lesson.pk, code] = markup.with_key(
                    body, keys, block, always=at > 0
                )
        return has


def _places(parts: CourseParts) -> dict[str, str]:
    """{objective: `<lesson>/<n>`} of the course's first language, as labels have them."""
    found: dict[str, str] = {}
    for lesson in parts.in_order:
        version = parts.version(lesson, parts.languages[0]) if parts.languages else None
        for number, text in enumerate(version.objectives if version else (), 1):
            if tidy(text) == text:
                found.setdefault(text, f"{lesson.key}/{number}")
    return found
