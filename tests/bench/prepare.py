"""Run inside the measured site: people with sessions, enrolled, their attempts under way.

Prints one JSON document: {"people": [{"cookies", "attempt", "answers"}], "lesson"}.
"""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()

from courses.catalog.models import Course
from courses.catalog.services import enrol
from courses.quizzes.models import Attempt, Quiz, QuizSlot
from courses.quizzes.services.attempts import start_attempt
from tests.bench.floor import make_table
from tests.bench.people import cookies_of, person

PASSWORD = "a long enough phrase"


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
        user = person(f"bench{number}")
        if number == 0:
            user.set_password(PASSWORD)
            user.save()
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
