"""The rows of a page as HTML. A page has two thousand cells; a template would take half a second.

Every piece is made by format_html, and pieces that are alike are made once a page.
"""

from collections.abc import Sequence
from decimal import Decimal

from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.quizzes.gradebook.asked import Asked
from courses.quizzes.gradebook.models import QuizGrade
from courses.quizzes.gradebook.table import Cell, Row
from courses.quizzes.models import QuizEdition
from courses.templatetags.widgets import query_with

NOTHING = SafeString()


def words_of(cell: Cell) -> list[str]:
    """Everything about a cell but its percent, as the sheets have it too."""
    states: dict[str, str] = {
        QuizGrade.State.PASSED: _("passed"),
        QuizGrade.State.FAILING: _("not passed"),
        QuizGrade.State.EXCUSED: _("excused"),
    }
    found = [
        states.get(cell.state, ""),
        _("changed by hand") if _has_pen(cell) else "",
        _("under way") if cell.is_under_way else "",
        _("being marked") if cell.is_waiting else "",
    ]
    return [word for word in found if word]


def _has_pen(cell: Cell) -> bool:
    """That somebody excused is set by hand says itself."""
    return cell.is_by_hand and cell.state != QuizGrade.State.EXCUSED


def percent_text(percent: Decimal) -> str:
    return _("%(number)s %%") % {"number": number_format(percent)}


def drawn_head(
    request: HttpRequest, quizzes: Sequence[QuizEdition], asked: Asked
) -> list[SafeString]:
    """`<th>` of each column; its link sorts by it, a second time the other way."""
    made = [_head(request, asked, "name", _("Name"), ""), _total_head(request, asked)]
    for quiz in quizzes:
        title = quiz.title(get_language()) or quiz.quiz.key
        mark = _("pass mark %(mark)s %%") % {"mark": quiz.pass_mark}
        words = mark if quiz.required else _("does not count")
        made.append(_head(request, asked, f"quiz:{quiz.quiz.key}", title, words))
    return made


def _total_head(request: HttpRequest, asked: Asked) -> SafeString:
    return _head(request, asked, "total", _("Total"), _("mean of what counts"))


def _head(request: HttpRequest, asked: Asked, key: str, title: str, words: str) -> SafeString:
    direction = "descending" if asked.is_backwards else "ascending"
    is_sorted = asked.key == key
    wanted = f"-{key}" if asked.sort == key else key
    return format_html(
        '<th scope="col" aria-sort="{}"><a class="sort" href="{}"><span class="grade-title"'
        ' dir="auto">{}</span></a>{}</th>',
        direction if is_sorted else "none",
        query_with(request, sort=wanted, after=None, before=None),
        title,
        format_html('<span class="grade-mark">{}</span>', words) if words else "",
    )


def drawn_rows(
    rows: Sequence[Row], quizzes: Sequence[QuizEdition], *, with_links: bool, asked: str = ""
) -> list[SafeString]:
    """`<tr>…</tr>` of each learner. Links are relative to the gradebook's own address, and carry
    what was `asked` of it ("?sort=…", or nothing), so that one comes back to the same rows."""
    pattern = _pattern(quizzes, with_links=with_links, asked=asked)
    insides: dict[Cell, SafeString] = {}
    return [_row(row, pattern, insides) for row in rows]


def _pattern(quizzes: Sequence[QuizEdition], *, with_links: bool, asked: str) -> str:
    """What every row is made by: {0} is the learner's id, {1} name, {2} address, {3} total, then
    the cells. Keys of quizzes are slugs."""
    tail = escape(asked).replace("{", "%7B").replace("}", "%7D")
    cells = [
        f'<td class="num"><a href="{{0}}/{quiz.quiz.key}/{tail}">{{{place}}}</a></td>'
        if with_links
        else f'<td class="num">{{{place}}}</td>'
        for place, quiz in enumerate(quizzes, 4)
    ]
    head = '<tr><th scope="row"><bdi>{1}</bdi> {2}</th><td class="num"><strong>{3}</strong></td>'
    return f"{head}{''.join(cells)}</tr>"


def _row(row: Row, pattern: str, insides: dict[Cell, SafeString]) -> SafeString:
    drawn = []
    for cell in row.cells:
        if cell not in insides:
            insides[cell] = _inside(cell)
        drawn.append(insides[cell])
    mail = _mail(row.learner.email if row.learner.name else "")
    total = "–" if row.total is None else percent_text(row.total)
    return format_html(pattern, row.learner.user, str(row.learner), mail, total, *drawn)


def _mail(mail: str) -> SafeString:
    return format_html('<span class="quiet small">{}</span>', mail) if mail else NOTHING


def _inside(cell: Cell) -> SafeString:
    if cell.percent is None and not words_of(cell):
        return format_html('–<span class="visually-hidden"> {}</span>', _("not started"))
    sign = {QuizGrade.State.PASSED: "✓", QuizGrade.State.FAILING: "✗"}.get(
        QuizGrade.State(cell.state), ""
    )
    shown, hidden = _shown(cell)
    text = percent_text(cell.percent) if cell.percent is not None else ""
    return format_html(
        '{}<span aria-hidden="true">{}{}</span><span class="visually-hidden">{}</span>{}',
        text,
        f" {sign}" if sign else "",
        " ✎" if _has_pen(cell) else "",
        "".join(f" {word}" for word in hidden),
        _lines(shown),
    )


def _shown(cell: Cell) -> tuple[list[str], list[str]]:
    """(words that are seen, words that a sign stands for)."""
    signs = {_("passed"), _("not passed"), _("changed by hand")}
    words = words_of(cell)
    return [w for w in words if w not in signs], [w for w in words if w in signs]


def _lines(words: Sequence[str]) -> SafeString:
    made = NOTHING
    for word in words:
        made += format_html(' <span class="grade-note">{}</span>', word)
    return made
