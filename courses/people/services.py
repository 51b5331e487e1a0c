"""What is done with people: invited, given roles, suspended, brought back."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from courses.outbox.services import enqueue
from courses.people.errors import CannotChangeOneself, LastAdministrator
from courses.people.models import Invitation, User

INVITATION_DAYS = 14
ROLE_FIELDS = ("is_instructor", "is_coordinator", "is_administrator")


@transaction.atomic
def invite(*, email: str, roles: dict[str, bool], language: str, by: User) -> Invitation:
    """A fresh invitation and its mail; an earlier open one to the same address is replaced."""
    Invitation.objects.filter(email__iexact=email, accepted_at=None).delete()
    invitation = Invitation.objects.create(
        email=email.lower(),
        token=secrets.token_urlsafe(32),
        language=language,
        invited_by=by,
        expires_at=timezone.now() + timedelta(days=INVITATION_DAYS),
        **{field: roles.get(field, False) for field in ROLE_FIELDS},
    )
    enqueue("mail.send_invitation", invitation_id=invitation.pk)
    return invitation


def open_invitation(token: str | None) -> Invitation | None:
    """The invitation of this token, unless it was used or is too old."""
    if not token:
        return None
    now = timezone.now()
    return Invitation.objects.filter(token=token, accepted_at=None, expires_at__gt=now).first()


@transaction.atomic
def accept_invitation(invitation: Invitation, user: User) -> None:
    """Gives the roles once: a token used twice changes nothing the second time."""
    used = Invitation.objects.filter(pk=invitation.pk, accepted_at=None)
    if not used.update(accepted_at=timezone.now()):
        return
    for field in ROLE_FIELDS:
        setattr(user, field, getattr(user, field) or getattr(invitation, field))
    user.save(update_fields=ROLE_FIELDS)


@transaction.atomic
def change_roles(user: User, *, roles: dict[str, bool], by: User) -> None:
    """Raises LastAdministrator when nobody would be left to look after the site."""
    if user.is_administrator and not roles.get("is_administrator"):
        _keep_one_administrator(user)
    for field in ROLE_FIELDS:
        setattr(user, field, roles.get(field, False))
    user.save(update_fields=ROLE_FIELDS)


@transaction.atomic
def suspend(user: User, *, by: User) -> None:
    """Signs the person out everywhere (an inactive account has no session) and keeps all."""
    if user == by:
        raise CannotChangeOneself
    if user.is_administrator:
        _keep_one_administrator(user)
    user.is_active = False
    user.save(update_fields=["is_active"])


def restore(user: User, *, by: User) -> None:
    user.is_active = True
    user.save(update_fields=["is_active"])


def _keep_one_administrator(leaving: User) -> None:
    others = User.objects.filter(is_administrator=True, is_active=True).exclude(pk=leaving.pk)
    if not others.select_for_update().exists():
        raise LastAdministrator
