"""The gradebook as rows of a spreadsheet: what the page shows, all pages of it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from courses.quizzes.gradebook.asked import Asked
from courses.quizzes.gradebook.drawing import words_of
from courses.quizzes.gradebook.table import Row, all_rows
from courses.quizzes.gradebook.walking import Scope


def sheet_rows(scope: Scope, asked: Asked) -> Iterator[list[object]]:
    """A head, then a row a learner. Each quiz has two columns: the percent as a number, and what
    else the cell says, in words."""
    yield head(scope)
    for row in all_rows(scope, asked):
        yield cells_of(row)


def head(scope: Scope) -> list[object]:
    names: list[object] = [_("Name"), _("E-mail"), _("Total, in percent")]
    for quiz in scope.quizzes:
        title = quiz.title() or quiz.quiz.key
        names += [_("%(quiz)s, in percent") % {"quiz": title}, title]
    return names


def cells_of(row: Row) -> list[object]:
    cells: list[object] = [row.learner.name, row.learner.email, _number(row.total)]
    for cell in row.cells:
        cells += [_number(cell.percent), "; ".join(words_of(cell))]
    return cells


def _number(percent: object) -> object:
    return "" if percent is None else percent
