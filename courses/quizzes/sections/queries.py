"""A draft quiz as its page shows it: section by section, with what each draw can take."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Count, DecimalField, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from courses.quizzes.bank.found import Wanted
from courses.quizzes.models import Question, Quiz, QuizItem
from courses.quizzes.queries_draft import DraftItem, draft_items
from courses.quizzes.sections.drawing import Candidate, lacking
from courses.quizzes.sections.models import QuizDraw, QuizSection
from courses.quizzes.sections.pools import FILTERS, BankOfCourse, Poolable, bank_of
from courses.quizzes.types.registry import kinds_by_name


@dataclass(frozen=True, slots=True)
class DrawOnPage:
    """A draw and what it finds: `fit` questions in its pool, `asked` more that fit and that the
    quiz asks anyhow; `short` of so many, overlaps with other draws counted; `gone` the labels it
    names that were removed; `query` leads to the bank, filtered alike."""

    draw: QuizDraw
    told: list[str]
    fit: int
    asked: int
    short: int
    gone: list[str]
    query: str
    place: "Place | None" = None

    @property
    def is_overlap(self) -> bool:
        """Its own pool would do, were there no other draws."""
        return bool(self.short) and self.fit >= self.draw.take


@dataclass(frozen=True, slots=True)
class Place:
    """The numbers of the questions that stand there, as the draft has them in order, and whether
    there is nothing before or behind."""

    first: int
    last: int
    is_first: bool = False
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class ItemOnPage:
    """A question that is always asked."""

    item: QuizItem
    stem: str
    refers_to: str
    place: Place


@dataclass(frozen=True, slots=True)
class Part:
    """A section, None for what stands in none, and what one attempt meets of it."""

    section: QuizSection | None
    items: list[ItemOnPage]
    draws: list[DrawOnPage]
    is_first: bool = False
    is_last: bool = False

    @property
    def questions(self) -> int:
        return len(self.items) + sum(row.draw.take for row in self.draws)

    @property
    def points(self) -> Decimal:
        fixed = sum((row.item.points for row in self.items), Decimal())
        return fixed + sum((row.draw.take * row.draw.points for row in self.draws), Decimal())


def parts_of(quiz: Quiz) -> list[Part]:
    """What has no section first, then the sections. Three queries; four more at most where
    something is drawn."""
    items, draws = draft_items(quiz), draws_of(quiz)
    sections = list(quiz.sections.all())
    parts, before = [], 0
    for number, section in enumerate([None, *sections]):
        pk = section.pk if section else None
        part = Part(
            section,
            _placed([row for row in items if row.item.section_id == pk], before),
            [row for row in draws if row.draw.section_id == pk],
            is_first=number == 1,
            is_last=number == len(sections),
        )
        before += part.questions
        parts.append(part)
    return _with_ends(parts)


def _placed(rows: Sequence[DraftItem], before: int) -> list[ItemOnPage]:
    return [
        ItemOnPage(row.item, row.stem, row.refers_to, Place(number, number))
        for number, row in enumerate(rows, before + 1)
    ]


def _with_ends(parts: list[Part]) -> list[Part]:
    """What is at an end of the quiz cannot be moved further; draws with their numbers."""
    parts[0] = replace(parts[0], items=_ended(parts[0].items, 0, "is_first"))
    parts[-1] = replace(parts[-1], items=_ended(parts[-1].items, -1, "is_last"))
    found, before = [], 0
    for part in parts:
        draws, number = [], before + len(part.items)
        for row in part.draws:
            draws.append(replace(row, place=Place(number + 1, number + row.draw.take)))
            number += row.draw.take
        found.append(replace(part, draws=draws))
        before = number
    found[0] = replace(found[0], draws=_ended(found[0].draws, 0, "is_first"))
    found[-1] = replace(found[-1], draws=_ended(found[-1].draws, -1, "is_last"))
    return found


Row = TypeVar("Row", ItemOnPage, DrawOnPage)


def _ended(rows: list[Row], place: int, end: str) -> list[Row]:
    if rows:
        one = rows[place]
        assert one.place is not None
        rows[place] = replace(one, place=replace(one.place, **{end: True}))
    return rows


def draws_of(quiz: Quiz) -> list[DrawOnPage]:
    draws = list(quiz.draws.all())
    if not draws:
        return []
    bank = bank_of(quiz.course, [draw.filters for draw in draws])
    asked = set(quiz.items.values_list("question_id", flat=True))
    return [seen_from(bank, draw, asked, short) for draw, short in shortages(bank, draws, asked)]


def shortages(
    bank: BankOfCourse, draws: Sequence[QuizDraw], asked: Collection[int]
) -> list[tuple[QuizDraw, int]]:
    """Each draw with how many questions it is short of."""
    pools = pools_of(bank, draws, asked)
    candidates = [
        Candidate(number, question.pk, key)
        for number, (key, question) in enumerate(
            (key, question) for key, pool in pools.items() for question in pool
        )
    ]
    short = lacking(candidates, {draw.key: draw.take for draw in draws})
    return [(draw, short.get(draw.key, 0)) for draw in draws]


def pools_of(
    bank: BankOfCourse, draws: Iterable[QuizDraw], asked: Collection[int]
) -> dict[str, list[Poolable]]:
    """{draw's key: what it may take}; nothing where it names a label that was removed."""
    return {
        draw.key: [] if bank.gone(draw.filters) else bank.pool(draw.filters, without=asked)
        for draw in draws
    }


def seen_from(
    bank: BankOfCourse, draw: QuizDraw, asked: Collection[int], short: int = 0
) -> DrawOnPage:
    gone = bank.gone(draw.filters)
    every = [] if gone else bank.pool(draw.filters, without=())
    fit = [one for one in every if one.pk not in asked]
    followed = bank.followed(draw.filters)
    wanted = Wanted(
        status=Question.Status.READY, **{name: str(value) for name, value in followed.items()}
    )
    told = told_of(bank, followed)
    return DrawOnPage(draw, told, len(fit), len(every) - len(fit), short, gone, wanted.query)


def told_of(bank: BankOfCourse, filters: Mapping[str, Any]) -> list[str]:
    """What is asked for, in words; `filters` as followed."""
    known: dict[str, Any] = {"difficulty": dict(Question.Difficulty.choices)}
    known["kind"] = {name: member.label for name, member in kinds_by_name().items()}
    names = [name for name in FILTERS if name in filters]
    return [str(known.get(name, bank.names).get(filters[name], "?")) for name in names]


def with_counts(quizzes: QuerySet[Quiz]) -> QuerySet[Quiz]:
    """Each with `questions` and `points`, as one attempt meets them. In the same query."""
    number = DecimalField(max_digits=12, decimal_places=2)
    of_items = QuizItem.objects.filter(quiz=OuterRef("pk")).order_by().values("quiz")
    of_draws = QuizDraw.objects.filter(quiz=OuterRef("pk")).order_by().values("quiz")
    zero = Decimal()
    return quizzes.annotate(
        questions=Coalesce(Subquery(of_items.annotate(n=Count("pk")).values("n")), 0)
        + Coalesce(Subquery(of_draws.annotate(n=Sum("take")).values("n")), 0),
        points=Coalesce(
            Subquery(of_items.annotate(n=Sum("points")).values("n")), zero, output_field=number
        )
        + Coalesce(
            Subquery(
                of_draws.annotate(n=Sum(F("take") * F("points"), output_field=number)).values("n")
            ),
            zero,
            output_field=number,
        ),
    )
