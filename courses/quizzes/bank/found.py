"""What of the bank is asked for, and the questions that fit."""

from dataclasses import dataclass, fields
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet

from courses.catalog.models import Course
from courses.quizzes.bank.models import Finding, QuestionTag, Waiver
from courses.quizzes.bank.search import fold
from courses.quizzes.models import Question, QuizItem

ANY = "any"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Empty texts ask for all but what is retired.

    `topic`, `objective`, `tag` and `author` are ids; `missing` a language or "any"; `finding` a
    rule's code or "any"; `comments`, `raised` and
    `unused` are "1".
    """

    words: str = ""
    kind: str = ""
    status: str = ""
    topic: str = ""
    objective: str = ""
    tag: str = ""
    difficulty: str = ""
    missing: str = ""
    finding: str = ""
    author: str = ""
    comments: str = ""
    raised: str = ""
    unused: str = ""
    page: str = "1"

    @property
    def filters(self) -> dict[str, str]:
        """What is asked for, without the page: names as the form has them."""
        found = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "page"}
        found["q"] = found.pop("words")
        return {name: value for name, value in found.items() if value}

    @property
    def query(self) -> str:
        return urlencode(self.filters)


def found_questions(course: Course, wanted: Wanted) -> QuerySet[Question]:
    """Those that fit, in no order."""
    rows = Question.objects.filter(course=course, **_equal(wanted))
    if not wanted.status:
        rows = rows.exclude(status=Question.Status.RETIRED)
    for word in fold(wanted.words).split():
        rows = rows.filter(search_text__contains=word)
    if wanted.tag:
        rows = rows.filter(_has(QuestionTag, label=wanted.tag))
    if wanted.missing:
        rows = rows.filter(_misses(course, wanted.missing))
    if wanted.finding and wanted.finding != ANY:
        waived = _has(Waiver, code=wanted.finding)
        rows = rows.filter(_has(Finding, code=wanted.finding), ~waived)
    elif wanted.finding:
        rows = rows.filter(open_findings__gt=0)
    if wanted.comments:
        rows = rows.filter(open_comments__gt=0)
    if wanted.raised:
        rows = rows.filter(open_raised__gt=0)
    if wanted.unused:
        rows = rows.filter(~_has(QuizItem, quiz__removed_at=None))
    return rows


def _equal(wanted: Wanted) -> dict[str, str]:
    """What the question's own row must hold."""
    asked = {
        "kind": wanted.kind,
        "status": wanted.status,
        "topic": wanted.topic,
        "objective": wanted.objective,
        "difficulty": wanted.difficulty,
        "author": wanted.author,
    }
    return {name: value for name, value in asked.items() if value}


def _has(
    model: type[QuestionTag] | type[Finding] | type[Waiver] | type[QuizItem], **where: object
) -> Exists:
    return Exists(model._default_manager.filter(question=OuterRef("pk"), **where))


def _misses(course: Course, missing: str) -> Q:
    """Not written in a language of the course. What was not looked at yet is not said to be."""
    wanted = course.languages if missing == ANY else [missing]
    written = Q()
    for language in wanted:
        written &= Q(languages__contains=f" {language} ")
    return ~written & ~Q(languages="")
