"""Sections and draws of a quiz's draft; published editions keep what they have."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from courses.quizzes.bank.models import Label
from courses.quizzes.errors import BadSettings
from courses.quizzes.models import Quiz
from courses.quizzes.sections.models import QuizDraw, QuizSection
from courses.quizzes.sections.pools import FILTERS, LABELS, drawable_kinds

MOST_SECTIONS = 50
MOST_DRAWS = 100
MOST_TAKEN = 200
LONGEST_KEY = 36
Texts = Mapping[str, str]


@contextmanager
def _one_at_a_time(quiz: Quiz) -> Iterator[None]:
    """Two that arrange a quiz stand in line; afterwards its positions are in order again."""
    with transaction.atomic():
        Quiz.objects.select_for_update(of=("self",)).get(pk=quiz.pk)
        yield
        renumber(quiz)


def renumber(quiz: Quiz) -> None:
    """Sections, items and draws by their place: what has no section first."""
    sections = list(quiz.sections.all())
    order = {None: -1} | {section.pk: place for place, section in enumerate(sections)}
    items = sorted(quiz.items.all(), key=lambda item: order[item.section_id])
    draws = sorted(quiz.draws.all(), key=lambda draw: order[draw.section_id])
    everything: tuple[list[Any], ...] = (sections, items, draws)
    for rows in everything:
        moved = [row for place, row in enumerate(rows) if row.position != place]
        for place, row in enumerate(rows):
            row.position = place
        if moved:
            type(moved[0])._default_manager.bulk_update(moved, ["position"])


def add_section(quiz: Quiz, *, titles: Texts, instructions: Texts, key: str = "") -> QuizSection:
    """Behind the others. `key` empty: after the title. Raises BadSettings."""
    _check_titles(titles)
    with _one_at_a_time(quiz):
        there = list(quiz.sections.all())
        if len(there) >= MOST_SECTIONS:
            words = _("A quiz has at most %(most)d sections.") % {"most": MOST_SECTIONS}
            raise BadSettings({"titles": words})
        stem = next((slugify(text) for text in titles.values() if slugify(text)), "section")
        return QuizSection.objects.create(
            quiz=quiz,
            key=key or _free(stem, {section.key for section in there}),
            titles=dict(titles),
            instructions=dict(instructions),
            position=len(there),
        )


def update_section(section: QuizSection, *, titles: Texts, instructions: Texts) -> None:
    """Raises BadSettings."""
    _check_titles(titles)
    section.titles, section.instructions = dict(titles), dict(instructions)
    section.save(update_fields=["titles", "instructions"])


def _check_titles(titles: Texts) -> None:
    if not any(text.strip() for text in titles.values()):
        raise BadSettings({"titles": _("Give the section a title.")})


def move_section(quiz: Quiz, key: str, by: int) -> None:
    """A step earlier (-1) or later (1), with all that stands in it."""
    with _one_at_a_time(quiz):
        _step(list(quiz.sections.all()), key, by)


def remove_section(quiz: Quiz, key: str) -> None:
    """Its questions and draws stay in the quiz, without a section."""
    with _one_at_a_time(quiz):
        quiz.sections.filter(key=key).delete()


def add_draw(quiz: Quiz, *, key: str = "", **settings: Any) -> QuizDraw:
    """Behind the others; `settings` as for update_draw. Raises BadSettings."""
    with _one_at_a_time(quiz):
        there = list(quiz.draws.all())
        if len(there) >= MOST_DRAWS:
            words = _("A quiz has at most %(most)d draws.") % {"most": MOST_DRAWS}
            raise BadSettings({"take": words})
        draw = QuizDraw(quiz=quiz, position=len(there))
        draw.key = key or _free("draw", {one.key for one in there})
        _set_draw(draw, **settings)
        draw.save(force_insert=True)
        return draw


def update_draw(draw: QuizDraw, **settings: Any) -> None:
    """`take`, `points`, `section` (of this quiz, or None) and `filters`. Raises BadSettings."""
    with _one_at_a_time(draw.quiz):
        _set_draw(draw, **settings)
        draw.save()


def _set_draw(
    draw: QuizDraw,
    *,
    take: int,
    points: Decimal,
    section: QuizSection | None,
    filters: Mapping[str, Any],
) -> None:
    errors = {}
    if not 1 <= take <= MOST_TAKEN:
        words = _("Take between 1 and %(most)d questions.") % {"most": MOST_TAKEN}
        errors["take"] = words
    if not (points.is_finite() and 0 < points <= 1000):
        errors["points"] = _("Points are above 0 and at most 1000.")
    if section is not None and section.quiz_id != draw.quiz_id:
        errors["section"] = _("Choose a section of this quiz.")
    errors |= _errors_of(draw.quiz, filters)
    if errors:
        raise BadSettings(errors)
    draw.take, draw.points, draw.section, draw.filters = take, points, section, dict(filters)


def _errors_of(quiz: Quiz, filters: Mapping[str, Any]) -> dict[str, str]:
    """{filter: sentence}. A label that the draw names and somebody removed meanwhile is told by
    the page, not here: the other settings may be saved."""
    if filters.keys() - set(FILTERS):
        raise TypeError(f"A draw has no filter {', '.join(sorted(filters.keys() - set(FILTERS)))}")
    errors = {}
    known = {member.name for member in drawable_kinds()}
    if filters.get("kind", next(iter(known))) not in known:
        errors["kind"] = _("Questions of this kind cannot be drawn: choose another.")
    asked = {filters[name] for name in LABELS if name in filters}
    foreign = Label.objects.filter(pk__in=asked).exclude(course=quiz.course_id)
    errors |= {
        name: _("Choose one of this course.")
        for name in LABELS
        if filters.get(name) in {label.pk for label in foreign}
    }
    return errors


def move_draw(quiz: Quiz, key: str, by: int) -> None:
    """A step among the draws of its section; at its end, into the next one."""
    with _one_at_a_time(quiz):
        parts: dict[int | None, list[QuizDraw]] = {None: []}
        parts |= {pk: [] for pk in quiz.sections.values_list("pk", flat=True)}
        for draw in quiz.draws.all():
            parts[draw.section_id].append(draw)
        part = next((part for part in parts.values() if key in {one.key for one in part}), None)
        if part is None or _step(part, key, by):
            return
        order = list(parts)
        draw = part[0] if by < 0 else part[-1]
        place = order.index(draw.section_id) + by
        if 0 <= place < len(order):
            part.remove(draw)
            draw.section_id = order[place]
            other = parts[order[place]]
            other.insert(len(other) if by < 0 else 0, draw)
            _keep_order([draw for part in parts.values() for draw in part])


def _keep_order(draws: list[QuizDraw]) -> None:
    for place, draw in enumerate(draws):
        draw.position = place
    QuizDraw.objects.bulk_update(draws, ["section", "position"])


def remove_draw(quiz: Quiz, key: str) -> None:
    with _one_at_a_time(quiz):
        quiz.draws.filter(key=key).delete()


def _step(rows: list[Any], key: str, by: int) -> bool:
    """Swaps the row with its neighbour; False when there is none."""
    place = next((place for place, row in enumerate(rows) if row.key == key), None)
    if place is None or not 0 <= place + by < len(rows):
        return False
    one, other = rows[place], rows[place + by]
    one.position, other.position = other.position, one.position
    type(one)._default_manager.bulk_update([one, other], ["position"])
    return True


def _free(stem: str, taken: set[str]) -> str:
    stem = stem[:LONGEST_KEY].strip("-")
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)
