"""One of everything in a site's own database, so that `make shots` can show each page once.

    manage.py shell -c "from tests.e2e.every_page import tell; tell()"

prints {"sessions": {person: session key}, "pages": [[name, person or null, path], …]} as JSON.
The addresses are those of tests/test_access.py, so that no page is forgotten here either.
"""

import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageDraw

from courses.catalog.models import Course, CourseStaff
from courses.catalog.pictures import add_picture
from courses.people.models import User
from courses.quizzes import services
from courses.quizzes.files.services import receive_files
from courses.quizzes.marking.models import Marking
from courses.quizzes.marking.services import Marks, mark_answer
from courses.quizzes.models import Attempt, Question, Quiz
from courses.quizzes.types.registry import all_kinds, kind
from tests.courses.quizzes.types.ladder import ladder_of
from tests.support.make_marking import pdf
from tests.support.make_quizzes import (
    make_attempt,
    make_course,
    make_question,
    publish,
    save,
    slot_ids,
)
from tests.support.make_world import World, world
from tests.test_access import PAGES, address

Shown = tuple[str, str | None, str]
PICTURE_SIZE = (800, 400)
ANSWERED = [member.name for member in all_kinds() if member.is_answered]


def tell() -> None:
    folder = Path(settings.VAR_DIR) / "reports-to-show"
    folder.mkdir(exist_ok=True)
    there = world(folder)
    pages = [*_addresses(there), *_kinds(there.people["teacher"], there.people["student"])]
    sessions = {person: _session(client) for person, client in there.clients.items()}
    print(json.dumps({"sessions": {k: v for k, v in sessions.items() if v}, "pages": pages}))


def _session(client: Client) -> str:
    cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
    return cookie.value if cookie else ""


def _addresses(there: World) -> list[Shown]:
    """Each that answers its own people with a page."""
    found: list[Shown] = []
    for name, page in PAGES.items():
        if "GET" not in page.takes.split():
            continue
        url = address(there, name)
        response = there.clients[page.by].get(url, SERVER_NAME="127.0.0.1")
        if response.headers.get("Content-Type", "").startswith("text/html"):
            found.append((name.replace(":", "-").replace(" ", "-"), page.by, url))
        response.close()
    return found


def _kinds(teacher: User, student: User) -> list[Shown]:
    """A quiz with a question of every kind: its forms, as it is taken, and what became of it."""
    course = make_course("every-kind")
    CourseStaff.objects.create(course=course, user=teacher)
    drawn = str(add_picture(course, _drawing(), "A bill of lading").key)
    quiz = services.create_quiz(course, titles={"en": "Every kind"})
    asked = [_question(course, name, _spec(name, drawn)) for name in ANSWERED]
    services.set_items(quiz, [(question, Decimal(1)) for question in asked])
    asked[0].stimulus = _question(course, "stimulus", ladder_of("stimulus").spec)
    asked[0].save()
    publish(course)
    graded = _graded(quiz, student)
    _mark(graded, teacher)
    under_way = make_attempt(quiz, student)
    here: dict[str, Any] = {"slug": course.slug}
    forms = [
        (f"form-{question.kind}", "teacher", _at("question", **here, key=question.key))
        for question in course.questions.all()
    ]
    return [
        *forms,
        ("every-kind-attempt", "student", _at("attempt", attempt=under_way.public_id)),
        ("every-kind-check", "student", _at("check", attempt=under_way.public_id)),
        ("every-kind-result", "student", _at("result", attempt=graded.public_id)),
        ("every-kind-figures", "teacher", _at("quiz_results", **here, key=quiz.key)),
        ("every-kind-preview", "teacher", _at("preview", **here, key=quiz.key)),
        ("every-kind-items", "teacher", _at("items", **here, key=quiz.key)),
    ]


def _question(course: Course, name: str, spec: dict[str, Any]) -> Question:
    """With the ids of choices that the answers of the ladder name."""
    question = make_question(course, name, spec, key=name.replace("_", "-"))
    prepared = kind(name).prepare(spec, language="en", salt="test")
    question.versions.update(specs={"en": prepared})
    return question


def _at(name: str, **arguments: Any) -> str:
    return reverse(f"quizzes:{name}", kwargs=arguments)


def _spec(name: str, picture: str) -> dict[str, Any]:
    spec = ladder_of(name).spec
    return {**spec, "picture": picture} if name == "hotspot" else spec


def _drawing() -> io.BytesIO:
    image = Image.new("RGB", PICTURE_SIZE, "#f4efe4")
    draw = ImageDraw.Draw(image)
    for row in range(5):
        draw.rectangle((80, 40 + row * 70, 720, 90 + row * 70), outline="#3b4a54", width=3)
    out = io.BytesIO()
    image.save(out, "PNG")
    out.seek(0)
    return out


def _graded(quiz: Quiz, student: User) -> Attempt:
    """Answered right, partly and wrong in turn, and graded as far as a machine can."""
    attempt = make_attempt(quiz, student)
    sequence = 0
    for place, name in enumerate(ANSWERED):
        for value in _values(name, place):
            sequence += 1
            save(attempt, value, place=place, sequence=sequence)
        if kind(name).takes_files:
            slot = slot_ids(attempt)[place]
            receive_files(attempt.public_id, student, slot_id=slot, files=[pdf()])
    services.submit_attempt(attempt.public_id, student)
    services.grade_attempt(attempt.pk)
    return attempt


def _mark(attempt: Attempt, teacher: User) -> None:
    for row in Marking.objects.filter(attempt=attempt):
        marks = Marks(Decimal("0.5"), comment="Half of it is there.")
        mark_answer(attempt.pk, row.slot_id, marks, by=teacher, done=True, seen=row.pk)


def _values(name: str, place: int) -> list[Any]:
    """What is sent one after another; of a kind that is walked, its steps."""
    member, ladder = kind(name), ladder_of(name)
    if member.takes_files:
        return []
    partly = ladder.partly[0] if ladder.partly else ladder.wrong
    value = (ladder.right, partly, ladder.wrong)[place % 3]
    if member.is_walked:
        return [f"{at}.{step['choice']}" for at, step in enumerate(value)]
    return [value]
