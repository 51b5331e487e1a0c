"""The quizzes of a course as the documents of its package: every setting that the model has."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from courses.authoring.interchange.bank_files import BankFiles
from courses.authoring.interchange.course_files import CourseParts, without_empty
from courses.quizzes.library_quizzes import IN_LANGUAGES, PLAIN, default_of
from courses.quizzes.models import Quiz
from courses.quizzes.queries_draft import on_one_stimulus
from courses.quizzes.sections.models import QuizDraw
from courses.quizzes.sections.pools import BankOfCourse, bank_of
from courses.quizzes.stimuli.groups import together


class QuizFiles:
    def __init__(self, parts: CourseParts, bank: BankFiles) -> None:
        self.bank = bank
        rows = parts.course.quizzes.filter(removed_at=None).select_related("module")
        related = ("items__question", "items__section", "draws__section", "sections")
        self.quizzes = list(rows.prefetch_related(*related))
        filters = [draw.filters for quiz in self.quizzes for draw in quiz.draws.all()]
        self.labels: BankOfCourse | None = bank_of(parts.course, filters) if filters else None

    def data(self) -> list[dict[str, Any]]:
        return [self._entry(quiz) for quiz in self.quizzes]

    def front(self, code: str) -> dict[str, Any]:
        """{key: what is said of the quiz in one language}."""
        found = {}
        for quiz in self.quizzes:
            texts = {name: getattr(quiz, f).get(code, "") for f, name in IN_LANGUAGES.items()}
            sections = {
                section.key: without_empty(
                    {
                        "title": section.titles.get(code, ""),
                        "instructions": section.instructions.get(code, ""),
                    }
                )
                for section in quiz.sections.all()
            }
            found[quiz.key] = without_empty(texts | {"sections": without_empty(sections)})
        return found

    def _entry(self, quiz: Quiz) -> dict[str, Any]:
        module = quiz.module if quiz.module and quiz.module.removed_at is None else None
        entry: dict[str, Any] = {"key": quiz.key}
        if module is not None or quiz.before_lessons:
            entry["before" if quiz.before_lessons else "after"] = module.key if module else ""
        for field, name in PLAIN.items():
            value = getattr(quiz, field)
            if value != default_of(field):
                entry[name] = _plain(value)
        lists = {
            "requires": quiz.requires,
            "sections": [section.key for section in quiz.sections.all()],
            "draws": [self._draw(draw, at) for at, draw in enumerate(quiz.draws.all(), 1)],
            "items": self._items(quiz),
        }
        return entry | without_empty(lists)

    def _items(self, quiz: Quiz) -> list[dict[str, Any]]:
        """In the order that saving them again would give."""
        order = {None: -1} | {section.pk: at for at, section in enumerate(quiz.sections.all())}
        rows = sorted(quiz.items.all(), key=lambda item: order.get(item.section_id, -1))
        return [
            {"question": item.question.key, "points": number(item.points)}
            | ({"section": item.section.key} if item.section else {})
            for item in together(rows, on_one_stimulus)
        ]

    def _draw(self, draw: QuizDraw, place: int) -> dict[str, Any]:
        entry: dict[str, Any] = {
            "key": "" if draw.key == f"draw-{place}" else draw.key,
            "section": draw.section.key if draw.section else "",
            **self._filters(draw),
        }
        return {"take": draw.take, "points": number(draw.points)} | without_empty(entry)

    def _filters(self, draw: QuizDraw) -> dict[str, Any]:
        assert self.labels is not None
        filters = self.labels.followed(draw.filters)
        # Of a label that is gone the name stays: a draw without its filter would take anything.
        names = {
            name: self.labels.names.get(filters[name], "?")
            for name in ("topic", "objective", "tag")
            if name in filters
        }
        if "objective" in names:
            names["objective"] = self.bank.objective(names["objective"])
        return names | {name: filters[name] for name in ("difficulty", "kind") if name in filters}


def number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _plain(value: Any) -> Any:
    """As YAML has it: moments in UTC, what a table holds in the order of its names."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, dict):
        return {name: value[name] for name in sorted(value)}
    return value
