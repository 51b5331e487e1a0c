"""What tests need to exist: people, courses, lessons, editions, enrolments, signed-in clients."""

import itertools
from typing import Any

from django.test import Client

from courses.catalog import services as catalog
from courses.catalog.models import Course, Edition, Enrolment, Lesson, LessonVersion, Module
from courses.people.models import User

_numbers = itertools.count(1)
BODY = "First *block*.\n{: #first}\n\nSecond block.\n{: #second}"


def person(**fields: Any) -> User:
    """A learner, unless a flag such as is_instructor=True says more."""
    number = next(_numbers)
    fields.setdefault("email", f"person{number}@example.org")
    fields.setdefault("name", f"Person {number}")
    return User.objects.create_user(password=None, **fields)


def instructor(**fields: Any) -> User:
    return person(is_instructor=True, **fields)


def coordinator(**fields: Any) -> User:
    return person(is_coordinator=True, **fields)


def administrator(**fields: Any) -> User:
    return person(is_administrator=True, **fields)


def client_for(user: User) -> Client:
    """A browser in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


def course(*, title: str = "A course", by: User | None = None, **fields: Any) -> Course:
    """A draft without modules. `languages=["en", "fr"]` gives it a title in each."""
    languages = fields.pop("languages", ["en"])
    made = catalog.create_course(title=title, language=languages[0], by=by)
    made.languages = languages
    made.titles = dict.fromkeys(languages, title)
    made.evidence_required = False  # or every question of a test would need a passage
    for name, value in fields.items():
        setattr(made, name, value)
    made.save()
    return made


def module(of: Course, title: str = "A module") -> Module:
    return catalog.add_module(of, dict.fromkeys(of.languages, title))


def lesson(
    of: Course | Module, *, title: str = "A lesson", body: str = BODY, key: str | None = None
) -> Lesson:
    """A lesson with the same text in each language of its course."""
    if isinstance(of, Course):
        of = of.modules.filter(removed_at=None).last() or module(of)
    made = catalog.add_lesson(of, key=key, title=title)
    for language in of.course.languages:
        version(made, title=title, body=body, language=language)
    return made


def version(
    of: Lesson, *, title: str = "A lesson", body: str = BODY, language: str = "en"
) -> LessonVersion:
    return catalog.save_lesson(of, language=language, title=title, body=body)


def published_course(*, lessons: int = 2, **fields: Any) -> Course:
    """A course with one module and `lessons` lessons (keys lesson-1 …), published."""
    made = course(**fields)
    within = module(made)
    for number in range(1, lessons + 1):
        lesson(within, title=f"Lesson {number}", key=f"lesson-{number}")
    publish(made)
    return made


def publish(of: Course) -> Edition:
    edition = catalog.publish_edition(of, by=None)
    of.refresh_from_db()
    return edition


def enrolled(of: Course, user: User | None = None) -> Enrolment:
    """An enrolment; its `.user` is a new learner unless one is given."""
    return catalog.enrol(user or person(), of)
