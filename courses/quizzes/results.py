"""How learners did: figures of quizzes, questions and learners, for the course's staff."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Avg, Count, FloatField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast

from courses.catalog.models import Course
from courses.quizzes.models import Attempt, Grade, Quiz, QuizSlot
from courses.quizzes.queries_draft import stem_of
from courses.quizzes.types.registry import kind

PER_PAGE = 50
# Figures of questions come from this many of the latest attempts, so that the page stays quick.
LATEST = 1000
# What the learners' table may be sorted by; the key is what the address says.
SORTS = {
    "name": ("user__name", "user__email"),
    "-name": ("-user__name", "-user__email"),
    "attempts": ("attempts", "user__name"),
    "-attempts": ("-attempts", "user__name"),
    "best": ("best", "user__name"),
    "-best": ("-best", "user__name"),
    "last": ("last", "user__name"),
    "-last": ("-last", "user__name"),
}

PERCENT = Cast("score", FloatField()) * 100.0 / Cast("max_score", FloatField())


def graded(quiz: Quiz | None = None) -> QuerySet[Attempt]:
    rows = Attempt.objects.filter(state=Attempt.State.GRADED)
    return rows.filter(quiz=quiz) if quiz else rows


@dataclass(frozen=True, slots=True)
class QuizFigures:
    """A quiz over all its editions; shares in percent, None without a graded attempt."""

    quiz: Quiz
    attempts: int
    learners: int
    passed: float | None
    mean: float | None
    under_way: int


def quiz_figures(course: Course) -> list[QuizFigures]:
    """Each quiz of the course, also a removed one that was taken. One query."""
    done = Q(attempts__state=Attempt.State.GRADED)
    percent = Cast("attempts__score", FloatField()) * 100.0
    rows = Quiz.objects.filter(course=course).annotate(
        done=Count("attempts", filter=done),
        learners=Count("attempts__user", filter=done, distinct=True),
        good=Count("attempts", filter=done & Q(attempts__passed=True)),
        mean=Avg(percent / Cast("attempts__max_score", FloatField()), filter=done),
        under_way=Count("attempts", filter=Q(attempts__state=Attempt.State.OPEN)),
    )
    taken = [row for row in rows if row.removed_at is None or row.done]
    return [_figures(row) for row in taken]


def _figures(row: Any) -> QuizFigures:
    passed = row.good * 100 / row.done if row.done else None
    return QuizFigures(row, row.done, row.learners, passed, row.mean, row.under_way)


def learners_page(quiz: Quiz, *, sort: str, page: str) -> Page[Any]:
    """A row a learner: name, mail, attempts, best percent, when last, and the best attempt's
    public id. Two queries."""
    best = graded(quiz).filter(user=OuterRef("user")).order_by("-score", "pk")
    rows = (
        graded(quiz)
        .values("user_id", "user__name", "user__email")
        .annotate(
            attempts=Count("pk"),
            best=Max(PERCENT),
            passes=Count("pk", filter=Q(passed=True)),
            last=Max("graded_at"),
            best_attempt=Subquery(best.values("public_id")[:1]),
        )
        .order_by(*SORTS.get(sort, SORTS["name"]), "user_id")
    )
    return Paginator(rows, PER_PAGE).get_page(page)


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """A question over its versions. `facility` is the share of right answers in percent;
    `wrong` the wrong answer given most often, with its share."""

    key: str
    stem: str
    answers: int
    facility: float
    blank: float
    wrong: str
    wrong_share: float


def question_figures(quiz: Quiz) -> list[QuestionFigures]:
    """Of the latest graded attempts, hardest question first. Two queries."""
    newest = Grade.objects.filter(attempt__quiz=quiz, attempt__state=Attempt.State.GRADED)
    rows = newest.order_by("-pk").values_list("items", "attempt__snapshot")[:LATEST]
    given = [
        (item["slot"], item["outcome"], (snapshot or {}).get(str(item["slot"])))
        for items, snapshot in rows
        for item in items
    ]
    slots = QuizSlot.objects.filter(quiz_edition__quiz=quiz).select_related(
        "question_version", "question_version__question__current_version"
    )
    found = [_question(group) for group in _by_question(given, slots)]
    return sorted(found, key=lambda row: row.facility)


@dataclass(frozen=True, slots=True)
class _Group:
    """The answers given to one question, as (outcome, value in words)."""

    slot: QuizSlot
    given: list[tuple[str, str]]


def _by_question(
    given: Iterable[tuple[int, str, Any]], slots: Iterable[QuizSlot]
) -> Iterable[_Group]:
    by_slot = {slot.pk: slot for slot in slots}
    groups: dict[int, _Group] = {}
    for slot_id, outcome, value in given:
        slot = by_slot[slot_id]
        version = slot.question_version
        group = groups.setdefault(version.question_id, _Group(slot, []))
        words = kind(version.kind).in_words(next(iter(version.specs.values())), value)
        group.given.append((outcome, words))
    return groups.values()


def _question(group: _Group) -> QuestionFigures:
    question = group.slot.question_version.question
    number = len(group.given)
    outcomes = Counter(outcome for outcome, _words in group.given)
    wrongs = Counter(words for outcome, words in group.given if outcome == "wrong" and words)
    wrong, times = wrongs.most_common(1)[0] if wrongs else ("", 0)
    return QuestionFigures(
        key=question.key,
        stem=stem_of(question),
        answers=number,
        facility=outcomes["right"] * 100 / number,
        blank=outcomes["blank"] * 100 / number,
        wrong=wrong,
        wrong_share=times * 100 / number,
    )


def attempts_of(quiz: Quiz, user_id: int) -> QuerySet[Attempt]:
    """A learner's attempts at a quiz, as staff may open them."""
    return Attempt.objects.filter(quiz=quiz, user_id=user_id).order_by("number")
