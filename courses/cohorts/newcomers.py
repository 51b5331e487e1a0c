"""People whom a coordinator brings and who have no account yet.

They get one without a password, and a mail whose link sets it: only who reads that mailbox can
come in, so the address counts as confirmed. They agree to the legal texts at first sign-in.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.urls import reverse

from courses.mail.services import queue_mail
from courses.outbox.services import enqueue
from courses.people.models import Cohort, User


@dataclass(frozen=True, slots=True)
class Newcomer:
    email: str
    name: str
    language: str


def create_newcomers(newcomers: Sequence[Newcomer], cohort: Cohort) -> list[User]:
    """Accounts, confirmed addresses and welcome mails; in the caller's transaction."""
    people = User.objects.bulk_create(
        User(
            email=one.email,
            name=one.name,
            language=one.language,
            timezone=settings.TIME_ZONE,
            password=make_password(None),
        )
        for one in newcomers
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in people
    )
    for user in people:
        enqueue("cohorts.welcome", user_id=user.pk, cohort_id=cohort.pk)
    return people


def welcome(user_id: int, cohort_id: int) -> None:
    """The mail with the link that sets the first password; nothing once there is one."""
    user = User.objects.filter(pk=user_id).first()
    cohort = Cohort.objects.filter(pk=cohort_id).first()
    if user is None or cohort is None or user.has_usable_password() or not user.is_active:
        return
    uid, key = user_pk_to_url_str(user), default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": key})
    with transaction.atomic():
        queue_mail(
            "cohort_welcome",
            user=user,
            dedupe_key=f"cohort_welcome:{user.pk}",
            context={
                "name": user.name,
                "cohort": cohort.name,
                "path": path,
                "days": settings.PASSWORD_RESET_TIMEOUT // 86400,
            },
        )
