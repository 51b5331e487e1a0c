"""The ways that learners took through a scenario of a quiz, for the course's staff."""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.quizzes.models import Attempt, Grade, Question, Quiz, QuizSlot
from courses.quizzes.queries import in_language_of
from courses.quizzes.results import LATEST
from courses.quizzes.sheets import lines_of
from courses.quizzes.types.scenario.graph import graph_of
from courses.quizzes.types.scenario.report import PathReport, Walk, report_of


def path_report(quiz: Quiz, question: Question) -> PathReport:
    """Of the latest graded attempts, every try counted. Two queries."""
    rows = QuizSlot.objects.filter(
        quiz_edition__quiz=quiz, question_version__question=question
    ).select_related("question_version")
    slots = {slot.pk: slot for slot in rows.order_by("-question_version__number")}
    graphs = {pk: graph_of(_spec(slot)) for pk, slot in slots.items()}
    newest = Grade.objects.filter(attempt__quiz=quiz, attempt__state=Attempt.State.GRADED)
    taken = newest.order_by("-pk").values_list("attempt__snapshot", "attempt__user_id")
    walks = [
        Walk(user_id, graphs[slot], snapshot[str(slot)])
        for snapshot, user_id in taken[:LATEST]
        for slot in slots
        if snapshot and str(slot) in snapshot
    ]
    specs = [_spec(slot) for slot in slots.values()]
    return report_of(specs, walks)


def _spec(slot: QuizSlot) -> dict[str, object]:
    return in_language_of(slot.question_version.specs, get_language() or "")


def path_lines(report: PathReport) -> Iterator[str]:
    """A row for each choice, scene without choices and way, as a spreadsheet reads them."""
    return lines_of(_table(report))


def _table(report: PathReport) -> Iterator[list[object]]:
    yield [
        _("What"),
        _("Scene"),
        _("Choice"),
        _("Leads to"),
        _("Times"),
        _("Percent"),
        _("Seconds"),
    ]
    yield from _rows(report)


def _rows(report: PathReport) -> Iterator[list[object]]:
    for scene in report.scenes:
        yield [_("Scene"), scene.title, "", "", scene.visits, "", ""]
        for choice in scene.choices:
            seconds = "" if choice.seconds is None else round(choice.seconds, 1)
            share = round(choice.share, 1)
            yield [
                _("Choice"),
                *(scene.title, choice.text, choice.target, choice.times, share, seconds),
            ]
    for title, times, share in report.endings:
        yield [_("Ending"), title, "", "", times, round(share, 1), ""]
    for way in report.ways:
        yield [_("Way"), way.scenes, "", "", way.times, round(way.share, 1), ""]
