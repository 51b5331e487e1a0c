"""The lint of a course's quizzes before publication: by quiz, question by question."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from courses.catalog.models import Course
from courses.quizzes.bank.lint.linting import basis_of, lint_quiz
from courses.quizzes.bank.lint.rule import Placed
from courses.quizzes.bank.models import QuizWaiver
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
class Over:
    """What shows only over a quiz: in `questions` of them. `waiver` where somebody accepted it,
    and it still rests on the same; `earlier` where it rests on something else by now."""

    code: str
    questions: int
    basis: str
    waiver: QuizWaiver | None = None
    earlier: QuizWaiver | None = None


@dataclass(frozen=True, slots=True)
class QuizReport:
    quiz: Quiz
    lines: list[Line]
    whole: list[Over]

    @property
    def count(self) -> int:
        over = sum(over.waiver is None for over in self.whole)
        return over + sum(len(line.open) for line in self.lines)

    @property
    def told(self) -> list[Line]:
        return [line for line in self.lines if line.findings]


def reports_of(course: Course) -> list[QuizReport]:
    """Of every quiz of the draft; seven queries, whatever their number."""
    return [_report(quiz, course.languages) for quiz in _drafts(course)]


def found_over(quiz: Quiz) -> list[Over]:
    """What shows only over one quiz."""
    rows = _drafts(quiz.course).filter(pk=quiz.pk)
    return [over for report in rows for over in _report(report, quiz.course.languages).whole]


def open_findings_in(course: Course) -> int:
    """How many findings the questions of its quizzes have open; one query."""
    rows = Question.objects.filter(
        course=course,
        items__isnull=False,
        items__quiz__removed_at=None,
        open_findings__gt=0,
    ).distinct()
    # With its id: as many findings of two questions are two numbers.
    return sum(count for _pk, count in rows.values_list("pk", "open_findings").order_by())


def _drafts(course: Course) -> QuerySet[Quiz]:
    rows = Quiz.objects.filter(course=course, removed_at=None)
    waivers = Prefetch("waivers", QuizWaiver.objects.select_related("by"))
    within = ("question__current_version", "question__findings", "question__waivers__by")
    return rows.prefetch_related(*(f"items__{name}" for name in within), waivers)


def _report(quiz: Quiz, languages: list[str]) -> QuizReport:
    questions = [item.question for item in quiz.items.all()]
    lines = [
        Line(question, gathered(question.findings.all(), question.waivers.all()))
        for question in questions
    ]
    return QuizReport(quiz, lines, _over(quiz, questions, languages))


def _over(quiz: Quiz, questions: list[Question], languages: list[str]) -> list[Over]:
    """A quiz that shuffles its choices has no places. One language tells of all."""
    if quiz.shuffle_choices:
        return []
    placed = [
        Placed(question.key, question.kind, spec)
        for question in questions
        if question.current_version
        for spec in [_first(question.current_version.specs, languages)]
    ]
    accepted = {waiver.code: waiver for waiver in quiz.waivers.all()}
    return [
        _judged(code, len(keys), basis_of(code, keys, placed), accepted.get(code))
        for code, keys in lint_quiz(placed)
    ]


def _judged(code: str, questions: int, basis: str, waiver: QuizWaiver | None) -> Over:
    if waiver is not None and waiver.basis == basis:
        return Over(code, questions, basis, waiver=waiver)
    return Over(code, questions, basis, earlier=waiver)


def _first(specs: dict[str, dict[str, object]], languages: list[str]) -> dict[str, object]:
    code = next((code for code in languages if code in specs), next(iter(specs)))
    return specs[code]
