"""The lint of a course's quizzes before publication: by quiz, question by question."""

from dataclasses import dataclass

from django.db.models import QuerySet

from courses.catalog.models import Course
from courses.quizzes.bank.lint.linting import lint_quiz
from courses.quizzes.bank.lint.rule import Placed
from courses.quizzes.bank.queries import Found, gathered
from courses.quizzes.models import Question, Quiz


@dataclass(frozen=True, slots=True)
class Line:
    """A question and what was found in it; `waiting` until it was looked at."""

    question: Question
    findings: list[Found]

    @property
    def open(self) -> list[Found]:
        return [found for found in self.findings if found.waiver is None]


@dataclass(frozen=True, slots=True)
class QuizReport:
    """`whole`: what shows only over the quiz, each as (code, number of questions)."""

    quiz: Quiz
    lines: list[Line]
    whole: list[tuple[str, int]]

    @property
    def count(self) -> int:
        return len(self.whole) + sum(len(line.open) for line in self.lines)

    @property
    def told(self) -> list[Line]:
        return [line for line in self.lines if line.findings]


def reports_of(course: Course) -> list[QuizReport]:
    """Of every quiz of the draft; six queries, whatever their number."""
    return [_report(quiz, course.languages) for quiz in _drafts(course)]


def open_findings_in(course: Course) -> int:
    """How many findings the questions of its quizzes have open; one query."""
    rows = Question.objects.filter(
        course=course, items__quiz__removed_at=None, open_findings__gt=0
    ).distinct()
    return sum(rows.values_list("open_findings", flat=True).order_by())


def _drafts(course: Course) -> QuerySet[Quiz]:
    rows = Quiz.objects.filter(course=course, removed_at=None)
    within = ("question__current_version", "question__findings", "question__waivers__by")
    return rows.prefetch_related(*(f"items__{name}" for name in within))


def _report(quiz: Quiz, languages: list[str]) -> QuizReport:
    questions = [item.question for item in quiz.items.all()]
    lines = [
        Line(question, gathered(question.findings.all(), question.waivers.all()))
        for question in questions
    ]
    return QuizReport(quiz, lines, _over(quiz, questions, languages))


def _over(quiz: Quiz, questions: list[Question], languages: list[str]) -> list[tuple[str, int]]:
    """A quiz that shuffles its choices has no places. One language tells of all."""
    if quiz.shuffle_choices:
        return []
    placed = [
        Placed(question.key, question.kind, spec)
        for question in questions
        if question.current_version
        for spec in [_first(question.current_version.specs, languages)]
    ]
    return [(code, len(keys)) for code, keys in lint_quiz(placed)]


def _first(specs: dict[str, dict[str, object]], languages: list[str]) -> dict[str, object]:
    code = next((code for code in languages if code in specs), next(iter(specs)))
    return specs[code]
