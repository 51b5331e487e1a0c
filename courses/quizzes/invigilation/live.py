"""Who is in a quiz now, and who has just left it. As many queries for a thousand as for one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, Max, OuterRef, Q

from courses.outbox.clock import database_now
from courses.quizzes.deadlines import clock_face, seconds_left
from courses.quizzes.invigilation.queries import acted_since
from courses.quizzes.models import Answer, Attempt, Quiz
from courses.quizzes.terms.models import Break

PER_PAGE = 50
# Nothing saved for so long is said: the line may be gone, or the learner need help.
SILENT = timedelta(minutes=5)
JUST_NOW = timedelta(hours=1)
ENDED_SHOWN = 50
# What the address says: what the list is sorted by. Who has no end comes last.
END = F("deadline_at")
SORTS: dict[str, tuple[Any, ...]] = {
    "name": ("user__name", "user__email"),
    "-name": ("-user__name", "-user__email"),
    "end": (END.asc(nulls_last=True), "user__name"),
    "-end": (END.desc(nulls_last=True), "user__name"),
    "started": ("started_at",),
    "-started": ("-started_at",),
}


@dataclass(frozen=True, slots=True)
class Answered:
    """How many questions have an answer, and when the last one came."""

    count: int = 0
    saved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class InQuiz:
    """An attempt under way, by the database's clock. `time_left` empty: no limit. `silent_minutes`:
    0 while something was saved lately."""

    attempt: Attempt
    answered: Answered
    time_left: str
    silent_minutes: int
    is_time_up: bool
    on_break: bool

    @property
    def total(self) -> int:
        return len(self.attempt.layout)


@dataclass(frozen=True, slots=True)
class Live:
    """`page` of attempts with their `rows`; `ended` within the hour, the last one first."""

    now: datetime
    page: Page[Attempt]
    rows: list[InQuiz]
    ended: list[Attempt]


def live_in(quiz: Quiz, *, sort: str = "", page: str | None = None) -> Live:
    now = database_now()
    found = Attempt.objects.filter(quiz=quiz, state=Attempt.State.OPEN)
    found = found.select_related("user", "quiz_edition").defer("snapshot", "tries", "flags")
    ordered = found.order_by(*SORTS.get(sort, SORTS["name"]), "pk")
    shown = Paginator(ordered, PER_PAGE).get_page(page)
    attempts = list(shown.object_list)
    answered = answered_in(attempt.pk for attempt in attempts)
    breaks = Break.objects.filter(attempt__in=attempts, ended_at=None, ends_at__gt=now)
    resting = set(breaks.values_list("attempt", flat=True))
    rows = [
        _row(attempt, answered.get(attempt.pk, Answered()), attempt.pk in resting, now)
        for attempt in attempts
    ]
    return Live(now, shown, rows, _ended(quiz, now - JUST_NOW))


def _row(attempt: Attempt, answered: Answered, on_break: bool, now: datetime) -> InQuiz:
    silent = now - max(answered.saved_at or attempt.running_since, attempt.running_since)
    is_silent = silent >= SILENT and not on_break
    return InQuiz(
        attempt=attempt,
        answered=answered,
        time_left=clock_face(seconds_left(attempt, now)),
        silent_minutes=int(silent.total_seconds()) // 60 if is_silent else 0,
        is_time_up=attempt.deadline_at is not None and attempt.deadline_at <= now,
        on_break=on_break,
    )


def answered_in(attempt_ids: Iterable[int]) -> dict[int, Answered]:
    """{attempt id: Answered} of those that have any answer, in one query."""
    later = Answer.objects.filter(
        attempt=OuterRef("attempt"),
        slot=OuterRef("slot"),
        is_late=False,
        sequence__gt=OuterRef("sequence"),
    )
    rows = Answer.objects.filter(attempt__in=list(attempt_ids), is_late=False)
    grouped = (
        rows.annotate(is_old=Exists(later))
        .values("attempt")
        .annotate(
            saved=Max("received_at"),
            count=Count("slot", distinct=True, filter=Q(is_old=False, value__isnull=False)),
        )
        .order_by()
    )
    return {row["attempt"]: Answered(row["count"], row["saved"]) for row in grouped}


def _ended(quiz: Quiz, since: datetime) -> list[Attempt]:
    of_quiz = Attempt.objects.filter(quiz=quiz).select_related("user").defer("snapshot", "layout")
    submitted = of_quiz.filter(submitted_at__gte=since).exclude(state=Attempt.State.OPEN)
    found = {row.pk: row for row in submitted.order_by("-submitted_at")[:ENDED_SHOWN]}
    found |= {row.pk: row for row in acted_since(of_quiz, since)[:ENDED_SHOWN]}
    latest = sorted(found.values(), key=lambda row: row.submitted_at or row.started_at)
    return latest[::-1][:ENDED_SHOWN]
