"""Lists of people for administrators."""

from django.db.models import Q, QuerySet

from courses.people.models import Invitation, User

ROLES = {
    "instructor": Q(is_instructor=True),
    "coordinator": Q(is_coordinator=True),
    "administrator": Q(is_administrator=True),
    "learner": Q(is_instructor=False, is_coordinator=False, is_administrator=False),
}
STATES = {"active": Q(is_active=True), "suspended": Q(is_active=False)}
ORDERS = {"name": "name", "email": "email", "joined": "date_joined", "seen": "last_login"}


def people(*, text: str, role: str, state: str, order: str) -> QuerySet[User]:
    """People matching; unknown filters and orders count as none."""
    found = User.objects.filter(ROLES.get(role, Q()), STATES.get(state, Q()))
    if text:
        found = found.filter(Q(name__icontains=text) | Q(email__icontains=text))
    descending = order.startswith("-")
    field = ORDERS.get(order.removeprefix("-"), "name")
    return found.order_by(f"{'-' if descending else ''}{field}", "pk")


def invitations() -> QuerySet[Invitation]:
    return Invitation.objects.select_related("invited_by").order_by("-created_at")
