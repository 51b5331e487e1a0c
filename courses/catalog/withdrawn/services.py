"""A report that was withdrawn: said wherever its passages are shown. Courses keep their text."""

from content.models import Report
from courses.catalog.withdrawn.models import Withdrawal
from courses.people.models import User
from courses.people.nul import without_nul

LONGEST_WHY = 300


def withdraw(report: Report, *, by: User, why: str = "") -> Withdrawal:
    """Twice is once, with the newer reason."""
    reason = " ".join(without_nul(why).split())[:LONGEST_WHY]
    made, _new = Withdrawal.objects.update_or_create(
        report=report, defaults={"why": reason, "by": by}
    )
    return made


def reinstate(report: Report) -> None:
    Withdrawal.objects.filter(report=report).delete()
