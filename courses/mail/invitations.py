"""The mail of an invitation; people, a lower layer, only leaves a job for it."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from courses.mail.models import Message
from courses.mail.services import queue_mail
from courses.people.models import Invitation


@transaction.atomic
def mail_invitation(invitation_id: int) -> Message | None:
    """Queue it once; None when the invitation was withdrawn or used meanwhile."""
    open_ones = Invitation.objects.select_related("invited_by").filter(accepted_at=None)
    invitation = open_ones.filter(pk=invitation_id).first()
    if invitation is None:
        return None
    return queue_mail(
        "invitation",
        to=invitation.email,
        language=invitation.language,
        dedupe_key=f"invitation:{invitation.pk}",
        context={
            "invited_by": invitation.invited_by,
            "expires_at": invitation.expires_at,
            "join_url": settings.SITE_URL + reverse("people:join", args=[invitation.token]),
        },
    )
