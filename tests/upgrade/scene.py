"""A site caught in the middle of its work: made by the release's own services, for a dump.

`python -m tests.upgrade.scene FOLDER` fills the database that the environment names, and prints
the ledger of it: what the release acknowledged, so that an upgrade can be held to it. Only what
`tests.support` has had since the first release is used, because each release runs this file.
"""

import json
import os
import sys
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


def make_scene(folder: Path) -> dict[str, Any]:
    """One of everything that can be under way. {"attempts": {name: public id}, "answers":
    {operation id: [value, late]}, "code": the certificate's, "mails": queued, "plan": its title}"""
    from courses.mail.models import Message

    answers: dict[str, list[Any]] = {}
    attempts = attempts_under_way(answers)
    code = finished_course()
    return {
        "attempts": attempts,
        "answers": answers,
        "code": code,
        "mails": Message.objects.filter(state="queued").count(),
        "plan": draft_plan(folder),
    }


def attempts_under_way(answers: dict[str, list[Any]]) -> dict[str, str]:
    """In a quiz without a limit and in one with: open, submitted, over, and answered too late."""
    from courses.quizzes.services import submit_attempt
    from tests.support import make_cohorts, make_quizzes

    leisurely = make_quizzes.make_quiz()
    timed = make_quizzes.make_quiz(time_limit_minutes=30)
    made = {
        "open": make_quizzes.make_attempt(leisurely),
        "submitted": make_quizzes.make_attempt(leisurely),
        "over": make_quizzes.make_attempt(timed),
        "late": make_quizzes.make_attempt(timed),
    }
    for attempt in made.values():
        for place, value in enumerate(("a", True)):
            save(attempt, value, place, answers)
    save(made["open"], "b", 0, answers, sequence=3)
    submit_attempt(made["submitted"].public_id, made["submitted"].user)
    for name in ("over", "late"):
        two_hours_ago(made[name])
    save(made["late"], "190", 2, answers, sequence=3, late=True)
    cohort = make_cohorts.cohort()
    for attempt in made.values():
        make_cohorts.member(cohort, attempt.user)
    make_cohorts.given(cohort, leisurely.course)
    return {name: str(attempt.public_id) for name, attempt in made.items()}


def save(
    attempt: Any,
    value: Any,
    place: int,
    answers: dict[str, list[Any]],
    *,
    sequence: int = 0,
    late: bool = False,
) -> None:
    from courses.quizzes.errors import TooLate
    from tests.support import make_quizzes

    operation = uuid.uuid4()
    sequence = sequence or place + 1
    try:
        make_quizzes.save(attempt, value, place=place, sequence=sequence, operation=operation)
    except TooLate:
        assert late
    answers[str(operation)] = [value, late]


def two_hours_ago(attempt: Any) -> None:
    """So its time is up, and the job that submits it by the clock has not run."""
    from django.db.models import F

    from courses.outbox.models import Job
    from courses.quizzes.models import Answer, Attempt

    ago = timedelta(hours=2)
    Attempt.objects.filter(pk=attempt.pk).update(
        started_at=F("started_at") - ago, deadline_at=F("deadline_at") - ago
    )
    Answer.objects.filter(attempt=attempt).update(received_at=F("received_at") - ago)
    expiry = Job.objects.filter(task="quizzes.expire_attempt", args={"attempt_id": attempt.pk})
    assert expiry.update(due_at=F("due_at") - ago) == 1


def finished_course() -> str:
    """A graded attempt whose mail waits, with its certificate; the certificate's code."""
    from tests.support import make_awards, make_quizzes

    attempt = make_quizzes.make_graded()
    return make_awards.certificate(attempt.user, attempt.quiz.course).code


def draft_plan(folder: Path) -> str:
    from courses.authoring.plans.services import plan_for
    from tests.support import make, make_reports

    return plan_for(make_reports.stored_report(folder), make.instructor()).title


if __name__ == "__main__":
    django.setup()
    print(json.dumps(make_scene(Path(sys.argv[1]))))
