"""allauth's mails, as mails of ours: queued, in our look, in the reader's language."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import get_language

from courses.mail.models import Message
from courses.mail.services import queue_mail
from courses.people.models import User

KINDS = {
    "account/email/email_confirmation": "account_confirm",
    "account/email/email_confirmation_signup": "account_confirm",
    "account/email/password_reset_key": "account_reset",
    "account/email/account_already_exists": "account_exists",
}


def send(template_prefix: str, email: str, context: Mapping[str, object]) -> Message:
    """Queue the mail that allauth calls `template_prefix`; those without a kind of ours keep
    allauth's own words."""
    user = context.get("user")
    known = user if isinstance(user, User) else None
    named = {
        "subject_template": f"{template_prefix}_subject.txt",
        "message_template": f"{template_prefix}_message.txt",
        "email": email,
    }
    with transaction.atomic():
        return queue_mail(
            KINDS.get(template_prefix, "account_notice"),
            context={**context, **named},
            user=known,
            to=email,
            language=known.language if known else get_language(),
        )
