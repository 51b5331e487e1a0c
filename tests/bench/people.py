"""Run inside the measured site, by the scripts beside it: people with sessions, enrolled, and a
quiz of ten questions of every kind."""

from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.middleware.csrf import _get_new_csrf_string

from courses.authoring.studio.services import publish_course
from courses.catalog.models import Course
from courses.catalog.services import enrol
from courses.people.legal import record_consent
from courses.people.models import User
from courses.quizzes.models import Quiz, QuizEdition, QuizSlot
from courses.quizzes.services import create_quiz, set_items

COURSE = "organised-crime-first-steps"
TEN = "ten"


def person(name: str) -> User:
    user = User.objects.create_user(f"{name}@example.org", name=name.capitalize())
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


def quiz_of_ten() -> QuizEdition:
    """The first ten questions of the shipped quiz, under its own rules, published once."""
    course = Course.objects.get(slug=COURSE)
    if not course.quizzes.filter(key=TEN).exists():
        final = Quiz.objects.get(course=course, key="final")
        quiz = create_quiz(
            course,
            key=TEN,
            titles={"en": "Ten questions", "fr": "Dix questions"},
            module=final.module,
            time_limit_minutes=final.time_limit_minutes,
            shuffle_questions=True,
            shuffle_choices=True,
        )
        first = final.items.select_related("question")[:10]
        set_items(quiz, [(item.question, item.points) for item in first])
        assert course.current_edition is not None
        publish_course(course, by=None, notes="", after=course.current_edition.number)
        course.refresh_from_db()
    return QuizEdition.objects.get(edition=course.current_edition, quiz__key=TEN)


def right_answers(published: QuizEdition) -> list[tuple[int, Any]]:
    """[(slot, the value that is right)] in the order of the quiz."""
    slots = QuizSlot.objects.filter(quiz_edition=published).select_related("question_version")
    return [
        (slot.pk, right_value(slot.question_version.specs["en"]))
        for slot in slots.order_by("position")
    ]


def right_value(spec: dict[str, Any]) -> Any:
    if "pairs" in spec:
        return {pair["id"]: pair["option"] for pair in spec["pairs"]}
    if "accepted" in spec:
        return spec["accepted"][0]
    if "answer" in spec:
        return spec["answer"]
    if "value" in spec:
        return str(spec["value"])
    keys = [choice["id"] for choice in spec["choices"] if choice["correct"]]
    return keys if spec.get("marking") or len(keys) > 1 else keys[0]


@transaction.atomic
def takers(count: int, *, name: str) -> list[dict[str, str]]:
    """Cookies of `count` new people, enrolled."""
    course = Course.objects.get(slug=COURSE)
    people = [person(f"{name}{number}") for number in range(count)]
    for user in people:
        enrol(user, course, language="en")
    return [cookies_of(user) for user in people]
