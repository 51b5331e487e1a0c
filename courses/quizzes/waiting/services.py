"""The mail that tells the staff what waits for them: in the morning, at most once a day.

It comes when something came since the last one, and after a week if all of it still waits.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max

from courses.mail.models import Message
from courses.mail.services import queue_mail
from courses.mail.unsubscribe import is_suppressed
from courses.outbox.clock import database_now
from courses.people.models import User
from courses.quizzes.waiting.queries import Waiting, waiting_by_person

KIND = "work_waiting"
FROM, TO = 7, 12  # o'clock where the person is; the later hours are for when the site was away
AGAIN_AFTER = timedelta(days=7)


def tell_staff(now: datetime | None = None) -> int:
    """Queues the mails that are due now; how many. Safe to run twice."""
    now, found = now or database_now(), waiting_by_person()
    told = _last_told(found)
    due = [
        (person, rows)
        for person, rows in found.items()
        if _is_morning(person, now) and _has_news(rows, told.get(person.pk), now)
    ]
    return sum(_tell(person, rows, now) for person, rows in due)


def _last_told(people: dict[User, list[Waiting]]) -> dict[int, datetime]:
    rows = Message.objects.filter(kind=KIND, user__in=list(people)).order_by()
    return dict(rows.values_list("user_id").annotate(Max("created_at")))


def _is_morning(person: User, now: datetime) -> bool:
    return FROM <= now.astimezone(ZoneInfo(person.timezone)).hour < TO


def _has_news(rows: list[Waiting], told: datetime | None, now: datetime) -> bool:
    return told is None or told + AGAIN_AFTER <= now or max(row.newest for row in rows) > told


@transaction.atomic
def _tell(person: User, rows: list[Waiting], now: datetime) -> bool:
    if is_suppressed(person.email, KIND, necessary=False):
        return False
    day = now.astimezone(ZoneInfo(person.timezone)).date()
    courses = [
        {
            "title": row.course.title(person.language),
            "slug": row.course.slug,
            "to_review": row.to_review,
            "to_mark": row.to_mark,
            "to_answer": row.to_answer,
        }
        for row in rows
    ]
    queue_mail(
        KIND,
        user=person,
        dedupe_key=f"{KIND}:{person.pk}:{day}",
        necessary=False,
        context={
            "courses": courses,
            "to_review": sum(row.to_review for row in rows),
            "to_mark": sum(row.to_mark for row in rows),
            "to_answer": sum(row.to_answer for row in rows),
        },
    )
    return True
