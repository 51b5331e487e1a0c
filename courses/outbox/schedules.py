"""What is done again and again: a row for each (schedule, period), so that a period runs once."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from courses.outbox.models import Job, ScheduleRun
from courses.outbox.services import enqueue


@dataclass(frozen=True, slots=True)
class Schedule:
    """Run `task` every `seconds`; periods count from the epoch, so all relays agree on them."""

    task: str
    seconds: int
    lane: str = "short"

    def period(self, now: datetime) -> int:
        return int(now.timestamp()) // self.seconds


SCHEDULES = (
    Schedule("outbox.canary", seconds=60),
    Schedule("mail.retry_stuck", seconds=120),
    Schedule("outbox.prune", seconds=3600),
    Schedule("certificates.award_waiting", seconds=600),
    Schedule("authoring.tag_reports", seconds=600, lane="long"),
    Schedule("quizzes.look_again", seconds=600, lane="long"),
    Schedule("quizzes.tell_staff", seconds=3600, lane="long"),
    Schedule("quizzes.settle_grades", seconds=24 * 3600, lane="long"),
    Schedule("quizzes.sweep_files", seconds=24 * 3600, lane="long"),
    Schedule("quizzes.forget_unsaved", seconds=24 * 3600, lane="long"),
)


class Timetable:
    """Remembers which periods this relay has seen, so that most looks ask no database."""

    def __init__(self, schedules: tuple[Schedule, ...] = SCHEDULES) -> None:
        self.schedules = schedules
        self.seen: dict[str, int] = {}

    def claim_due(self, now: datetime) -> list[Job]:
        """Enqueue each schedule whose period is new to us and claimed by nobody else."""
        jobs = []
        for schedule in self.schedules:
            period = schedule.period(now)
            if self.seen.get(schedule.task) != period:
                jobs += claim_period(schedule, period)
                self.seen[schedule.task] = period
        return jobs


@transaction.atomic
def claim_period(schedule: Schedule, period: int) -> list[Job]:
    """The job of this period, committed together with the claim; empty when it was claimed."""
    _, created = ScheduleRun.objects.get_or_create(name=schedule.task, period=str(period))
    return [enqueue(schedule.task, lane=schedule.lane)] if created else []


def claim_current_periods(now: datetime) -> None:
    """Marks the periods under way as claimed, with no job: what they are for was done already.
    After a restore the backup may not know it."""
    for schedule in SCHEDULES:
        ScheduleRun.objects.get_or_create(name=schedule.task, period=str(schedule.period(now)))
