"""Freezing a course's quizzes into an edition."""

from django.db import transaction
from django.utils.translation import gettext as _

from courses.catalog.models import Course, Edition
from courses.quizzes.bank.queries import languages_missing
from courses.quizzes.errors import NotPublishable
from courses.quizzes.models import Question, Quiz, QuizEdition, QuizItem, QuizSettings, QuizSlot
from courses.quizzes.services.drafts import settings_errors

FROZEN = [field.name for field in QuizSettings._meta.get_fields()]


def publish_quizzes(edition: Edition) -> list[QuizEdition]:
    """Pins each quiz of the course, with its questions' current versions, to the edition.

    Called in the transaction that makes the edition. Raises NotPublishable.
    """
    quizzes = _draft(edition.course)
    problems = [problem for quiz in quizzes for problem in _problems(quiz)]
    if problems:
        raise NotPublishable(problems)
    with transaction.atomic():
        return [_freeze(quiz, edition) for quiz in quizzes]


def quiz_problems(course: Course) -> list[str]:
    """Sentences: what keeps the course's quizzes from being published."""
    return [problem for quiz in _draft(course) for problem in _problems(quiz)]


def _draft(course: Course) -> list[Quiz]:
    quizzes = Quiz.objects.filter(course=course, removed_at=None).select_related("module", "course")
    return list(quizzes.prefetch_related("items__question__current_version"))


def _problems(quiz: Quiz) -> list[str]:
    title = quiz.title() or quiz.key
    items = list(quiz.items.all())
    languages = quiz.course.languages
    found = [f"“{title}”: {sentence}" for sentence in settings_errors(quiz).values()]
    if not items:
        found.append(
            _("“%(quiz)s” has no questions: add some, or remove the quiz.") % {"quiz": title}
        )
    return found + [problem for item in items for problem in _item_problems(title, item, languages)]


def _item_problems(title: str, item: QuizItem, languages: list[str]) -> list[str]:
    question = item.question
    names = {"quiz": title, "question": question.key}
    if question.status == Question.Status.RETIRED:
        return [
            _("“%(quiz)s”: the question %(question)s was retired. Take it out or replace it.")
            % names
        ]
    if question.status == Question.Status.DRAFT or question.current_version is None:
        return [_("“%(quiz)s”: the question %(question)s is a draft. Finish it first.") % names]
    missing = languages_missing(question.current_version, languages)
    if missing:
        names["languages"] = ", ".join(missing)
        return [
            _("“%(quiz)s”: the question %(question)s is not written yet in: %(languages)s.") % names
        ]
    return []


def _freeze(quiz: Quiz, edition: Edition) -> QuizEdition:
    modules = {module["key"] for module in edition.structure}
    module_key = quiz.module.key if quiz.module and quiz.module.key in modules else ""
    settings = {name: getattr(quiz, name) for name in FROZEN}
    published = QuizEdition.objects.create(
        quiz=quiz, edition=edition, module_key=module_key, **settings
    )
    QuizSlot.objects.bulk_create(
        QuizSlot(
            quiz_edition=published,
            question_version=item.question.current_version,
            position=position,
            points=item.points,
        )
        for position, item in enumerate(quiz.items.all())
    )
    return published
