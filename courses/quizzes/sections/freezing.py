"""Sections and draws as an edition pins them, and what keeps them from being published."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.quizzes.models import Quiz, QuizEdition, QuizItem, QuizSlot
from courses.quizzes.queries_draft import on_one_stimulus
from courses.quizzes.sections.models import QuizDraw
from courses.quizzes.sections.pools import BankOfCourse, Poolable, bank_of
from courses.quizzes.sections.queries import pools_of, shortages, told_of
from courses.quizzes.stimuli.groups import together

# What a list of quizzes prefetches for all that follows.
PREFETCHED = ("sections", "draws")
Pools = Mapping[str, Sequence[Poolable]]


def bank_for(quizzes: Sequence[Quiz]) -> BankOfCourse | None:
    """Of the course of all these; None where nothing is drawn. Four queries at most."""
    draws = [draw for quiz in quizzes for draw in quiz.draws.all()]
    if not draws:
        return None
    return bank_of(quizzes[0].course, [draw.filters for draw in draws])


def pools_in(quiz: Quiz, bank: BankOfCourse | None) -> Pools:
    """{draw's key: what it may take}, without what the quiz asks anyhow."""
    if bank is None:
        return {}
    return pools_of(bank, quiz.draws.all(), {item.question_id for item in quiz.items.all()})


def draw_problems(quiz: Quiz, bank: BankOfCourse | None) -> Iterator[tuple[str, str]]:
    """(sentence, key of the draw, empty for none)."""
    items, draws = list(quiz.items.all()), list(quiz.draws.all())
    used = {item.section_id for item in items} | {draw.section_id for draw in draws}
    for section in quiz.sections.all():
        if section.pk not in used:
            words = _("the section “%(section)s” has no questions: put some in, or remove it.")
            yield words % {"section": section.title() or section.key}, ""
    if bank is None:
        return
    pools = pools_in(quiz, bank)
    for draw, short in shortages(bank, draws, {item.question_id for item in items}):
        if sentence := _what_lacks(bank, draw, len(pools[draw.key]), short):
            yield sentence, draw.key


def _what_lacks(bank: BankOfCourse, draw: QuizDraw, fit: int, short: int) -> str:
    for name in bank.gone(draw.filters)[:1]:
        words = _(
            "questions are drawn by “%(label)s”, which was removed from the bank. "
            "Choose what to draw by."
        )
        return words % {"label": name}
    if not short:
        return ""
    by = ", ".join(told_of(bank, bank.followed(draw.filters))) or _("any question")
    if fit < draw.take:
        words = ngettext(
            "%(take)d question is to be drawn (%(by)s), and %(fit)d fits. Make more ready, "
            "take fewer, or ask for less.",
            "%(take)d questions are to be drawn (%(by)s), and %(fit)d fit. Make more ready, "
            "take fewer, or ask for less.",
            draw.take,
        )
        return words % {"take": draw.take, "by": by, "fit": fit}
    words = ngettext(
        "its draws share what they draw from (%(by)s), and %(short)d question is missing: "
        "nobody meets one twice. Make more ready, or take fewer.",
        "its draws share what they draw from (%(by)s), and %(short)d questions are missing: "
        "nobody meets one twice. Make more ready, or take fewer.",
        short,
    )
    return words % {"by": by, "short": short}


def frozen_sections(quiz: Quiz) -> list[dict[str, Any]]:
    """As QuizEdition.sections holds them."""
    return [
        {"key": one.key, "titles": one.titles, "instructions": one.instructions}
        for one in quiz.sections.all()
    ]


def frozen_draws(quiz: Quiz) -> list[dict[str, Any]]:
    """As QuizEdition.draws holds them; points as text."""
    keys = {section.pk: section.key for section in quiz.sections.all()}
    return [
        {
            "key": draw.key,
            "take": draw.take,
            "points": str(draw.points),
            "section": keys.get(draw.section_id or 0, ""),
        }
        for draw in quiz.draws.all()
    ]


def items_in_order(quiz: Quiz) -> list[QuizItem]:
    """By section; those on one stimulus together."""
    order = {section.pk: place for place, section in enumerate(quiz.sections.all())}
    items = sorted(quiz.items.all(), key=lambda item: order.get(item.section_id or 0, -1))
    return together(items, on_one_stimulus)


def pool_slots(published: QuizEdition, pools: Pools) -> Iterator[QuizSlot]:
    """Whole pools, so that an attempt draws from what was frozen; without a position yet."""
    for draw in published.draws:
        for question in pools[draw["key"]]:
            yield QuizSlot(
                quiz_edition=published,
                question_version_id=question.version,
                stimulus_version_id=question.stimulus_version if question.stimulus else None,
                section=draw["section"],
                draw=draw["key"],
                points=Decimal(draw["points"]),
            )
