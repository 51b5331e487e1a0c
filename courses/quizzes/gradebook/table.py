"""The gradebook as a table: learners down, quizzes across. The page and the sheets show this."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from courses.catalog.models import Course
from courses.quizzes.gradebook.asked import Asked
from courses.quizzes.gradebook.models import QuizGrade
from courses.quizzes.gradebook.totals import percent_of_total
from courses.quizzes.gradebook.walking import WAITING, Found, Scope, Slice, every, learners
from courses.quizzes.models import Attempt, QuizEdition

PER_PAGE = 100
AT_ONCE = 500
"""So many rows of a download are read together."""

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """What a learner has in a quiz. `percent` to a tenth, as it is shown.

    Cells that say the same are one object, so that each is drawn once.
    """

    percent: Decimal | None = None
    state: str = QuizGrade.State.NONE
    is_by_hand: bool = False
    is_under_way: bool = False
    is_waiting: bool = False


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """A learner with a cell for each quiz, in the order of the columns."""

    learner: Found
    total: Decimal | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class GradePage:
    """A page of the gradebook."""

    rows: list[Row]
    has_before: bool
    has_after: bool

    @property
    def first(self) -> str:
        return self.rows[0].learner.place if self.rows else ""

    @property
    def last(self) -> str:
        return self.rows[-1].learner.place if self.rows else ""


def quizzes_of(course: Course) -> list[QuizEdition]:
    """The columns: every published quiz that gives a grade, in the order of the course. One
    query."""
    rows = QuizEdition.objects.filter(edition=course.current_edition_id, is_practice=False)
    return list(rows.select_related("quiz").order_by("position", "pk"))


def page_of(scope: Scope, asked: Asked) -> GradePage:
    """Three queries, one or two more where a filter is looked up or the order changes."""
    found: Slice = learners(scope, asked, most=PER_PAGE)
    return GradePage(rows_of(scope, found.rows), found.has_before, found.has_after)


def all_rows(scope: Scope, asked: Asked) -> Iterator[Row]:
    """Every row that the filter lets through, in the order of the page."""
    for found in every(scope, asked, at_once=AT_ONCE):
        yield from rows_of(scope, found)


def rows_of(scope: Scope, found: Sequence[Found]) -> list[Row]:
    """Two queries."""
    users = [one.user for one in found]
    quizzes = [quiz.quiz_id for quiz in scope.quizzes]
    grades = _grades(users, quizzes)
    states = _in_flight(users, quizzes)

    def cell(place: tuple[int, int]) -> Cell:
        return _cell(grades.get(place), states.get(place))

    return [
        Row(
            one,
            tenth(percent_of_total(one.total)),
            tuple(cell((one.user, quiz)) for quiz in quizzes),
        )
        for one in found
    ]


Grade = tuple[Decimal | None, str, str]  # percent, state, override


def _grades(users: Sequence[int], quizzes: Sequence[int]) -> dict[tuple[int, int], Grade]:
    rows = QuizGrade.objects.filter(quiz__in=quizzes, user__in=users).order_by()
    columns = rows.values_list("user_id", "quiz_id", "percent", "state", "override")
    return {(user, quiz): (percent, state, by) for user, quiz, percent, state, by in columns}


def _in_flight(
    users: Sequence[int], quizzes: Sequence[int]
) -> dict[tuple[int, int], frozenset[str]]:
    """The states of attempts that are not graded."""
    unfinished = (Attempt.State.OPEN, *WAITING)
    rows = Attempt.objects.filter(quiz__in=quizzes, user__in=users, state__in=unfinished)
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for user, quiz, state in rows.order_by().values_list("user_id", "quiz_id", "state"):
        found[user, quiz].add(state)
    return {place: frozenset(states) for place, states in found.items()}


@lru_cache(maxsize=4096)
def _cell(grade: Grade | None, states: frozenset[str] | None) -> Cell:
    """Of two thousand cells few differ."""
    if grade is None and not states:
        return EMPTY
    percent, state, override = grade or (None, QuizGrade.State.NONE, "")
    return Cell(
        tenth(percent),
        state,
        is_by_hand=bool(override),
        is_under_way=bool(states and Attempt.State.OPEN in states),
        is_waiting=bool(states and states & set(WAITING)),
    )


def tenth(percent: Decimal | None) -> Decimal | None:
    """As pages show a percent: to a tenth, which is left out of whole ones."""
    if percent is None:
        return None
    rounded = percent.quantize(TENTH)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded
