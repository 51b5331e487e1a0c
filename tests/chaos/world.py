"""Run inside the site: people with sessions, a course, quizzes with and without a clock.

`python -m tests.chaos.world PEOPLE CLOSING_SECONDS…` prints world.json: {"course", "people":
[{"id", "cookies", "skew"}], "quizzes": [{"key", "closes_at", "limit", "grace", "pass_mark",
"slots": [{"slot", "points", "right", "wrong", "is_shared"}]}]}. It is all that the independent
grading knows.
"""

import json
import os
import sys
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.chaos.settings")
django.setup()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.middleware.csrf import _get_new_csrf_string

from courses.catalog.models import Course
from courses.catalog.services import enrol, publish_edition
from courses.learning.services import mark_read
from courses.people.legal import record_consent
from courses.people.models import User
from courses.quizzes import services
from courses.quizzes.models import Answer, QuizEdition, QuizSlot
from tests.support import make
from tests.support.make_quizzes import NUMERIC, SHORT, SINGLE, TRUE_FALSE, make_question

MULTIPLE = {
    "stem": "Which hide where money comes from?",
    "choices": [
        {"id": "a", "text": "Layering", "correct": True},
        {"id": "b", "text": "Placement", "correct": True},
        {"id": "c", "text": "A receipt", "correct": False},
    ],
    "feedback": "",
}
MATCHING = {
    "stem": "Match each word with what it means.",
    "pairs": [
        {"id": "p1", "left": "Placement", "right": "Money enters"},
        {"id": "p2", "left": "Layering", "right": "Traces are blurred"},
        {"id": "p3", "left": "Integration", "right": "Money looks clean"},
    ],
    "distractors": [],
    "feedback": "",
}
QUESTIONS: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("single_choice", SINGLE, "1"),
    ("true_false", TRUE_FALSE, "1.5"),
    ("numeric", NUMERIC, "2"),
    ("short_text", SHORT, "1"),
    ("multiple_choice", MULTIPLE, "2.25"),
    ("matching", MATCHING, "1"),
)
GRACE_SECONDS = 2
SKEWS = (0.0, 0.0, 3600.0, -3600.0, 20.0, -20.0)


def make_quizzes(course: Course, closing: int) -> None:
    """One that counts, one of a minute, and so many that close; set_closing says when."""
    questions = [(make_question(course, kind, spec), points) for kind, spec, points in QUESTIONS]
    items = [(question, Decimal(points)) for question, points in questions]
    plans: list[dict[str, Any]] = [
        {"key": "plain", "required": True},
        {"key": "minute", "required": False, "time_limit_minutes": 1},
        *({"key": f"closes-{n}", "required": False} for n in range(closing)),
    ]
    for plan in plans:
        titles = {"en": f"Quiz {plan['key']}"}
        quiz = services.create_quiz(
            course, titles=titles, grace_seconds=GRACE_SECONDS, pass_mark=60, **plan
        )
        services.set_items(quiz, items)


def publish(course: Course) -> None:
    with transaction.atomic():
        edition = publish_edition(course, by=None)
        services.publish_quizzes(edition)
    course.refresh_from_db()


def set_closing(course: Course, closing_seconds: list[float]) -> None:
    """Counted from now: last of all, however long the rest took."""
    now = datetime.now(UTC)
    for number, seconds in enumerate(closing_seconds):
        rows = QuizEdition.objects.filter(quiz__course=course, quiz__key=f"closes-{number}")
        rows.update(closes_at=now + timedelta(seconds=seconds))


def describe(quiz: QuizEdition) -> dict[str, Any]:
    slots = quiz.slots.select_related("question_version")
    return {
        "key": quiz.quiz.key,
        "closes_at": quiz.closes_at.timestamp() if quiz.closes_at else None,
        "limit": quiz.time_limit_minutes,
        "grace": quiz.grace_seconds,
        "pass_mark": quiz.pass_mark,
        "slots": [describe_slot(slot) for slot in slots],
    }


def describe_slot(slot: QuizSlot) -> dict[str, Any]:
    version = slot.question_version
    is_shared = version.kind == "matching"
    right, wrong = matching_answers(version.specs["en"]) if is_shared else ANSWERS[version.kind]
    facts = {"right": right, "wrong": wrong, "is_shared": is_shared}
    return {"slot": slot.pk, "points": str(slot.points), **facts}


def matching_answers(spec: dict[str, Any]) -> tuple[Any, list[Any]]:
    right = {pair["id"]: pair["option"] for pair in spec["pairs"]}
    first, second, third = right
    swapped = {first: right[second], second: right[first], third: right[third]}
    return right, [swapped, {first: right[first]}]


ANSWERS: dict[str, tuple[Any, list[Any]]] = {
    "single_choice": ("a", ["b", "c"]),
    "true_false": (True, [False]),
    "numeric": ("190", ["19", "191"]),
    "short_text": ("Palermo", ["Vienna", "Mérida"]),
    "multiple_choice": (["a", "b"], [["a"], ["a", "b", "c"]]),
}


def make_person(number: int, course: Course) -> dict[str, Any]:
    user = User.objects.create_user(f"learner{number}@example.org", name=f"Learner {number}")
    record_consent(user)
    enrol(user, course, language="en")
    for lesson in course.lessons.all():
        version = lesson.versions.latest("pk")
        mark_read(user, lesson, version)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    cookies = {"sessionid": str(session.session_key), "csrftoken": _get_new_csrf_string()}
    return {"id": user.pk, "cookies": cookies, "skew": SKEWS[number % len(SKEWS)]}


WITHOUT_CONSTRAINT = ("constraint_dropped", "constraint_alone")


def drop_constraint() -> None:
    """What these two faults have in common."""
    found = next(c for c in Answer._meta.constraints if c.name == "answer_operation")
    # SQLite makes the table anew from what the model says.
    Answer._meta.constraints = [c for c in Answer._meta.constraints if c is not found]
    with connection.schema_editor() as editor:
        editor.remove_constraint(Answer, found)


def main(people: int, closing_seconds: list[float]) -> None:
    if os.environ.get("CHAOS_FAULT") in WITHOUT_CONSTRAINT:
        drop_constraint()
    course = make.course(title="Chaos", hours=1)
    make.lesson(course)
    make_quizzes(course, len(closing_seconds))
    publish(course)
    with transaction.atomic():
        made = [make_person(number, course) for number in range(people)]
    set_closing(course, closing_seconds)
    quizzes = QuizEdition.objects.filter(edition=course.current_edition).select_related("quiz")
    document = {
        "course": course.slug,
        "people": made,
        "quizzes": [describe(quiz) for quiz in quizzes.order_by("position")],
    }
    json.dump(document, sys.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]), [float(seconds) for seconds in sys.argv[2:]])
