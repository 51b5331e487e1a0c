"""Run inside the measured site: people with sessions, enrolled, their attempts under way.

Prints one JSON document: {"people": [{"cookies", "attempt", "answers"}], "lesson"}.
"""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.middleware.csrf import _get_new_csrf_string

from courses.catalog.models import Course
from courses.catalog.services import enrol
from courses.people.legal import record_consent
from courses.people.models import User
from courses.quizzes.models import Attempt, Quiz, QuizSlot
from courses.quizzes.services.attempts import start_attempt
from tests.bench.floor import make_table

PASSWORD = "a long enough phrase"


def person(number: int) -> User:
    user = User.objects.create_user(f"bench{number}@example.org", name=f"Person {number}")
    if number == 0:
        user.set_password(PASSWORD)
        user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    record_consent(user)
    return user


def cookies_of(user: User) -> dict[str, str]:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return {"sessionid": str(session.session_key), "csrftoken": _get_new_csrf_string()}


def choices_of(attempt: Attempt) -> list[tuple[int, str]]:
    """(slot, choice) for each choice of each single choice question: answers worth saving."""
    slots = QuizSlot.objects.filter(
        quiz_edition=attempt.quiz_edition, question_version__kind="single_choice"
    ).select_related("question_version")
    return [
        (slot.pk, choice["id"])
        for slot in slots
        for choice in slot.question_version.specs[attempt.language]["choices"]
    ]


def main(count: int) -> None:
    make_table()
    course = Course.objects.get(slug="organised-crime-first-steps")
    quiz = Quiz.objects.get(course=course)
    people = []
    for number in range(count):
        user = person(number)
        enrol(user, course, language="en")
        attempt = start_attempt(user, quiz)
        people.append(
            {
                "cookies": cookies_of(user),
                "attempt": str(attempt.public_id),
                "answers": choices_of(attempt),
            }
        )
    lesson = course.lessons.order_by("module__position", "position").first()
    assert lesson is not None
    document = {"people": people, "lesson": f"/learn/{course.slug}/{lesson.key}/"}
    json.dump(document, sys.stdout)


main(int(sys.argv[1]))
