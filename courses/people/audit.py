"""Who changed whose roles, address or state, and the site's settings: recorded by auditlog."""

from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.db.models import QuerySet

from courses.people.models import SiteSettings, User

RECORDED = ["email", "name", "is_instructor", "is_coordinator", "is_administrator", "is_active"]


def start_recording() -> None:
    """Once, when the app is ready."""
    auditlog.register(User, include_fields=RECORDED)
    auditlog.register(SiteSettings)


def changes_of(user: User) -> QuerySet[LogEntry]:
    """Newest first; each with its actor and `changes_display_dict` (field → old, new)."""
    found: QuerySet[LogEntry] = LogEntry.objects.get_for_object(user)
    return found.select_related("actor").order_by("-timestamp")
