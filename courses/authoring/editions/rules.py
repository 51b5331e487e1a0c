"""Who may compare editions, and say that a report was withdrawn."""

from content.models import Report
from courses.authoring.models import ReportUpload
from courses.people.models import User


def can_correct(user: User, report: Report) -> bool:
    """Who may say how a report is called."""
    return can_withdraw(user, report)


def can_withdraw(user: User, report: Report) -> bool:
    """Administrators, and whoever brought the report."""
    if user.is_administrator:
        return True
    return ReportUpload.objects.filter(report=report, uploaded_by=user).exists()
