"""The one-click stop of mail that is not necessary: a signed link, no sign-in."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

from courses.mail.models import Suppression
from elearning.prepared import Prepared, given

SALT = "courses.mail.unsubscribe"


@dataclass(frozen=True, slots=True)
class Wish:
    """That this address wants no more mail of this kind."""

    email: str
    kind: str


def unsubscribe_url(email: str, kind: str) -> str:
    """The absolute address of the page that stops a kind of mail to an address."""
    token = signing.dumps({"email": email, "kind": kind}, salt=SALT, compress=True)
    return f"{settings.SITE_URL}{reverse('mail:unsubscribe', args=[token])}"


def read_wish(token: str) -> Wish | None:
    """What a signed token asks for; None when it was not signed here."""
    try:
        data = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return Wish(email=data["email"], kind=data["kind"])


def stop_mail(wish: Wish) -> None:
    """Send this address no more mail of this kind. Doing it twice changes nothing."""
    Suppression.objects.get_or_create(
        email=wish.email.lower(), kind=wish.kind, defaults={"reason": "The reader asked for it."}
    )


def is_suppressed(email: str, kind: str, *, necessary: bool) -> bool:
    """Whether no mail of this kind goes there: the address is dead, or its reader said stop."""
    return bool(_suppressed.all(email=email.lower(), kind="" if necessary else kind))


_suppressed = Prepared(
    lambda: Suppression.objects.filter(email=given("email"), kind__in=["", given("kind")])
)
