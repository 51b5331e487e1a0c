"""What was set on a person, and on whom a person may set it."""

from django.db.models import Q, QuerySet

from courses.people.accommodations.models import Accommodation
from courses.people.models import User


def accommodation_of(person: User) -> Accommodation | None:
    """The one that holds; past its last day it is still shown, as over."""
    rows = Accommodation.objects.filter(person=person, ended_at=None)
    return rows.select_related("set_by").first()


def history_of(person: User) -> list[Accommodation]:
    """Those before it, the last one first."""
    rows = Accommodation.objects.filter(person=person, ended_at__isnull=False)
    return list(rows.select_related("set_by", "ended_by").order_by("-ended_at", "-pk"))


def people_for(user: User) -> QuerySet[User]:
    """On whom this person may set it: an administrator on all, coordinators on the members of
    their own cohorts, nobody on oneself unless an administrator."""
    if user.is_administrator:
        return User.objects.all()
    if not user.is_coordinator:
        return User.objects.none()
    of_mine = Q(memberships__cohort__coordinators=user)
    return User.objects.filter(of_mine).exclude(pk=user.pk).distinct()
