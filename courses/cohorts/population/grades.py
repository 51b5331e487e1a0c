"""The grades that count of made-up learners, by the same rules as everybody's."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from courses.cohorts.population.bulk import Rows, moment, store
from courses.cohorts.population.papers import Paper
from courses.quizzes.gradebook.counting import Rules, Taken, counted
from courses.quizzes.gradebook.models import CourseGrade, QuizGrade
from courses.quizzes.gradebook.totals import millionths
from courses.quizzes.models import QuizEdition


@dataclass(frozen=True, slots=True)
class GradedPaper:
    """One attempt as handed in; `ended_at` as a datetime."""

    pk: int
    number: int
    user: int
    paper: Paper
    ended_at: Any


def store_grades(
    course: int, published: Mapping[int, QuizEdition], taken: Iterable[GradedPaper]
) -> None:
    """`published` is {quiz id: the quiz as it is now}."""
    found: dict[tuple[int, int], list[GradedPaper]] = defaultdict(list)
    for one in taken:
        found[one.user, one.paper.quiz].append(one)
    totals: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    store(QuizGrade, COLUMNS, list(_rows(found, published, totals)))
    store(
        CourseGrade,
        ["course_id", "user_id", "earned", "counted", "failing", "done", "total"],
        ((course, user, *sums, sums[0] // sums[1]) for user, sums in totals.items() if sums[1]),
    )


COLUMNS = [
    "quiz_id", "user_id", "percent", "state", "counts", "method", "attempts", "graded",
    "passed_under", "override", "settled_at",
]  # fmt: skip


def _rows(
    found: Mapping[tuple[int, int], Sequence[GradedPaper]],
    published: Mapping[int, QuizEdition],
    totals: dict[int, list[int]],
) -> Rows:
    for (user, quiz), papers in found.items():
        edition = published[quiz]
        rules = Rules(edition.pk, edition.grade_method, edition.pass_mark)
        grade = counted([_taken(one) for one in papers], rules)
        if edition.required:
            earned = (millionths(grade.percent), int(grade.percent is not None))
            added = (*earned, int(not grade.passed), int(grade.passed))
            totals[user] = [a + b for a, b in zip(totals[user], added, strict=True)]
        state = QuizGrade.State.PASSED if grade.passed else QuizGrade.State.FAILING
        yield (
            quiz, user, _text(grade.percent), state.value, edition.required,
            edition.grade_method, str(list(grade.attempts)), len(papers),
            edition.pk if grade.passed else None, "", moment(max(one.ended_at for one in papers)),
        )  # fmt: skip


def _text(percent: Decimal | None) -> str | None:
    return None if percent is None else str(percent)


def _taken(one: GradedPaper) -> Taken:
    paper = one.paper
    return Taken(one.pk, one.number, paper.quiz_edition, paper.score, paper.max_score, paper.passed)
