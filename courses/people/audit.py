"""Who changed whose roles, address or state, and the site's settings: recorded by auditlog."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from auditlog.middleware import AuditlogMiddleware
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.db.models import QuerySet
from django.db.models.signals import pre_save
from django.http import HttpRequest, HttpResponse

from courses.people.accommodations.models import Accommodation
from courses.people.models import SiteSettings, User

RECORDED = ["email", "name", "is_instructor", "is_coordinator", "is_administrator", "is_active"]


def start_recording() -> None:
    """Once, when the app is ready."""
    auditlog.register(User, include_fields=RECORDED)
    auditlog.register(SiteSettings)
    # What is set and by whom; never why.
    auditlog.register(Accommodation, exclude_fields=["reason"])
    pre_save.connect(_name_actor, sender=LogEntry, dispatch_uid="courses.people.audit")


def changes_of(user: User) -> QuerySet[LogEntry]:
    """Newest first; each with its actor and `changes_display_dict` (field → old, new)."""
    found: QuerySet[LogEntry] = LogEntry.objects.get_for_object(user)
    return found.select_related("actor").order_by("-timestamp")


_request: ContextVar[HttpRequest | None] = ContextVar("audited_request", default=None)


class ActorMiddleware:
    """Whose request it is, for whatever is recorded during it.

    auditlog's own middleware connects a signal at each request and takes it away again, which
    makes Django forget whom every other signal of a model goes to: ours stays connected.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = _request.set(request)
        try:
            return self.get_response(request)
        finally:
            _request.reset(before)


def _name_actor(instance: LogEntry, **_: Any) -> None:
    """What auditlog's middleware would say of the request."""
    request = _request.get()
    if request is None:
        return
    known = AuditlogMiddleware().get_extra_data(request)
    actor = known.pop("actor")
    if actor is not None and instance.actor is None:
        instance.actor, instance.actor_email = actor, actor.email
    for name, value in known.items():
        setattr(instance, name, value)
