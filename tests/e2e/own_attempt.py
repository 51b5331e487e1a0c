"""Attempts of learners of one's own on a running site, and what its database has of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import BrowserContext

from tests.e2e.sessions import give_cookies
from tests.e2e.sites import Site

MAKE = """
import json
from courses.quizzes import services
from tests.courses.quizzes.types.ladder import ladder_of
from tests.support.learner import cookies_of
from tests.support.make_quizzes import enrol, make_course, make_learner, make_quiz
asked = json.loads({asked!r})
specs = tuple((kind, ladder_of(kind).spec) for kind in asked["kinds"])
language = asked["language"]
quiz = make_quiz(make_course(languages=(language,)), specs=specs, **asked["settings"])
made = []
for _ in range(asked["learners"]):
    learner = make_learner(language=language)
    enrol(learner, quiz.course)
    attempt = services.start_attempt(learner, quiz)
    slots = attempt.quiz_edition.slots.order_by("position")
    made.append(dict(
        attempt=str(attempt.public_id),
        cookies=cookies_of(learner),
        slots=[[slot.pk, slot.question_version.kind] for slot in slots],
    ))
print(json.dumps(made))
"""
READ = """
import json
from courses.quizzes.models import Answer
rows = Answer.objects.filter(attempt__public_id={attempt!r}).order_by("pk")
print(json.dumps([
    dict(
        slot=row.slot_id,
        sequence=row.sequence,
        operation=str(row.operation_id),
        value=row.value,
        is_late=row.is_late,
    )
    for row in rows
]))
"""
# The server's clock stays as it is: what began and what will end is put so much earlier.
PASS = """
from datetime import timedelta
from courses.outbox.models import Job
from courses.quizzes.models import Attempt
attempt = Attempt.objects.get(public_id={attempt!r})
passed = timedelta(seconds={seconds})
attempt.started_at -= passed
attempt.deadline_at -= passed
attempt.promised_at -= passed
attempt.save()
jobs = Job.objects.filter(task="quizzes.expire_attempt", args__attempt_id=attempt.pk)
for job in jobs:
    job.due_at -= passed
    job.save()
"""


@dataclass(frozen=True)
class Stored:
    """One answer as the database has it."""

    slot: int
    sequence: int
    operation: str
    value: Any
    is_late: bool


@dataclass(frozen=True)
class OwnAttempt:
    """Under way. `slots` are (id, kind) in the quiz's order."""

    site: Site
    attempt: str
    cookies: dict[str, str]
    slots: tuple[tuple[int, str], ...]

    @property
    def url(self) -> str:
        return f"{self.site.url}/quizzes/attempts/{self.attempt}/"

    def slots_of(self, kind: str) -> list[int]:
        return [slot for slot, its in self.slots if its == kind]

    def sign_in(self, context: BrowserContext) -> None:
        """As somebody who has just done so."""
        give_cookies(context, self.site, self.cookies)

    def stored(self) -> list[Stored]:
        """In the order in which they arrived."""
        found = told(self.site, READ.format(attempt=self.attempt))
        return [Stored(**row) for row in found]

    def pass_time(self, seconds: int) -> None:
        """So much of the server's time goes by for this attempt."""
        self.site.manage("shell", "-c", PASS.format(attempt=self.attempt, seconds=seconds))


def told(site: Site, script: str) -> Any:
    return json.loads(site.manage("shell", "-c", script).strip().splitlines()[-1])


def own_attempts(
    site: Site, kinds: Sequence[str], *, learners: int = 1, language: str = "en", **settings: Any
) -> list[OwnAttempt]:
    """A quiz of these kinds in a new course, and an attempt of each of so many new learners."""
    asked = json.dumps(
        {"kinds": kinds, "learners": learners, "language": language, "settings": settings}
    )
    return [
        OwnAttempt(site, row["attempt"], row["cookies"], tuple(map(tuple, row["slots"])))
        for row in told(site, MAKE.format(asked=asked))
    ]
