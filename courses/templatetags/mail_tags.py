"""Template tags about mail."""

from django import template
from django.http import HttpRequest
from django.template import Context

from courses.mail.kinds import KINDS
from courses.mail.reading import latest_link_for

register = template.Library()


@register.simple_tag(takes_context=True)
def latest_mail_link(context: Context, address: str) -> str:
    """Where to read the newest mail to this address on this machine; empty elsewhere."""
    request: HttpRequest = context["request"]
    return latest_link_for(request, address) or ""


@register.filter
def mail_kind(kind: str) -> str:
    """A kind of mail in words."""
    return str(KINDS.get(kind, kind))
