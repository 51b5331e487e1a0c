"""Quizzes for tests: a published course with a quiz of four questions, and people in it."""

import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from courses.catalog.models import Course, CourseStaff, Edition, Enrolment
from courses.people.models import User
from courses.quizzes import services
from courses.quizzes.models import Attempt, Question, QuestionVersion, Quiz
from courses.quizzes.types.registry import kind

SINGLE = {
    "stem": "What is laundered?",
    "choices": [
        {"id": "a", "text": "Proceeds of crime", "correct": True, "feedback": "Yes."},
        {"id": "b", "text": "Linen", "correct": False, "feedback": "Not here."},
        {"id": "c", "text": "Salaries", "correct": False, "feedback": "No."},
    ],
    "feedback": "Article 6 names the proceeds.",
}
TRUE_FALSE = {"stem": "States cooperate.", "answer": True, "feedback": "Article 1."}
NUMERIC = {"stem": "How many parties?", "value": 190, "tolerance": 0, "unit": "", "feedback": ""}
SHORT = {"stem": "Name the convention.", "accepted": ["Palermo"], "feedback": ""}

SPECS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("single_choice", SINGLE),
    ("true_false", TRUE_FALSE),
    ("numeric", NUMERIC),
    ("short_text", SHORT),
)


def make_learner(email: str = "", **fields: Any) -> User:
    address = email or f"{uuid.uuid4().hex[:10]}@example.org"
    return User.objects.create_user(address, "a good long password", **{"name": "Ana"} | fields)


def make_course(slug: str = "", *, languages: tuple[str, ...] = ("en",)) -> Course:
    """A published course of one edition, without lessons."""
    course = Course.objects.create(
        slug=slug or f"c-{uuid.uuid4().hex[:8]}",
        status=Course.Status.PUBLISHED,
        languages=list(languages),
        titles={language: f"Course in {language}" for language in languages},
    )
    return publish(course)


def publish(course: Course) -> Course:
    """A new edition of the course, with its quizzes as they are now, in the studio's order."""
    with transaction.atomic():
        edition = Edition.objects.create(
            course=course,
            number=course.editions.count() + 1,
            languages=course.languages,
            titles=course.titles,
        )
        course.current_edition = edition
        course.save()
        services.publish_quizzes(edition)
    return course


def make_question(
    course: Course,
    kind_name: str = "single_choice",
    spec: Mapping[str, Any] = SINGLE,
    *,
    key: str = "",
    **evidence: Any,
) -> Question:
    """A question that is ready, in every language of its course."""
    key = key or f"q-{uuid.uuid4().hex[:8]}"
    question = Question.objects.create(
        course=course, key=key, kind=kind_name, status=Question.Status.READY
    )
    prepared = {
        language: kind(kind_name).prepare(spec, language=language, salt=key)
        for language in course.languages
    }
    question.current_version = QuestionVersion.objects.create(
        question=question, number=1, kind=kind_name, specs=prepared, **evidence
    )
    question.save()
    return question


def make_quiz(
    course: Course | None = None,
    *,
    specs: tuple[tuple[str, Mapping[str, Any]], ...] = SPECS,
    is_published: bool = True,
    **settings: Any,
) -> Quiz:
    """A quiz with a question of one point for each of `specs`, published at once."""
    course = course or make_course()
    quiz = services.create_quiz(course, titles={"en": "Final quiz"}, **settings)
    questions = [make_question(course, name, spec) for name, spec in specs]
    services.set_items(quiz, [(question, Decimal(1)) for question in questions])
    if is_published:
        publish(course)
    return quiz


def enrol(user: User, course: Course) -> Enrolment:
    course.refresh_from_db()
    assert course.current_edition
    return Enrolment.objects.create(
        user=user,
        course=course,
        language=course.languages[0],
        seen_edition=course.current_edition,
    )


def make_attempt(quiz: Quiz | None = None, user: User | None = None) -> Attempt:
    """An attempt under way."""
    quiz = quiz or make_quiz()
    user = user or make_learner()
    if not Enrolment.objects.filter(user=user, course=quiz.course).exists():
        enrol(user, quiz.course)
    return services.start_attempt(user, quiz)


def make_staff(course: Course, email: str = "") -> User:
    user = make_learner(email, name="Ines", is_instructor=True)
    CourseStaff.objects.create(course=course, user=user)
    return user


RIGHT = ("a", True, "190", "Palermo")


def slot_ids(attempt: Attempt) -> list[int]:
    """In the order of the quiz, not of the attempt."""
    slots = attempt.quiz_edition.slots.order_by("position")
    return list(slots.values_list("pk", flat=True))


def save(
    attempt: Attempt,
    value: Any,
    *,
    place: int = 0,
    sequence: int = 1,
    operation: uuid.UUID | None = None,
) -> services.Saved:
    """Saves an answer to the question at `place` of the quiz."""
    return services.save_answer(
        attempt.public_id,
        attempt.user,
        slot_id=slot_ids(attempt)[place],
        operation_id=operation or uuid.uuid4(),
        sequence=sequence,
        value=value,
    )


def answer_all(attempt: Attempt, values: tuple[Any, ...] = RIGHT) -> None:
    for place, value in enumerate(values):
        save(attempt, value, place=place, sequence=place + 1)


def make_graded(
    quiz: Quiz | None = None, user: User | None = None, values: tuple[Any, ...] = RIGHT
) -> Attempt:
    attempt = make_attempt(quiz, user)
    answer_all(attempt, values)
    services.submit_attempt(attempt.public_id, attempt.user)
    services.grade_attempt(attempt.pk)
    attempt.refresh_from_db()
    return attempt
