"""A question that is written for a quiz, or about a shared text, goes there when it is saved."""

from django.db import transaction
from django.utils.translation import gettext as _

from courses.catalog.models import Course, Lesson
from courses.quizzes.bank.queries import blocks_of, lesson_titles
from courses.quizzes.bank.services import NO_EVIDENCE, Evidence
from courses.quizzes.models import Question, Quiz
from courses.quizzes.services import set_items
from courses.quizzes.stimuli.queries import stimuli_in


def quiz_asked_for(course: Course, key: str) -> Quiz | None:
    """The quiz of this course that ?quiz= names."""
    if not key or not key.isprintable():
        return None
    return Quiz.objects.filter(course=course, key=key, removed_at=None).first()


def stimulus_asked_for(course: Course, key: str) -> Question | None:
    """The shared text or picture of this course that ?about= names."""
    if not key or not key.isprintable():
        return None
    return stimuli_in(course).filter(key=key).first()


def place_asked_for(course: Course, lesson: str, block: str) -> Evidence:
    """Where "Ask about this passage" says that the answer stands: ?from=<lesson>&block=<block>."""
    title = next((one for one in lesson_titles(course) if one.key == lesson), None)
    if title is None:
        return NO_EVIDENCE
    known = {one["key"] for one in blocks_of(title, course.languages)}
    found = Lesson.objects.get(course=course, key=lesson)
    if known and block not in known:
        # A lesson of many passages proves no answer: which one is asked where the question is.
        return NO_EVIDENCE
    return Evidence(found, block if known else "")


@transaction.atomic
def put_into_quiz(quiz: Quiz, question: Question) -> str:
    """Adds a ready question behind the others; says what became of it."""
    Quiz.objects.select_for_update().get(pk=quiz.pk)
    title = {"quiz": quiz.title() or quiz.key}
    if question.status != Question.Status.READY:
        return _("It is not ready, so it does not stand in “%(quiz)s” yet.") % title
    there = [(item.question, item.points) for item in quiz.items.select_related("question")]
    if all(placed.pk != question.pk for placed, _points in there):
        set_items(quiz, [*there, (question, 1)])
    return _("It stands in “%(quiz)s”.") % title
