"""Demo people for a first look: made only into an empty database on loopback.

Passwords are random, made once, and kept readable for the owner under var/.
"""

import secrets
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from courses.catalog.models import Course, CourseStaff
from courses.cohorts.models import Assignment
from courses.people.models import Cohort, Consent, LegalText, Membership, User

ROLES: dict[str, dict[str, bool]] = {
    "learner": {},
    "instructor": {"is_instructor": True},
    "coordinator": {"is_coordinator": True},
    "administrator": {"is_administrator": True},
}


@transaction.atomic
def load_demo() -> Path:
    """Makes one person a role, a cohort with a course; returns the file with the passwords."""
    passwords = {role: secrets.token_urlsafe(9) for role in ROLES}
    people = {role: _person(role, passwords[role]) for role in ROLES}
    cohort = Cohort.objects.create(name=_("First cohort"))
    cohort.coordinators.add(people["coordinator"])
    Membership.objects.create(cohort=cohort, user=people["learner"])
    for course in Course.objects.all():
        CourseStaff.objects.get_or_create(course=course, user=people["instructor"])
        Assignment.objects.get_or_create(
            cohort=cohort, course=course, defaults={"assigned_by": people["coordinator"]}
        )
    return _write(passwords)


def _person(role: str, password: str) -> User:
    user = User.objects.create_user(
        f"{role}@demo.example",
        password,
        name=role.capitalize(),
        certificate_name=role.capitalize(),
        is_demo=True,
        **ROLES[role],
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    for kind in (LegalText.Kind.PRIVACY, LegalText.Kind.TERMS):
        latest = LegalText.objects.filter(kind=kind).order_by("-version").first()
        Consent.objects.create(user=user, kind=kind, version=latest.version if latest else 1)
    return user


def _write(passwords: dict[str, str]) -> Path:
    path = Path(settings.VAR_DIR) / "demo-accounts.txt"
    path.touch(mode=0o600)
    width = max(len(role) for role in passwords)
    lines = [
        f"  {role:<{width}}  {role}@demo.example  {word}\n" for role, word in passwords.items()
    ]
    path.write_text("".join(lines))
    return path
