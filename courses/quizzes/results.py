"""How learners did: figures of quizzes, questions and learners, for the course's staff."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Avg, Count, FloatField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, NullIf
from django.utils.translation import gettext as _

from courses.catalog.models import Course
from courses.quizzes.models import Attempt, Grade, Quiz, QuizSlot
from courses.quizzes.queries_draft import stem_of
from courses.quizzes.surveys import SurveyFigures, figures_of, last_of_each
from courses.quizzes.types.base import Kind
from courses.quizzes.types.registry import kind
from courses.quizzes.types.values import Spec

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

# NULL where there was nothing to earn.
PERCENT = Cast("score", FloatField()) * 100.0 / NullIf(Cast("max_score", FloatField()), 0.0)


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
        mean=Avg(percent / NullIf(Cast("attempts__max_score", FloatField()), 0.0), filter=done),
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
    """A question over its versions. `facility` is the share of right answers in percent, `earned`
    the mean of the points by those there were; `wrong` the wrong answer given most often, with its
    share."""

    key: str
    stem: str
    answers: int
    facility: float
    earned: float
    blank: float
    wrong: str
    wrong_share: float
    is_walked: bool = False


HARDEST = "earned"
# What the questions' table may be sorted by; ties by the name.
QUESTION_SORTS: Mapping[str, Callable[[QuestionFigures], tuple[Any, ...]]] = {
    "question": lambda row: (row.stem.casefold(), row.key),
    "right": lambda row: (row.facility, row.earned, row.key),
    HARDEST: lambda row: (row.earned, row.facility, row.key),
    "blank": lambda row: (row.blank, row.key),
}


@dataclass(frozen=True, slots=True)
class QuizAnswers:
    """What was answered in a quiz, by question."""

    questions: list[QuestionFigures]
    surveys: list[SurveyFigures]


def question_figures(quiz: Quiz) -> list[QuestionFigures]:
    """Of the latest graded attempts, hardest question first. Two queries."""
    return answers_in(quiz).questions


def answers_in(quiz: Quiz, *, sort: str = "") -> QuizAnswers:
    """Of the latest graded attempts: questions, the hardest first unless `sort` is another of
    QUESTION_SORTS, and surveys. Two queries."""
    newest = Grade.objects.filter(attempt__quiz=quiz, attempt__state=Attempt.State.GRADED)
    rows = newest.order_by("-pk").values_list("items", "attempt__snapshot", "attempt__user_id")
    given = [
        _Given(
            item["slot"],
            item["outcome"],
            (snapshot or {}).get(str(item["slot"])),
            user_id,
            _earned(item),
        )
        for items, snapshot, user_id in rows[:LATEST]
        for item in items
    ]
    slots = QuizSlot.objects.filter(quiz_edition__quiz=quiz).select_related(
        "question_version", "question_version__question__current_version"
    )
    groups = _by_question(given, slots)
    scored = [_question(group) for group in groups if group.kind.is_scored]
    surveys = [_survey(group) for group in groups if group.kind.name == "survey"]
    by = QUESTION_SORTS.get(sort.removeprefix("-"), QUESTION_SORTS[HARDEST])
    return QuizAnswers(sorted(scored, key=by, reverse=sort.startswith("-")), surveys)


def _earned(item: Mapping[str, Any]) -> float:
    """Of the points, 0 to 1; below 0 where a wrong answer took some away."""
    most = float(item.get("max_points") or 0)
    return float(item.get("points") or 0) / most if most else 0.0


class _Given(NamedTuple):
    """An answer as it was given and graded."""

    slot: int
    outcome: str
    value: Any
    person: int
    earned: float


@dataclass(frozen=True, slots=True)
class _Group:
    """The answers given to one question, the newest first; `slot` the newest of its slots."""

    slot: QuizSlot
    given: list[tuple[Spec, _Given]]

    @property
    def kind(self) -> Kind:
        return kind(self.slot.question_version.kind)


def _by_question(given: Iterable[_Given], slots: Iterable[QuizSlot]) -> list[_Group]:
    by_slot = {slot.pk: slot for slot in slots}
    groups: dict[int, _Group] = {}
    for answer in given:
        slot = by_slot[answer.slot]
        version = slot.question_version
        group = groups.setdefault(version.question_id, _Group(slot, []))
        group.given.append((next(iter(version.specs.values())), answer))
    return list(groups.values())


def _survey(group: _Group) -> SurveyFigures:
    question = group.slot.question_version.question
    spec = next(iter(group.slot.question_version.specs.values()))
    same = [a for told, a in group.given if told["survey"] == spec["survey"]]
    given = last_of_each((answer.person, answer.value) for answer in same)
    return figures_of(question.key, stem_of(question), spec, given)


def _question(group: _Group) -> QuestionFigures:
    question = group.slot.question_version.question
    number = len(group.given)
    outcomes = Counter(answer.outcome for _spec, answer in group.given)
    wrong, times = _favourite_wrong(group)
    return QuestionFigures(
        key=question.key,
        stem=stem_of(question),
        answers=number,
        facility=outcomes["right"] * 100 / number,
        earned=sum(answer.earned for _spec, answer in group.given) * 100 / number,
        blank=outcomes["blank"] * 100 / number,
        wrong=wrong,
        wrong_share=times * 100 / number,
        is_walked=group.kind.is_walked,
    )


def _favourite_wrong(group: _Group) -> tuple[str, int]:
    """(in words, how often) of the wrong answer given most often."""
    wrongs = Counter(
        group.kind.in_words(spec, answer.value)
        for spec, answer in group.given
        if answer.outcome == "wrong"
    )
    wrongs.pop("", None)
    return wrongs.most_common(1)[0] if wrongs else ("", 0)


def question_rows(questions: Iterable[QuestionFigures]) -> Iterator[list[object]]:
    """The table as a spreadsheet has it; shares in percent."""
    yield [
        *(_("Key"), _("Question"), _("Answers"), _("Answered right"), _("Mean of points")),
        *(_("Left blank"), _("Most chosen wrong answer"), _("Chosen by")),
    ]
    for row in questions:
        shares = [round(share, 1) for share in (row.facility, row.earned, row.blank)]
        wrong_share = round(row.wrong_share, 1) if row.wrong else ""
        yield [row.key, row.stem, row.answers, *shares, row.wrong, wrong_share]


def attempts_of(quiz: Quiz, user_id: int) -> QuerySet[Attempt]:
    """A learner's attempts at a quiz, as staff may open them."""
    return Attempt.objects.filter(quiz=quiz, user_id=user_id).order_by("number")
