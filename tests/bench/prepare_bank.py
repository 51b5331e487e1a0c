"""Run inside the measured site: a bank of many questions, and an instructor with a session.

Two hundred texts are prepared and looked at as a save would; each question takes one of them
under a stem of its own. Rows go in by bulk. Prints {"cookies", "slug", "ids"}.
"""

import json
import os
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()

from django.db import connection, transaction

from courses.catalog.models import Course
from courses.catalog.services import create_course
from courses.people.models import User
from courses.quizzes.bank.likeness import BANDS
from courses.quizzes.bank.lint.linting import EDITION
from courses.quizzes.bank.looking import findings_of, spoken
from courses.quizzes.bank.models import Finding, Label, QuestionTag, Sketch
from courses.quizzes.bank.search import search_text
from courses.quizzes.bank.variants import prepared_specs
from courses.quizzes.models import Question, QuestionVersion, Quiz, QuizItem
from courses.quizzes.types.registry import kind
from tests.bench.people import cookies_of, person

AT_ONCE = 1000
TEXT = (
    "account bank border broker cash claim clerk client company convention court "
    "crime customs dealer duty estate evidence export freeze fund gold inquiry judge "
    "launder law lawyer letter loan market money notary offence officer order owner "
    "parcel passport payment police port prosecutor record registry report seizure "
    "shell State tax trade transfer treaty trust wire"
)
WORDS = TEXT.split()
DICE = random.Random(6)
SINGLE = kind("single_choice")


@dataclass(frozen=True)
class Text:
    """A question's specs as they are stored, and what the lint found in them."""

    specs: dict[str, dict[str, Any]]
    findings: list[tuple[str, str, str]]

    def under(self, stem: str) -> dict[str, dict[str, Any]]:
        own = {"stem": stem, "stem_html": f"<p>{stem}</p>"}
        return {language: {**spec, **own} for language, spec in self.specs.items()}


def stem_of(number: int) -> str:
    return f"Which {' '.join(DICE.sample(WORDS, 9))} is it, in case {number}?"


def text(course: Course, number: int) -> Text:
    rows = [
        {
            "id": f"x{place}",
            "text": " ".join(DICE.sample(WORDS, 6)),
            "correct": place == number % 4,
            "feedback": " ".join(DICE.sample(WORDS, 12)) if number % 3 else "",
        }
        for place in range(4)
    ]
    spec = {"stem": stem_of(number), "choices": rows, "feedback": ""}
    written = dict.fromkeys(["en", "fr"] if number % 4 else ["en"], spec)
    specs = prepared_specs(SINGLE, written, course=course, salt=str(number))
    version = QuestionVersion(kind=SINGLE.name, specs=specs)
    return Text(specs, list(findings_of(course.pk, version)))


def drafts(course: Course, author: User, numbers: range, topics: list[Label]) -> Iterator[Question]:
    """Questions without versions yet."""
    for number in numbers:
        yield Question(
            course=course,
            key=f"q-{number}",
            kind="single_choice",
            status="retired" if number % 20 == 0 else "ready" if number % 9 else "review",
            topic=topics[number % len(topics)],
            difficulty=number % 3 + 1,
            author=author,
            looked=EDITION,
            open_comments=int(number % 50 == 0),
        )


@transaction.atomic
def add(made: list[Question], texts: list[Text], tags: list[Label]) -> None:
    chosen = [texts[place % len(texts)] for place in range(len(made))]
    for question, found in zip(made, chosen, strict=True):
        question.languages = spoken(found.specs)
        question.open_findings = len({code for code, _language, _field in found.findings})
    Question.objects.bulk_create(made)
    versions = [
        QuestionVersion(
            question=question,
            number=1,
            kind=question.kind,
            specs=found.under(stem_of(question.pk)),
            author=question.author,
        )
        for question, found in zip(made, chosen, strict=True)
    ]
    QuestionVersion.objects.bulk_create(versions)
    for question, version in zip(made, versions, strict=True):
        question.current_version = version
        question.search_text = search_text(question.key, version.specs)
    Question.objects.bulk_update(made, ["current_version", "search_text"], batch_size=200)
    Finding.objects.bulk_create(
        Finding(question=question, code=code, language=language, field=field)
        for question, found in zip(made, chosen, strict=True)
        for code, language, field in found.findings
    )
    Sketch.objects.bulk_create(
        Sketch(course=question.course, question=question, mark=DICE.getrandbits(62))
        for question in made
        for _ in range(BANDS)
    )
    QuestionTag.objects.bulk_create(
        QuestionTag(question=question, label=DICE.choice(tags)) for question in made
    )


def labels(course: Course, sort: str, count: int) -> list[Label]:
    names = [f"{sort} {WORDS[number % len(WORDS)]} {number}" for number in range(count)]
    rows = (Label(course=course, sort=sort, name=name, folded=name.lower()) for name in names)
    return Label.objects.bulk_create(rows)


def main(count: int) -> None:
    author = person("bank")
    User.objects.filter(pk=author.pk).update(is_instructor=True)
    course = create_course(title="A large bank", language="en", by=author)
    Course.objects.filter(pk=course.pk).update(languages=["en", "fr"])
    course.refresh_from_db()
    topics, tags = labels(course, "topic", 40), labels(course, "tag", 100)
    texts = [text(course, number) for number in range(200)]
    for start in range(0, count, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, count))
        add(list(drafts(course, author, numbers, topics)), texts, tags)
    quiz = Quiz.objects.create(course=course, key="final", titles={"en": "Final"})
    some = course.questions.filter(status="ready").order_by("pk")[:200]
    QuizItem.objects.bulk_create(
        QuizItem(quiz=quiz, question=question, position=place)
        for place, question in enumerate(some)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    found = {"topic": topics[3].pk, "tag": tags[3].pk, "author": author.pk}
    json.dump({"cookies": cookies_of(author), "slug": course.slug, "ids": found}, sys.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]))
