"""Queueing mail: rendered at once, in the recipient's language, and committed with its cause."""

import hashlib
import hmac
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.template import Context, Engine
from django.template.loader import render_to_string
from django.utils import translation

from courses.mail.models import Message
from courses.mail.reading import latest_link_for
from courses.mail.unsubscribe import unsubscribe_url
from courses.outbox.services import enqueue
from courses.people.models import User
from courses.people.site import site_settings
from elearning.prepared import insert

__all__ = ["latest_link_for", "queue_mail", "render_mail"]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A mail's three parts; the subject is one line."""

    subject: str
    text: str
    html: str


def queue_mail(
    kind: str,
    *,
    context: Mapping[str, object],
    user: User | None = None,
    to: str | None = None,
    language: str | None = None,
    dedupe_key: str | None = None,
    necessary: bool = True,
) -> Message:
    """Render `mail/<kind>.{subject.txt,txt,html}` and queue it, inside the caller's transaction.

    To `to`, else to the user's address; in `language`, else the user's, else the site's. A
    `dedupe_key` seen before returns the mail that has it. A mail that is not `necessary`
    carries a link that stops its kind.
    """
    address = to or (user.email if user else "")
    if not address:
        raise ValueError(f"The mail {kind!r} has nobody to go to")
    spoken = spoken_language(language or (user.language if user else None))
    stop_url = None if necessary else unsubscribe_url(address, kind)
    rendered = render_mail(kind, spoken, {"user": user, "stop_url": stop_url, **context})
    message = Message(
        kind=kind,
        dedupe_key=dedupe_key,
        user=user,
        to=address,
        language=spoken,
        subject=rendered.subject[:250],
        text=rendered.text,
        html=rendered.html,
        necessary=necessary,
        message_id=message_id_for(dedupe_key),
    )
    return _store(message)


def _store(message: Message) -> Message:
    if not insert(message, unless_taken=bool(message.dedupe_key)):
        return Message.objects.get(dedupe_key=message.dedupe_key)
    enqueue("mail.send", message_id=message.pk)
    return message


def render_mail(kind: str, language: str, context: Mapping[str, object]) -> Rendered:
    """The parts of a mail of this kind, in a language."""
    name = f"mail/{kind}"
    full = {
        "site": site_settings(),
        "site_url": settings.SITE_URL,
        "language": language,
        "is_rtl": language.partition("-")[0] in settings.LANGUAGES_BIDI,
        **context,
    }
    with translation.override(language):
        return Rendered(
            subject=" ".join(_plain(f"{name}.subject.txt", full).split()),
            text=_plain(f"{name}.txt", full).strip() + "\n",
            html=render_to_string(f"{name}.html", full),
        )


def _plain(template: str, context: dict[str, object]) -> str:
    """Text that is no HTML: an ampersand stays an ampersand."""
    return Engine.get_default().get_template(template).render(Context(context, autoescape=False))


def spoken_language(wanted: str | None) -> str:
    """The wanted language if the interface speaks it, else the site's own."""
    return wanted if wanted in settings.INTERFACE_LANGUAGES else settings.LANGUAGE_CODE


def message_id_for(dedupe_key: str | None) -> str:
    """The mail's own name on every line it travels: the same whenever it is made for the same key.

    So a mail made anew, after a restore say, is seen to be the one that went out before. Keyed
    with the site's secret: nobody reads a key out of it, and two sites never share one.
    """
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    if dedupe_key is None:
        return f"<{uuid.uuid4().hex}@{host}>"
    key = f"courses.mail.message_id:{settings.SECRET_KEY}".encode()
    return f"<{hmac.new(key, dedupe_key.encode(), hashlib.sha256).hexdigest()[:40]}@{host}>"
