"""Reading one's own mail in the browser, where mail goes nowhere else: embedded, on loopback.

Whoever sits at this machine can read the files anyway; the link only saves looking for them.
It is signed, names one mail, and holds for an hour.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.urls import reverse

from courses.mail.models import Message
from courses.mail.queries import newest_to

SALT = "courses.mail.reading"
# The session remembers whom this visitor had mail sent to, for the page that says so.
MAILED_TO = "mailed_to"
HOLDS_SECONDS = 3600
LOOPBACK_HOSTS = {"localhost", "127.0.0.1", "[::1]"}
LOOPBACK_ADDRESSES = {"127.0.0.1", "::1"}
FILES = "courses.mail.files.FileBackend"


def may_read_here(request: HttpRequest) -> bool:
    """Mail goes to files, and this request was made on, and for, this very machine."""
    if settings.SCALED or settings.BEHIND_TLS or not goes_to_files():
        return False
    host = split_domain_port(request.get_host())[0]
    is_proxied = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    is_local = request.META.get("REMOTE_ADDR") in LOOPBACK_ADDRESSES
    return is_local and host in LOOPBACK_HOSTS and not is_proxied


def goes_to_files() -> bool:
    """Django's tests put a backend of their own in the setting; what counts is EMAIL_URL."""
    return settings.EMAIL_BACKEND == FILES or settings.ENV.email is None


def latest_link_for(request: HttpRequest, address: str) -> str | None:
    """Where to read the newest mail to this address; None where mail really goes out."""
    if not address or not may_read_here(request):
        return None
    message = newest_to(address)
    if message is None:
        return None
    return reverse("mail:open", args=[signing.dumps(message.pk, salt=SALT)])


def message_of(token: str) -> Message | None:
    """The mail that a link names; None when it was not made here, or is too old."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=HOLDS_SECONDS)
    except signing.BadSignature:
        return None
    return Message.objects.filter(pk=pk).first()
