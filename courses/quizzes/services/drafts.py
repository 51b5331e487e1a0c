"""What an instructor sets before publishing."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from courses.catalog.models import Course, Module
from courses.quizzes.errors import BadSettings
from courses.quizzes.gates.forms import gate_errors
from courses.quizzes.models import Question, Quiz, QuizItem
from courses.quizzes.queries_draft import on_one_stimulus
from courses.quizzes.quiz_settings import GradeMethod, Order, QuizSettings
from courses.quizzes.review.choosing import review_errors
from courses.quizzes.stimuli.groups import together
from courses.quizzes.types.registry import kind

SETTINGS = frozenset({field.name for field in QuizSettings._meta.get_fields()} | {"module"})


def create_quiz(
    course: Course,
    *,
    titles: dict[str, str],
    key: str | None = None,
    module: Module | None = None,
    **settings: Any,
) -> Quiz:
    """A draft quiz without questions, after the others. Raises BadSettings."""
    with transaction.atomic():
        # Two that are made at once, of one title say, stand in line for their keys.
        Course.objects.select_for_update(no_key=True).only("pk").get(pk=course.pk)
        quiz = Quiz(course=course, titles=titles, module=module)
        last = course.quizzes.aggregate(last=Max("position"))["last"]
        quiz.position = 0 if last is None else last + 1
        quiz.key = key or _free_key(course, titles)
        _set(quiz, settings)
        quiz.save(force_insert=True)
        return quiz


def _free_key(course: Course, titles: dict[str, str]) -> str:
    title = next((slugify(text) for text in titles.values() if slugify(text)), "")
    stem = (title or "quiz")[:70]
    taken = set(course.quizzes.values_list("key", flat=True))
    number = 2
    key = stem
    while key in taken:
        key = f"{stem}-{number}"
        number += 1
    return key


def update_quiz(quiz: Quiz, **settings: Any) -> Quiz:
    """Changes the draft; published editions and attempts keep what they have.

    `settings` are fields of QuizSettings and `module`; no other is stored, for the quiz may have
    been removed since it was read. Raises BadSettings with a sentence a field.
    """
    _set(quiz, settings)
    quiz.save(update_fields=list(settings))
    return quiz


def _set(quiz: Quiz, settings: dict[str, Any]) -> None:
    unknown = settings.keys() - SETTINGS
    if unknown:
        raise TypeError(f"A quiz has no setting {', '.join(sorted(unknown))}")
    for name, value in settings.items():
        setattr(quiz, name, value)
    errors = settings_errors(quiz)
    if errors:
        raise BadSettings(errors)


def settings_errors(quiz: Quiz) -> dict[str, str]:
    """What contradicts what in a quiz's settings: {field: sentence}."""
    errors = {}
    if not any(text.strip() for text in quiz.titles.values()):
        errors["titles"] = _("Give the quiz a title.")
    if not 0 <= quiz.pass_mark <= 100:
        errors["pass_mark"] = _(
            "The pass mark is above what can be reached: set it between 0 and 100 percent."
        )
    if quiz.attempts_allowed == 0:
        errors["attempts_allowed"] = _("Allow at least one attempt, or leave this empty.")
    if quiz.time_limit_minutes == 0:
        errors["time_limit_minutes"] = _("Give at least one minute, or leave this empty.")
    if quiz.opens_at and quiz.closes_at and quiz.closes_at <= quiz.opens_at:
        errors["closes_at"] = _("The quiz would close before it opens: set a later closing.")
    others = (
        quiz.course.quizzes.filter(removed_at=None).exclude(pk=quiz.pk) if quiz.requires else ()
    )
    errors |= _errors_of_attempts(quiz) | _errors_of_order(quiz)
    return errors | gate_errors(quiz, others) | review_errors(quiz)


def _errors_of_attempts(quiz: Quiz) -> dict[str, str]:
    errors = {}
    if quiz.wait_minutes and quiz.attempts_allowed == 1:
        errors["wait_minutes"] = _(
            "There is nothing to wait for after the only attempt: allow more, or leave this empty."
        )
    if quiz.is_practice and quiz.required:
        errors["is_practice"] = _(
            "What is for practice counts for nothing: take away this tick, or the one at "
            "“Counts for the certificate”."
        )
    if quiz.is_practice and quiz.attempts_allowed:
        errors["attempts_allowed"] = _(
            "Practice can be taken as often as one likes: leave this empty."
        )
    if quiz.is_practice and quiz.grade_method != GradeMethod.BEST:
        errors["grade_method"] = _(
            "Practice has no grade that attempts could make: leave “The best attempt” here."
        )
    return errors


def _errors_of_order(quiz: Quiz) -> dict[str, str]:
    errors = {}
    if quiz.per_page == 0:
        errors["per_page"] = _("Put at least one question on a page, or leave this empty.")
    if quiz.order == Order.SEQUENTIAL and quiz.per_page is None:
        errors["per_page"] = _(
            "All questions on one page can be answered in any order: say how many stand on a "
            "page, or let people move freely."
        )
    if not 0 <= quiz.try_penalty <= 100:
        errors["try_penalty"] = _("A further try takes away between 0 and 100 percent.")
    return errors


def pass_percent(points: Decimal, total: Decimal) -> int:
    """A pass mark given in points, as the percent that is kept. Raises BadSettings."""
    if points > total:
        sentence = _(
            "The pass mark of %(points)s points is above the %(total)s points that the "
            "questions give together: lower it, or give percent."
        )
        raise BadSettings({"pass_mark": sentence % {"points": points, "total": total}})
    return int(points * 100 / total) if total else 0


def set_items(
    quiz: Quiz,
    items: Sequence[tuple[Question, Decimal | int | str]],
    *,
    sections: Mapping[int, int | None] | None = None,
) -> None:
    """The quiz's questions with their points, whole and in order. Raises BadSettings.

    `sections` is {question id: section id, or None for none}; what it leaves out stays where it
    is. In a section, those that refer to the same stimulus are brought together where the first
    one stands. Questions of another course, twice the same, a stimulus itself, or points not above
    zero are refused. What is not scored has 0 points, whatever was given.
    """
    points = [points_of(question, Decimal(value)) for question, value in items]
    _check_items(quiz, items, points)
    with transaction.atomic():
        Quiz.objects.select_for_update(of=("self",)).only("pk").get(pk=quiz.pk)
        placed = dict(quiz.items.values_list("question_id", "section_id")) | dict(sections or {})
        order = {None: -1} | {
            pk: place for place, pk in enumerate(quiz.sections.values_list("pk", flat=True))
        }
        if not order.keys() >= {placed.get(question.pk) for question, _given in items}:
            raise BadSettings({"items": _("Choose a section of this quiz.")})
        rows = [
            QuizItem(quiz=quiz, question=question, points=value, section_id=placed.get(question.pk))
            for (question, _given), value in zip(items, points, strict=True)
        ]
        rows.sort(key=lambda row: order[row.section_id])
        rows = together(rows, on_one_stimulus)
        for position, row in enumerate(rows):
            row.position = position
        quiz.items.all().delete()
        QuizItem.objects.bulk_create(rows)


def _check_items(
    quiz: Quiz,
    items: Sequence[tuple[Question, Decimal | int | str]],
    points: Sequence[Decimal],
) -> None:
    if len({question.pk for question, _points in items}) < len(items):
        raise BadSettings({"items": _("A question can stand in a quiz only once.")})
    if any(question.course_id != quiz.course_id for question, _points in items):
        raise BadSettings({"items": _("Take questions from this course's own bank.")})
    if any(not kind(question.kind).is_answered for question, _points in items):
        words = _("This is only read. Add the questions that refer to it: they bring it along.")
        raise BadSettings({"items": words})
    if not all(
        _is_fit(question, value) for (question, _), value in zip(items, points, strict=True)
    ):
        raise BadSettings({"items": _("Points are above 0 and at most 1000.")})


def points_of(question: Question, given: Decimal) -> Decimal:
    """What the question counts where `given` points are set for it."""
    return given if kind(question.kind).is_scored else Decimal()


def _is_fit(question: Question, points: Decimal) -> bool:
    if not kind(question.kind).is_scored:
        return True
    return points.is_finite() and 0 < points <= 1000


def remove_quiz(quiz: Quiz) -> None:
    """Takes the quiz out of the next edition; attempts and published editions stay."""
    quiz.removed_at = timezone.now()
    quiz.save(update_fields=["removed_at"])
